import type { Command } from "@firstring/contract/call/command.ts";
import type { CallEvent, Failure, TimerName, ToolCall } from "@firstring/contract/call/event.ts";
import { prompt } from "@firstring/contract/call/prompt.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import type { CallId, TenantId } from "../lib/ids.ts";
import type { Brain } from "../ports/brain.ts";
import type { Clock } from "../ports/clock.ts";
import type { WordsLine } from "../ports/line.ts";
import type { Tool } from "../ports/tool.ts";
import { limits } from "./limits.ts";

export type HandsOf = {
  tenant: TenantId;
  call: CallId;
  line: WordsLine;
  brain: Brain;
  tools: ReadonlyMap<string, Tool>;
  clock: Clock;
  report: (event: CallEvent) => void;
  warn: (problem: unknown, what: string) => void;
};

/** Carries commands out: one call's grip on its line, its brain, its tools and the clock. What comes back is an event. */
export class Hands {
  readonly #of: HandsOf;
  readonly #life = new AbortController();
  readonly #timers = new Map<TimerName, { cancel(): void }>();
  #thinking: AbortController | undefined;

  constructor(of: HandsOf) {
    this.#of = of;
  }

  /** @param written resolves when every fact so far is durable; lasting tools wait for it. */
  carryOut(command: Command, state: CallState, written: Promise<void>): void {
    switch (command.type) {
      case "say":
      case "end_turn":
      case "pause_turn":
      case "hush":
      case "transfer":
      case "hang_up":
      case "press":
      case "dial":
      case "join":
      case "drop":
        return this.#of.line.send(command);
      case "think":
        return void this.#think(command.turn, state);
      case "stop_thinking":
        return this.#thinking?.abort();
      case "use_tool":
        return void this.#useTool(command.tool, state, written);
      case "set_timer":
        return this.#setTimer(command.timer, command.afterMs);
      case "clear_timer":
        return this.#clearTimer(command.timer);
      case "close":
        return; // the loop's own
      default:
        return unreachable(command);
    }
  }

  drop(): void {
    this.#thinking?.abort();
    this.#life.abort();
    for (const timer of [...this.#timers.keys()]) this.#clearTimer(timer);
    this.#of.line.close();
  }

  async #think(turn: number, state: CallState): Promise<void> {
    this.#thinking?.abort();
    const thinking = new AbortController();
    this.#thinking = thinking;
    const { brain, clock, report } = this.#of;
    try {
      for await (const part of brain.respond(prompt(state, clock.nowMs()), thinking.signal)) {
        if (thinking.signal.aborted) return;
        if (part.type === "sentence") report({ type: "model.said", turn, text: part.text });
        else if (part.type === "note") report({ type: "model.noted", turn, note: part.note });
        else if (part.type === "used") report({ ...part, type: "model.used", turn });
        else report({ type: "model.asked", turn, tool: { id: part.id, tool: part.tool, input: part.input } });
      }
      if (!thinking.signal.aborted) report({ type: "model.rested", turn });
    } catch (error) {
      if (thinking.signal.aborted) return;
      this.#of.warn(error, `the brain ${brain.name} could not reply`);
      report({ type: "model.failed", turn, failure: failureOf(error) });
    }
  }

  async #useTool({ id, tool: name, input }: ToolCall, state: CallState, written: Promise<void>): Promise<void> {
    const { tenant, call, tools, clock, report } = this.#of;
    const tool = tools.get(name);
    const { opened } = state;
    const agreed = state.pending.find((pending) => pending.id === id)?.agreed;
    if (tool === undefined || opened === undefined)
      return report({ type: "tool.failed", id, failure: { kind: "invalid", message: `There is no tool named ${name}.` } });
    const parsed = tool.input.safeParse(input);
    if (!parsed.success)
      return report({
        type: "tool.failed",
        id,
        failure: { kind: "invalid", message: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") },
      });
    const late = Promise.withResolvers<never>();
    const timer = clock.after(limits.toolMs, () => late.reject(new Late(name)));
    try {
      if (tool.lasting) await Promise.race([written, late.promise]);
      const context = {
        tenant,
        call,
        agent: opened.agent,
        channel: opened.channel,
        caller: opened.direction === "inbound" ? opened.from : opened.to,
        language: state.language,
        idempotencyKey: `${call}/${id}`,
        nowMs: clock.nowMs(),
        signal: this.#life.signal,
        ...(agreed && { proposal: agreed }),
      };
      report({ type: "tool.returned", id, output: await Promise.race([tool.run(parsed.data, context), late.promise]) });
    } catch (error) {
      this.#of.warn(error, `the tool ${name} failed`);
      report({ type: "tool.failed", id, failure: failureOf(error) });
    } finally {
      timer.cancel();
    }
  }

  #setTimer(timer: TimerName, afterMs: number): void {
    this.#clearTimer(timer);
    const set = this.#of.clock.after(afterMs, () => {
      this.#timers.delete(timer);
      this.#of.report({ type: "timer.fired", timer });
    });
    this.#timers.set(timer, set);
  }

  #clearTimer(timer: TimerName): void {
    this.#timers.get(timer)?.cancel();
    this.#timers.delete(timer);
  }
}

class Late extends Error {
  constructor(tool: string) {
    super(`${tool} did not answer within ${limits.toolMs} ms.`);
  }
}

function failureOf(error: unknown): Failure {
  return { kind: error instanceof Late ? "timeout" : "unavailable", message: error instanceof Error ? error.message : String(error) };
}

function unreachable(command: never): never {
  throw new Error(`no hands for command ${JSON.stringify(command)}`);
}
