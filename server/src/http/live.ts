import type { CallEvent } from "@firstring/contract/call/event.ts";
import type { TenantId } from "../lib/ids.ts";
import type { BookingEvent } from "../ports/booking-event.ts";
import { type Clock, pause } from "../ports/clock.ts";
import type { Cursor, EventLog, Recorded } from "../ports/log.ts";

/** What a dashboard hears as it happens. */
export type LiveMessage =
  | { name: "callEvent"; data: CallFact }
  | { name: "callUpdate"; data: { callId: string; type: CallEvent["type"]; at: string } }
  | { name: "newBooking"; data: { bookingId: string; type: BookingEvent["type"]; booking: BookingEvent["booking"]; at: string } };

export type CallFact = { callId: string; seq: number; at: string; event: Record<string, unknown> };

export type Tell = (tenant: TenantId, message: LiveMessage) => void;

/** Follows the log from now on and tells each tenant its own facts, until `signal`, through outages of the database. */
export async function live(log: EventLog, clock: Clock, tell: Tell, warn: (problem: unknown) => void, signal: AbortSignal): Promise<void> {
  let cursor: Cursor | undefined;
  while (!signal.aborted) {
    try {
      cursor ??= await log.head();
      for await (const batch of log.tail(cursor, signal)) {
        for (const recorded of batch) {
          cursor = recorded.cursor;
          for (const message of messages(recorded)) tell(recorded.tenant, message);
        }
      }
    } catch (problem) {
      warn(problem);
      await pause(clock, TRY_AGAIN_MS, signal);
    }
  }
}

/** Watchers wait a second at most after the database is back. */
const TRY_AGAIN_MS = 1000;

/** What one fact means to those who watch. */
export function messages(recorded: Recorded): LiveMessage[] {
  const { stream, event, atMs } = recorded;
  const at = new Date(atMs).toISOString();
  if (isOfBooking(event))
    return confirmed(event) ? [{ name: "newBooking", data: { bookingId: event.booking.id, type: event.type, booking: event.booking, at } }] : [];
  const fact: LiveMessage = { name: "callEvent", data: callFact(recorded) };
  return changesTheRow(event) ? [fact, { name: "callUpdate", data: { callId: stream.slice("call/".length), type: event.type, at } }] : [fact];
}

/** A fact without what only the brain reads: an agent's instructions, what it sells, and its memory. What `step` reads stays, so that a watcher can fold the call too. */
export function callFact({ stream, seq, atMs, event }: Pick<Recorded, "stream" | "seq" | "atMs" | "event">): CallFact {
  return { callId: stream.slice("call/".length), seq, at: new Date(atMs).toISOString(), event: lean(event) };
}

function lean(event: Recorded["event"]): Record<string, unknown> {
  if (event.type === "call.opened") {
    const { agent } = event;
    const tools = agent.tools.map(({ name, lasting, needsYes }) => ({ name, lasting, needsYes, description: "", input: null }));
    return { ...event, agent: { ...agent, personality: "", instructions: "", brain: { kind: "offline" }, services: [], tools } };
  }
  if (event.type === "model.noted") return { ...event, note: { ...event.note, memory: null } };
  return event;
}

function isOfBooking(event: Recorded["event"]): event is BookingEvent {
  return event.type.startsWith("booking.");
}

/** A hold is nothing to look at: it becomes a booking or it goes. */
const confirmed = (event: BookingEvent): boolean => event.type !== "booking.held" && event.type !== "booking.expired";

/** Status, goal, last line or need of help may have changed: the row of the call list is worth reading again. */
function changesTheRow(event: CallEvent): boolean {
  switch (event.type) {
    case "caller.spoke":
    case "model.rested":
    case "timer.fired":
      return false;
    default:
      return true;
  }
}
