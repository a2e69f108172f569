import { CALLER, type CallEvent } from "@firstring/contract/call/event.ts";
import { endOf, type What } from "./wire.ts";

/**
 * What a callback tells about the caller's leg. Callbacks come late, doubled and in any order: each fact is true
 * whenever it comes, and a leg that has ended stays so (the conversation sees to that).
 */
export function factsOf(what: Extract<What, { is: "status" | "machine" }>, direction: "inbound" | "outbound"): CallEvent[] {
  if (what.is === "machine") return what.answeredBy === "machine" ? [{ type: "leg.answered", leg: CALLER, by: "machine" }] : [];
  const why = endOf(what.status);
  // It was answered, whatever of it comes late: the call ends the same in whatever order its callbacks come.
  if (what.status === "completed" && direction === "outbound" && why !== undefined) {
    const isMachine = what.answeredBy === "machine";
    return [
      { type: "leg.answered", leg: CALLER, ...(isMachine && { by: "machine" as const }) },
      { type: "leg.ended", leg: CALLER, why: isMachine ? "voicemail" : why },
    ];
  }
  if (why !== undefined) return [{ type: "leg.ended", leg: CALLER, why }];
  if (what.status === "ringing") return [{ type: "leg.rang", leg: CALLER }];
  // An outbound call begins to talk when its voice webhook comes, not by a callback that may overtake it.
  if (what.status === "in-progress" && direction === "outbound" && what.answeredBy === "machine") return [{ type: "leg.answered", leg: CALLER, by: "machine" }];
  return [];
}
