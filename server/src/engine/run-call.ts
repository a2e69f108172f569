import type { CallEvent, EndReason } from "@firstring/contract/call/event.ts";
import { outcomeOf } from "@firstring/contract/call/outcome.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { step } from "@firstring/contract/call/step.ts";
import type { CallId, StreamId, TenantId } from "../lib/ids.ts";
import { Mailbox } from "../lib/mailbox.ts";
import type { Brain } from "../ports/brain.ts";
import type { Clock } from "../ports/clock.ts";
import type { Caused, Report, WordsLine } from "../ports/line.ts";
import { type EventLog, WrongSequence } from "../ports/log.ts";
import type { Tool } from "../ports/tool.ts";
import { Hands } from "./hands.ts";
import { limits } from "./limits.ts";
import { causeKey, type Standing, takeUp } from "./standing.ts";

export type Call = {
  tenant: TenantId;
  call: CallId;
  log: EventLog;
  clock: Clock;
  brain: Brain;
  tools: ReadonlyMap<string, Tool>;
  warn: (problem: unknown, what: string) => void;
};

/** A call whose loop is running. */
export interface Running {
  readonly tenant: TenantId;
  readonly call: CallId;
  readonly line: WordsLine;
  state(): CallState;
  report: Report;
  /** Resolves with the last state once the loop has let go of everything. */
  readonly done: Promise<CallState>;
  /** Resolves when everything reported so far is durable; rejects when it could not be written. */
  durable(): Promise<void>;
  /** Lets go without ending the call: another process may go on with it. */
  release(): void;
}

/**
 * Runs one call from where it stands to its end. This loop is the only place where a conversation touches the world:
 * take a fact, record it, step, carry out.
 */
export function runCall(of: Call, standing: Standing, connect: (report: Report) => WordsLine): Running {
  const { tenant, call, log, clock } = of;
  const stream: StreamId = `call/${call}`;
  const inbox = new Mailbox<Caused>(limits.mailbox);
  const causes = new Set(standing.causes);
  let { state, seq } = standing;
  let written: Promise<void> = Promise.resolve();
  let lost = false;
  let flooded = false;

  let reported = 0;
  let taken = 0;
  let waiting: { upTo: number; resolve: () => void }[] = [];

  const report: Report = (caused) => {
    reported++;
    if (!inbox.put(caused)) overflow();
  };
  const line = connect(report);
  const hands = new Hands({ ...of, line, report: (event) => report({ event }) });
  const done = run();
  return { tenant, call, line, state: () => state, report, done, durable, release };

  async function durable(): Promise<void> {
    const upTo = reported;
    if (taken < upTo) await Promise.race([new Promise<void>((resolve) => waiting.push({ upTo, resolve })), done]);
    await written;
  }

  async function run(): Promise<CallState> {
    try {
      for (const command of takeUp(standing, clock.nowMs())) hands.carryOut(command, state, written);
      for await (const caused of inbox) {
        take(caused);
        taken++;
        for (const { upTo, resolve } of waiting) if (upTo <= taken) resolve();
        waiting = waiting.filter(({ upTo }) => upTo > taken);
        if (flooded) finish("lost");
        if (state.phase.is === "ended") break;
      }
    } catch (problem) {
      of.warn(problem, "the call's loop failed");
      finish("lost");
    }
    inbox.close();
    hands.drop();
    await written.catch(() => undefined);
    return state;
  }

  function take({ event, cause }: Caused): void {
    if (cause !== undefined) {
      const key = causeKey(cause, event.type);
      if (causes.has(key)) return; // a duplicate from outside has one effect
      causes.add(key);
    }
    if (seq >= limits.eventsPerCall && event.type !== "call.ended") return finish("too_long");
    remember({ event, ...(cause !== undefined && { cause }) });
    const next = step(state, event);
    state = next.state;
    for (const command of next.commands) {
      if (command.type === "close") return finish(command.why);
      hands.carryOut(command, state, written);
    }
  }

  function remember(fact: Caused): void {
    written = log.append(tenant, stream, seq++, [{ ...fact, atMs: clock.nowMs() }]);
    written.catch(forgotten);
  }

  /** What cannot be remembered must not go on. */
  function forgotten(problem: unknown): void {
    if (lost) return;
    lost = true;
    if (!(problem instanceof WrongSequence)) of.warn(problem, "the log could not be written; the call is let go");
    else of.warn(problem, "another process writes this call; letting it go");
    if (!(problem instanceof WrongSequence)) hands.carryOut({ type: "hang_up", why: "lost" }, state, Promise.resolve());
    release();
  }

  function finish(why: EndReason): void {
    if (state.phase.is === "ended") return;
    const end: CallEvent = { type: "call.ended", why, outcome: outcomeOf(state, why) };
    remember({ event: end });
    state = step(state, end).state;
  }

  function overflow(): void {
    if (flooded || lost || state.phase.is === "ended") return;
    flooded = true;
    of.warn(new Error(`more than ${limits.mailbox} events wait`), "a source floods this call; it is ended");
  }

  function release(): void {
    inbox.close();
  }
}
