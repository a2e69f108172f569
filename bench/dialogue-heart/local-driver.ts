import type { AgentSpec, Language } from "@firstring/contract/call/agent.ts";
import type { CallEvent, Json, Note, ToolOutput } from "@firstring/contract/call/event.ts";
import { prompt } from "@firstring/contract/call/prompt.ts";
import { type CallState, unopened } from "@firstring/contract/call/state.ts";
import { step } from "@firstring/contract/call/step.ts";
import { offline, parts } from "../../server/src/brains/offline/offline.ts";
import type { Driver, Heard } from "./driver.ts";

/** Calls in process: the real `step`, the offline brain, and tools in memory for which every time is free. */
export function localDriver(
  agent: AgentSpec,
  nowMs: number,
  language: Language = "en",
): Driver & {
  replyMs: readonly number[];
  /** Nothing is said for as long as we wait. */
  silence(): Promise<Heard>;
} {
  offline(); // as a server does at its start: what is compiled and read once is no part of a reply
  let state: CallState = unopened;
  let note: Note | undefined;
  let proposed: { slots: Record<string, Json>; code: string } | undefined;
  let standing = new Map<string, Record<string, Json>>();
  let calls = 0;
  const replyMs: number[] = [];
  let spoken: string[] = [];
  return {
    nowMs,
    zone: agent.zone,
    replyMs,
    async open() {
      state = unopened;
      note = undefined;
      proposed = undefined;
      standing = new Map();
      spoken = [];
      post({
        type: "call.opened",
        direction: "inbound",
        from: "+15145550199",
        to: "+15145550123",
        channel: "simulator",
        agent: { ...agent, languages: language === "fr" ? ["fr", "en"] : agent.languages },
      });
      post({ type: "leg.answered", leg: "caller" });
      return heard();
    },
    async say(words) {
      spoken = [];
      post({ type: "caller.said", leg: "caller", text: words });
      return heard();
    },
    async silence() {
      spoken = [];
      post({ type: "timer.fired", timer: "silence" });
      return heard();
    },
    async close() {
      return [...standing.values()];
    },
  };

  function heard(): Heard {
    const { phase } = state;
    return {
      spoken: spoken.join(" "),
      act: note?.act,
      readBack: note?.act.kind === "confirm" && state.proposal !== undefined ? proposed?.slots : undefined,
      offered: [],
      ended: phase.is === "leaving" || phase.is === "ended",
      transferred: state.transferred,
      messageTaken: state.messageTaken,
    };
  }

  function post(event: CallEvent): void {
    const queue: CallEvent[] = [event];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const done = step(state, next);
      state = done.state;
      for (const command of done.commands) {
        if (command.type === "say") {
          spoken.push(command.text);
          queue.push({ type: "speech.stopped", speech: command.speech, heard: command.text });
        } else if (command.type === "think") queue.push(...reply(command.turn));
        else if (command.type === "use_tool") queue.push({ type: "tool.returned", id: command.tool.id, output: run(command.tool.tool, command.tool.input) });
      }
    }
  }

  function reply(turn: number): CallEvent[] {
    const startMs = performance.now();
    const said = parts(prompt(state, nowMs));
    replyMs.push(performance.now() - startMs);
    const events = said.map((part): CallEvent => {
      if (part.type === "used") throw new Error("the offline brain costs nothing");
      if (part.type === "sentence") return { type: "model.said", turn, text: part.text };
      if (part.type === "tool") return { type: "model.asked", turn, tool: { id: part.id, tool: part.tool, input: part.input } };
      note = part.note;
      return { type: "model.noted", turn, note: part.note };
    });
    return [...events, { type: "model.rested", turn }];
  }

  function run(tool: string, raw: Json): ToolOutput {
    const input = raw as Record<string, Json>;
    switch (tool) {
      case "find_place":
        return { data: { query: input["text"]!, candidates: [{ placeId: "1", address: input["text"]!, approximate: true }] } };
      case "check_availability": {
        const time = String(input["time"] ?? "09:00");
        return { data: { free: [{ startsAt: `${String(input["date"])}T${time}:00`, date: input["date"]!, time }] } };
      }
      case "hold_booking": {
        const slots = input["slots"] as Record<string, Json>;
        proposed = { slots, code: `CFH${1000 + calls++}` };
        return { proposal: { id: proposed.code, kind: "book", readBack: `${Object.values(slots).join(", ")}. Shall I book it?`, summary: "" } };
      }
      case "cancel_booking": {
        const code = String(input["code"]);
        proposed = { slots: {}, code };
        return { proposal: { id: `cancel ${code}`, kind: "cancel", readBack: `Shall I cancel ${code}?`, summary: "" } };
      }
      case "confirm": {
        const { proposal } = state;
        if (proposed === undefined || proposal === undefined) return { data: { refused: "expired" } };
        const { code, slots } = proposed;
        if (proposal.kind === "cancel") standing.delete(code);
        else standing.set(code, slots);
        return { booking: { id: code, code, status: proposal.kind === "cancel" ? "cancelled" : "confirmed", summary: "" }, say: `Done. Your code is ${code}.` };
      }
      case "look_up":
        return { data: { answers: [] } };
      case "take_message":
        return { messageTaken: true, say: "I have passed it on." };
      case "transfer_to_person":
        return { transfer: { to: "+15145550001", brief: "" }, say: "One moment." };
      case "end_call":
        return { goodbye: true };
      default:
        return { data: { refused: "no_such_booking" } };
    }
  }
}
