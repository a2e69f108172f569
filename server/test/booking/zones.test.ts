import fc from "fast-check";
import { IANAZone } from "luxon";
import { expect, test } from "vitest";
import { addDays, instantAt, instantOf, isoIn, MINUTE_MS, minutesOf, timeOf, wallOf } from "../../src/booking/zones.ts";

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2020, 0, 1);
const LAST = Date.UTC(2036, 0, 1);
const zones = Intl.supportedValuesOf("timeZone");

/** The first instants of new offsets, found by halving; clocks are never changed twice within eleven days. */
function transitions(zone: string): { atMs: number; before: number; after: number }[] {
  const offset = (ms: number) => IANAZone.create(zone).offset(ms);
  const found = [];
  for (let from = FIRST, before = offset(from); from < LAST; ) {
    const to = from + 11 * DAY_MS;
    const after = offset(to);
    if (after !== before) {
      let [low, high] = [from, to];
      while (high - low > MINUTE_MS) {
        const middle = Math.floor((low + high) / 2 / MINUTE_MS) * MINUTE_MS;
        if (offset(middle) === before) low = middle;
        else high = middle;
      }
      found.push({ atMs: high, before, after });
    }
    [from, before] = [to, after];
  }
  return found;
}

test("around every change of clocks in every zone, 2020 to 2035, a wall time reads back as it was asked; gaps move forward, repeats mean the first", () => {
  expect(zones.length).toBeGreaterThan(300);
  let seen = 0;
  const wrong: string[] = [];
  for (const zone of zones) {
    for (const { atMs, before, after } of transitions(zone)) {
      seen++;
      const gapMin = after - before;
      const shownBefore = atMs + before * MINUTE_MS;
      for (const aroundMin of [-1440, -61, -31, -1, 0, 29, 31, 59, 61, 1440]) {
        const wallMs = shownBefore + aroundMin * MINUTE_MS;
        const wall = { date: new Date(wallMs).toISOString().slice(0, 10), time: new Date(wallMs).toISOString().slice(11, 16) };
        const gotMs = instantOf(zone, wall);
        const got = wallOf(zone, gotMs);
        const isInGap = gapMin > 0 && aroundMin >= 0 && aroundMin < gapMin;
        // Counted on the old offset, that is: moved forward by the gap; and the first of two.
        const wantMs = isInGap || aroundMin < 0 ? wallMs - before * MINUTE_MS : wallMs - after * MINUTE_MS;
        const isSame = got.date === wall.date && got.time === wall.time;
        if (gotMs !== wantMs || isSame === isInGap) wrong.push(`${zone} ${wall.date} ${wall.time} gap ${gapMin}: ${new Date(gotMs).toISOString()}`);
        if (Date.parse(isoIn(zone, gotMs)) !== gotMs) wrong.push(`${zone} ${isoIn(zone, gotMs)} is not ${gotMs}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(seen).toBeGreaterThan(3000);
});

test("any minute of these years reads back as itself, but those that do not exist", () => {
  const when = fc.record({ zone: fc.constantFrom(...zones), day: fc.integer({ min: 0, max: 5843 }), minute: fc.integer({ min: 0, max: 1439 }) });
  fc.assert(
    fc.property(when, ({ zone, day, minute }) => {
      const wall = { date: addDays("2020-01-01", day), time: timeOf(minute) };
      const got = wallOf(zone, instantOf(zone, wall));
      if (got.date === wall.date && got.time === wall.time) return;
      // Not itself: then no instant of that day shows it.
      const start = instantAt(zone, wall.date, 0);
      for (let atMs = start - DAY_MS / 8; atMs < start + DAY_MS * 1.125; atMs += MINUTE_MS) expect(wallOf(zone, atMs)).not.toEqual(wall);
    }),
  );
});

test("a summer and a winter Sunday in Montréal", () => {
  const at = (date: string, time: string) => new Date(instantOf("America/Toronto", { date, time })).toISOString();
  expect(at("2026-03-08", "01:59")).toBe("2026-03-08T06:59:00.000Z");
  expect(at("2026-03-08", "02:30")).toBe("2026-03-08T07:30:00.000Z"); // does not exist: shown as 3:30
  expect(at("2026-03-08", "03:30")).toBe("2026-03-08T07:30:00.000Z");
  expect(at("2026-11-01", "01:30")).toBe("2026-11-01T05:30:00.000Z"); // the first of two
  expect(isoIn("America/Toronto", Date.parse("2026-07-01T16:00:00Z"))).toBe("2026-07-01T12:00:00.000-04:00");
  expect([timeOf(minutesOf("24:00")), timeOf(1500)]).toEqual(["24:00", "01:00"]);
});
