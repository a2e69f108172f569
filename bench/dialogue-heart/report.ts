import type { Ending, Played } from "./play.ts";

const endings: readonly Ending[] = ["right", "wrong", "person", "abandoned"];

/** The table, and what went wrong in full. */
export function reportOf(played: readonly Played[]) {
  const first: Record<string, number> = {};
  const sources = ["all", ...new Set(played.map(({ goal }) => goal.source))];
  const rows = sources.map((source) => {
    const calls = played.filter(({ goal }) => source === "all" || goal.source === source);
    const counts = Object.fromEntries(endings.map((ending) => [ending, calls.filter((call) => call.ending === ending).length])) as Record<Ending, number>;
    for (const slot of source === "all" ? calls.flatMap(({ firstWrong }) => firstWrong ?? []) : []) first[slot] = (first[slot] ?? 0) + 1;
    const right = calls.filter(({ ending }) => ending === "right");
    return {
      source,
      calls: calls.length,
      ...counts,
      firstReadBack: share(calls.filter(({ firstWrong }) => firstWrong?.length === 0).length, calls.length),
      turns: mean(right.map(({ turns }) => turns)),
      reasks: mean(right.map(({ reasks }) => reasks)),
    };
  });
  const slots: Record<string, number> = {};
  for (const { wrong } of played) for (const slot of wrong) slots[slot] = (slots[slot] ?? 0) + 1;
  return {
    rows,
    firsts: played.filter(({ firstWrong }) => firstWrong !== undefined && firstWrong.length > 0).map((p) => ({ first: p.firstWrong, ...shown(p) })),
    wrongSlots: slots,
    wrong: played.filter(({ ending }) => ending === "wrong").map(shown),
    text,
  };

  function text(examples: number): string {
    const head = "source  calls  right         wrong       person/message  abandoned   read back right at once  turns  re-asks";
    const lines = rows.map(
      ({ source, calls, right, wrong, person, abandoned, firstReadBack, turns, reasks }) =>
        `${source.padEnd(7)} ${String(calls).padEnd(6)} ${`${right} (${share(right, calls)})`.padEnd(13)} ${`${wrong} (${share(wrong, calls)})`.padEnd(11)} ${`${person} (${share(person, calls)})`.padEnd(15)} ${`${abandoned} (${share(abandoned, calls)})`.padEnd(11)} ${firstReadBack.padEnd(24)} ${turns.padEnd(6)} ${reasks}`,
    );
    const samples = endings
      .filter((ending) => ending !== "right")
      .flatMap((ending) =>
        played
          .filter((call) => call.ending === ending)
          .slice(0, examples)
          .map((call) => `\n--- ${ending}: ${JSON.stringify(shown(call), null, 1)}`),
      );
    return [head, ...lines, `wrong slots: ${JSON.stringify(slots)}; at the first read-back: ${JSON.stringify(first)}`, ...samples].join("\n");
  }
}

const shown = ({ goal, wanted, booked, wrong, talk }: Played) => ({ id: goal.id, wrong, wanted, booked, talk });
const share = (part: number, whole: number): string => (whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`);
const mean = (values: readonly number[]): string => (values.length === 0 ? "-" : (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(1));
