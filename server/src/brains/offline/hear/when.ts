import type { Memory, When } from "../memory.ts";
import { isoOf } from "../read/day.ts";
import type { DayFind } from "../read/days.ts";
import type { Reading } from "../read/reading.ts";
import { inPart, type Minutes, type TimeFind } from "../read/times.ts";
import type { Scene } from "../scene.ts";

/** Takes the days and times of an utterance into what is known of when. True where something new was said. */
export function hearWhen(memory: Memory, reading: Reading, scene: Scene): boolean {
  const before = JSON.stringify(memory.when);
  const when: When = { ...memory.when };
  const part = reading.parts.at(-1)?.part;
  const { days, times, soon } = reading;

  if (soon.length > 0) {
    const minutes = Math.ceil((scene.nowMin + soon.at(-1)!.inMin) / 5) * 5;
    Object.assign(when, { dates: [isoOf(scene.today + Math.floor(minutes / 1440))], times: [minutes % 1440], mode: "at", asap: false, vague: null });
  }
  if (days.length > 0) {
    const meant = meantOf(
      days.map((find) => find.days.filter((day) => day >= scene.today)),
      days,
      reading.text.low,
    );
    const vague = days.at(-1)!.vague;
    when.dates = meant.map(isoOf);
    when.vague = vague ?? null;
    when.asap = false;
    if (meant.length === 0 && vague === undefined) memory.turn.refused = { code: "past", message: "", slot: "date", options: [] };
  }
  if (times.length > 0) {
    const meant = rangeOf(times) ?? {
      times: meantOf(
        times.map((find) => find.times),
        times,
        reading.text.low,
      ),
      mode: times.at(-1)!.mode,
    };
    when.times = sameHalf(meant.times, memory, reading);
    when.mode = meant.mode;
    when.asap = false;
    when.part = part ?? null;
  }
  if (part !== undefined) {
    when.part = part;
    if (times.length === 0 && soon.length === 0) {
      const kept = inPart(when.times, part);
      // "Tomorrow morning" after "six in the evening" makes the old time doubtful: it is asked again.
      when.times = kept.length === 1 && !fits(kept[0]!, part) ? [] : kept;
    }
  } else if (when.part !== null && times.length > 0) when.times = inPart(when.times, when.part);
  if (reading.acts.has("asap") && times.length === 0 && soon.length === 0)
    Object.assign(when, { asap: true, times: [], mode: "at", ...(days.length === 0 && { dates: [] }) });
  memory.when = when;
  return JSON.stringify(when) !== before;
}

const fits = (minutes: Minutes, part: NonNullable<When["part"]>): boolean =>
  inPart([minutes, (minutes + 720) % 1440], part).includes(minutes) && (part === "morning" ? minutes < 720 : minutes >= 720 || part === "night");

/** Of several things said, the one that was meant: both of "Tuesday or Wednesday", what two ways of saying it share, else the last. */
function meantOf(options: number[][], finds: readonly (DayFind | TimeFind)[], low: string): number[] {
  return options.reduce((meant, next, i) => {
    if (i === 0) return next;
    const between = low.slice(finds[i - 1]!.end, finds[i]!.start);
    const shared = meant.filter((option) => next.includes(option));
    if (shared.length > 0) return shared;
    if (/^\W*(?:or|ou|or maybe|ou bien)\b/.test(between)) return meant.concat(next.filter((option) => !meant.includes(option)));
    if (meant.length === 0) return next;
    if (next.length === 0) return meant;
    const corrected =
      /\b(?:no|not|wait|actually|sorry|i mean|make|instead|rather|change|non|plutot|pardon|attends|attendez|en fait|finalement|je veux dire|to|a)\b/.test(
        between,
      );
    return corrected ? next : meant.concat(next.filter((option) => !meant.includes(option)));
  }, []);
}

/** "Between 5 and 6": any time after the first. */
function rangeOf(times: readonly TimeFind[]): { times: Minutes[]; mode: When["mode"] } | undefined {
  const [first, second] = times;
  if (times.length !== 2 || first === undefined || second === undefined || first.mode !== "after") return undefined;
  const from = second.times.length === 1 ? first.times.filter((minutes) => minutes < second.times[0]!).slice(-1) : first.times;
  return { times: from, mode: "after" };
}

/** A correction that leaves the half of the day open keeps the half that was said, unless it would change nothing. */
function sameHalf(times: Minutes[], memory: Memory, reading: Reading): Minutes[] {
  const [now] = memory.when.times;
  const correcting = memory.asked.is === "confirm" || memory.asked.is === "change" || reading.acts.has("correct") || reading.acts.has("deny");
  if (times.length !== 2 || memory.when.times.length !== 1 || now === undefined || !correcting) return times;
  if (times.includes(now)) return times.filter((minutes) => minutes !== now);
  return times.filter((minutes) => minutes < 720 === now < 720);
}
