import { CALLER, type CallEvent } from "@firstring/contract/call/event.ts";
import type { Call } from "@firstring/contract/schemas/call.ts";
import type { Talking } from "./moments.ts";

/** A live call on the floor: its row, and the signs that are too quick for a row. */
export type FloorCall = Readonly<{ call: Call; talking: Talking; lastWordsAtMs: number }>;
export type Floor = ReadonlyMap<string, FloorCall>;

/** How much a live call needs a person's eye, most first. */
export type Need = "help" | "urgent" | "silent" | "none" | "over";
const order: readonly Need[] = ["help", "urgent", "silent", "none", "over"];

/** From this score on (0 to 100), somebody should look. */
const HELP_FROM = 50;
/** A silence this long, in milliseconds, is worth a look. */
export const LONG_SILENCE_MS = 12_000;

export function needOf({ call, talking, lastWordsAtMs }: FloorCall, nowMs: number): Need {
  if (call.endedAt !== null) return "over";
  if (call.needsHelp >= HELP_FROM) return "help";
  if (call.sentiment === "urgent") return "urgent";
  return call.status === "ACTIVE" && talking === "nobody" && nowMs - lastWordsAtMs >= LONG_SILENCE_MS ? "silent" : "none";
}

/** Calls by need, then newest first. */
export function byNeed(floor: Floor, nowMs: number): FloorCall[] {
  const calls = [...floor.values()];
  const rank = new Map(calls.map((entry) => [entry.call.id, order.indexOf(needOf(entry, nowMs))]));
  return calls.toSorted(
    (a, b) => rank.get(a.call.id)! - rank.get(b.call.id)! || b.call.openedAt.localeCompare(a.call.openedAt) || a.call.id.localeCompare(b.call.id),
  );
}

/** A call as its row says it is now: a newcomer joins, a known one keeps its signs. */
export function withCall(floor: Floor, call: Call, nowMs: number): Floor {
  const known = floor.get(call.id);
  if (known === undefined && call.endedAt !== null) return floor;
  if (known !== undefined && known.call.endedAt !== null && call.endedAt === null) return floor; // the row is older than what was heard
  const spoke = known === undefined || call.lastLine !== known.call.lastLine;
  return new Map(floor).set(call.id, {
    call,
    talking: call.endedAt !== null ? "nobody" : (known?.talking ?? "nobody"),
    lastWordsAtMs: spoke ? nowMs : known.lastWordsAtMs,
  });
}

/** A fact of a call on the floor: who is talking and what is new, before the row says so. */
export function withEvent(floor: Floor, callId: string, event: CallEvent, atMs: number): Floor {
  const known = floor.get(callId);
  if (known === undefined || known.call.endedAt !== null) return floor;
  const talking = talkingAfter(event) ?? known.talking;
  const news = newsOf(event, atMs);
  if (talking === known.talking && news === undefined) return floor;
  const lastWordsAtMs = news?.lastLine === undefined ? known.lastWordsAtMs : atMs;
  return new Map(floor).set(callId, { call: { ...known.call, ...news }, talking, lastWordsAtMs });
}

/** Without the calls that ended before `beforeMs`. */
export function swept(floor: Floor, beforeMs: number): Floor {
  const kept = [...floor].filter(([, { call }]) => call.endedAt === null || Date.parse(call.endedAt) >= beforeMs);
  return kept.length === floor.size ? floor : new Map(kept);
}

function talkingAfter(event: CallEvent): Talking | undefined {
  switch (event.type) {
    case "caller.spoke":
      return "caller";
    case "caller.said":
    case "caller.pressed":
    case "model.asked":
      return "thinking";
    case "model.said":
      return "agent";
    case "supervisor.took_over":
    case "supervisor.said":
      return "person";
    case "speech.stopped":
    case "supervisor.handed_back":
    case "model.failed":
    case "call.ended":
      return "nobody";
    default:
      return undefined;
  }
}

function newsOf(event: CallEvent, atMs: number): Partial<Call> | undefined {
  switch (event.type) {
    case "leg.answered":
      return event.leg === CALLER ? { status: "ACTIVE", answeredAt: new Date(atMs).toISOString() } : undefined;
    case "caller.said":
      return { lastLine: event.text, lastWho: "caller" };
    case "speech.stopped":
      return event.heard === "" ? undefined : { lastLine: event.heard, lastWho: "agent" };
    case "supervisor.said":
      return { lastLine: event.text, lastWho: "supervisor" };
    case "model.noted": {
      const { language, goal, understood } = event.note;
      return { language, ...(goal && { goal }), ...(understood && { sentiment: understood.sentiment, intent: understood.intent }) };
    }
    case "call.ended":
      return { endedAt: new Date(atMs).toISOString(), outcome: event.outcome, why: event.why };
    default:
      return undefined;
  }
}
