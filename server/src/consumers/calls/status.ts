import { CALLER, type EndReason } from "@firstring/contract/call/event.ts";
import type { CallStatus } from "../../db/tables/calls.ts";
import type { CallFold } from "./fold.ts";

/** How the call stands, in the words telephone companies use. */
export function statusOf({ state, rang, answeredAtMs }: CallFold): CallStatus {
  if (state.phase.is === "ended") return endedAs(state.phase.why, answeredAtMs !== undefined);
  if (state.legs[CALLER]?.is === "up" || answeredAtMs !== undefined) return "ACTIVE";
  return rang || state.opened?.direction === "inbound" ? "RINGING" : "INITIATED";
}

function endedAs(why: EndReason, answered: boolean): CallStatus {
  switch (why) {
    case "busy":
      return "BUSY";
    case "no_answer":
      return "NO_ANSWER";
    case "canceled":
      return "CANCELED";
    case "voicemail":
      return "VOICEMAIL";
    case "failed":
    case "lost":
      return "FAILED";
    case "caller_hung_up":
    case "agent_hung_up":
    case "silence":
    case "too_long":
    case "transferred":
      return answered ? "COMPLETED" : "CANCELED"; // whoever hung up before an answer gave up
  }
}
