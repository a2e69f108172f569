import { CALLER } from "@firstring/contract/call/event.ts";
import type { OutgoingType } from "@firstring/contract/schemas/outgoing-event.ts";
import type { DomainEvent } from "../../ports/log.ts";

/** What a fact is called outside; undefined for those that stay inside. The first word is its subject. */
export function kindOf(event: DomainEvent): OutgoingType | undefined {
  switch (event.type) {
    case "call.opened":
      return "call.call-started";
    case "leg.answered":
      return event.leg === CALLER ? "call.call-answered" : undefined;
    case "tool.returned":
      return event.output.messageTaken === true ? "call.message-taken" : undefined;
    case "supervisor.took_over":
      return "call.taken-over";
    case "supervisor.handed_back":
      return "call.handed-back";
    case "call.ended":
      return "call.call-ended";
    case "booking.confirmed":
    case "booking.rescheduled":
    case "booking.changed":
    case "booking.cancelled":
    case "booking.done":
      return event.type;
    default:
      return undefined;
  }
}

/** The facts that may leave. */
export const leaving = [
  "call.opened",
  "leg.answered",
  "tool.returned",
  "supervisor.took_over",
  "supervisor.handed_back",
  "call.ended",
  "booking.confirmed",
  "booking.rescheduled",
  "booking.changed",
  "booking.cancelled",
  "booking.done",
] as const satisfies readonly DomainEvent["type"][];
