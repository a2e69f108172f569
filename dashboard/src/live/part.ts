import type { CallState } from "@firstring/contract/call/state.ts";
import type { Supervision } from "@firstring/contract/schemas/supervisor.ts";

export type Deed = "monitor" | "whisper" | "barge" | "takeover" | "handback" | "leave";

/** What a person who takes part so may do next, in the order of the buttons; nothing while a colleague has the call. */
export function deedsFor({ phase }: CallState, part: Supervision["part"]): readonly Deed[] {
  if (part === "takeover") return ["handback", "leave"];
  if (phase.is === "handed_over") return part === "none" ? ["monitor"] : ["leave"];
  const joined: readonly Deed[] = phase.is === "talking" || phase.is === "ringing" ? ["whisper", "barge", "takeover"] : ["whisper"];
  return part === "none" ? ["monitor", ...joined] : [...joined, "leave"];
}

/** The keys of the floor: one each. */
export const keyOf: Record<Deed, string> = { monitor: "L", whisper: "W", barge: "B", takeover: "T", handback: "H", leave: "Escape" };
