import type { Json } from "@firstring/contract/call/event.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { DateTime } from "luxon";
import { bookingSeeds } from "../../../server/src/seeds/booking.ts";
import { rideAgent } from "../../dialogue-heart/agent.ts";
import { drawFrom } from "../../dialogue-heart/draw.ts";
import { readGoals } from "../../dialogue-heart/goals.ts";
import { localDriver } from "../../dialogue-heart/local-driver.ts";
import { sameValue } from "../../dialogue-heart/same-value.ts";
import { readWordings } from "../../dialogue-heart/wordings.ts";
import { type Bench, type Row, rowOf, setOf } from "../row.ts";
import { callerFor, type Habits, type Setting } from "./caller.ts";
import { frenchGoal, frenchWordings } from "./french.ts";
import { misheard, mishearings } from "./spoken.ts";

type Ending = "right" | "wrong" | "person" | "abandoned";
type Played = {
  ending: Ending;
  wrong: readonly string[];
  turns: number;
  reasks: number;
  talk: readonly string[];
  wanted: Readonly<Record<string, string>>;
  booked: readonly Readonly<Record<string, Json>>[];
};

const habits: Habits = { digresses: 0.05, changes: 0.15, silent: 0.03, overAnswers: 0.15 };

/** Whole calls against the brain behind the real `step`: booked right, booked wrong, handed to a person, given up. */
export async function calls(bench: Bench & { show: number }): Promise<Row[]> {
  const ride = bookingSeeds["demo-rides"].services[0]!;
  const service: ServiceSpec = { ...ride, id: ride.slug };
  const zone = "America/Toronto";
  const nowMs = DateTime.fromISO("2026-03-02T08:00", { zone }).toMillis();
  const goals = readGoals(bench.dataDir, bench.split === "train" ? "train" : "dev");
  const wordings = readWordings(bench.dataDir);
  const digressions = (setOf<{ kind: string; text: string }>(bench, "dev", "caller-templates") ?? [])
    .filter(({ kind }) => kind === "digress")
    .map(({ text }) => text);
  const heard = mishearings(bench);
  const english: Setting = { language: "en", nowMs, zone, wordings, digressions, habits };
  const pools = frenchWordings(bench.dataDir);
  const frenchNow = DateTime.fromISO(pools.ref, { zone }).toMillis();
  const french: Setting = { language: "fr", nowMs: frenchNow, zone, wordings: pools.wordings, digressions: pools.digressions, dates: pools.dates, habits };
  const found: Row[] = [];
  const profiles = [
    { name: "text", setting: english, voice: false, right: "99.6 / 99", wrong: "0.0 / ≤ 0.2" },
    { name: "voice", setting: english, voice: true, right: "99 / 98", wrong: "0.2 / ≤ 0.4" },
    { name: "French", setting: french, voice: false, right: "98 / 97", wrong: "≤ 0.3 / ≤ 0.5" },
  ];
  for (const { name, setting, voice, right, wrong } of profiles) {
    const driver = localDriver(rideAgent(service), setting.nowMs, setting.language);
    const played: Played[] = [];
    for (let i = 0; i < bench.calls; i++) {
      const draw = drawFrom(bench.seed * 1_000_003 + i);
      const goal = setting.language === "fr" ? frenchGoal(i, draw, pools) : goals[i % goals.length]!;
      const caller = callerFor(goal, setting, draw);
      const talk: string[] = [];
      let now = await driver.open();
      let person = false;
      let untilBooked: number | undefined;
      for (;;) {
        if (now.act?.kind === "booked") untilBooked ??= caller.turns();
        talk.push(`A: ${now.spoken} [${now.act?.kind ?? ""} ${now.act?.slots?.join() ?? ""}]`);
        person ||= now.transferred || now.messageTaken;
        const move = caller.next(now);
        if (move.is === "hangs up") break;
        const words = move.is === "silent" ? "" : voice ? misheard(move.words, draw, heard) : move.words;
        talk.push(`C: ${words}`);
        now = move.is === "silent" ? await driver.silence() : await driver.say(words);
      }
      const booked = await driver.close();
      const wrongSlots =
        booked.length > 1
          ? ["booked twice"]
          : booked.flatMap((slots) => Object.entries(caller.goal).filter(([slot, value]) => !sameValue(slot, value, slots[slot]))).map(([slot]) => slot);
      const ending: Ending = booked.length === 0 ? (person ? "person" : "abandoned") : wrongSlots.length === 0 ? "right" : "wrong";
      played.push({ ending, wrong: wrongSlots, turns: untilBooked ?? caller.turns(), reasks: caller.reasks(), talk, wanted: caller.goal, booked });
    }
    const are = (ending: Ending): number[] => played.map((call) => (call.ending === ending ? 1 : 0));
    const slots: Record<string, number> = {};
    for (const { wrong } of played) for (const slot of wrong) slots[slot] = (slots[slot] ?? 0) + 1;
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    const rightCalls = played.filter(({ ending }) => ending === "right");
    found.push(
      rowOf(`whole call booked right, ${name}`, are("right"), right),
      rowOf(`whole call booked wrong, ${name}`, are("wrong"), wrong, { ...(Object.keys(slots).length > 0 && { note: JSON.stringify(slots) }) }),
      rowOf(`given to a person, ${name}`, are("person"), ""),
      rowOf(`abandoned, ${name}`, are("abandoned"), ""),
      {
        metric: `mean caller turns until booked, ${name}`,
        value: mean(rightCalls.map(({ turns }) => turns)),
        of: rightCalls.length,
        target: "6.8 / 7.2",
        unit: "turns",
        note: `re-asks ${mean(rightCalls.map(({ reasks }) => reasks)).toFixed(2)}`,
      },
    );
    const at = (list: readonly number[], share: number): number => list.toSorted((a, b) => a - b)[Math.floor(share * (list.length - 1))] ?? Number.NaN;
    const { replyMs } = driver;
    const turn = (share: number, target: string, note?: string): Row => ({
      metric: `one turn p${100 * share}, ${name}`,
      value: at(replyMs, share),
      of: replyMs.length,
      target,
      unit: "ms",
      ...(note !== undefined && { note }),
    });
    found.push(turn(0.5, "0.5"), turn(0.99, "3", `first ${(replyMs[0] ?? 0).toFixed(0)} ms`));
    for (const ending of ["wrong", "abandoned", "person"] as const)
      for (const call of played.filter((one) => one.ending === ending).slice(0, bench.show))
        process.stderr.write(
          `--- ${name} ${ending} ${call.wrong.join()}\n${JSON.stringify(call.wanted)}\n${JSON.stringify(call.booked)}\n${call.talk.join("\n")}\n`,
        );
  }
  return found;
}
