import type { Json } from "@firstring/contract/call/event.ts";
import { type Caller, callerFor } from "./caller.ts";
import type { Driver } from "./driver.ts";
import type { Goal } from "./goals.ts";
import { sameValue } from "./same-value.ts";
import type { Wordings } from "./wordings.ts";

export type Ending = "right" | "wrong" | "person" | "abandoned";
export type Played = {
  goal: Goal;
  ending: Ending;
  wrong: readonly string[];
  turns: number;
  reasks: number;
  firstWrong: readonly string[] | undefined;
  wanted: Caller["goal"];
  talk: readonly string[];
  booked: readonly Readonly<Record<string, Json>>[];
};

/** One call from ring to hang-up, and how it ended. */
export async function play(goal: Goal, wordings: Wordings, driver: Driver, how: { seed?: number; voice?: boolean } = {}): Promise<Played> {
  const caller = callerFor(goal, wordings, driver, how);
  const talk: string[] = [];
  let heard = await driver.open();
  let person = false;
  for (;;) {
    talk.push(`A: ${heard.spoken}  [${heard.act?.kind ?? ""} ${heard.act?.slots?.join() ?? ""}]`);
    person ||= heard.transferred || heard.messageTaken;
    const words = caller.next(heard);
    if (words === undefined) break;
    talk.push(`C: ${words}`);
    heard = await driver.say(words);
  }
  const booked = await driver.close();
  const slots = Object.entries(caller.goal);
  const wrong =
    booked.length === 1
      ? slots.filter(([slot, value]) => !sameValue(slot, value, booked[0]![slot])).map(([slot]) => slot)
      : booked.length > 1
        ? ["booked twice"]
        : [];
  const ending: Ending = booked.length === 0 ? (person ? "person" : "abandoned") : wrong.length === 0 ? "right" : "wrong";
  return { goal, ending, wrong, turns: caller.turns() - 1, reasks: caller.reasks(), firstWrong: caller.firstWrong(), wanted: caller.goal, talk, booked };
}
