import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Agenda, fitting, freeTimes, nearest, spread } from "../../src/booking/availability.ts";
import { publicHolidays } from "../../src/booking/holidays.ts";
import { type Hour, hoursOn, openings, type Week } from "../../src/booking/hours.ts";
import { addDays, DAY_MIN, instantOf, MINUTE_MS, wallOf } from "../../src/booking/zones.ts";

const zone = "America/Toronto";
const at = (date: string, time: string) => instantOf(zone, { date, time });
const everyDay = (opensMin: number, closesMin: number, resource: string | null = null): Hour[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ resource, weekday, opensMin, closesMin }));
const week = (change: Partial<Week> = {}): Week => ({ zone, hours: everyDay(540, 1020), closures: [], holidays: new Set(), ...change });
const agenda = (change: Partial<Agenda> = {}): Agenda => ({
  service: { durationMin: 60, leadMin: 60, horizonDays: 30 },
  week: week(),
  resources: [{ id: "small", name: "small", capacity: 1 }],
  busy: [],
  nowMs: at("2026-01-05", "08:00"),
  anyNotice: false,
  ...change,
});
const hhmm = (times: readonly number[]) => times.map((ms) => wallOf(zone, ms).time);

describe("opening hours", () => {
  test("a day off takes the hours that begin on it; a night shift of the evening before runs to its end", () => {
    const off = { resource: null, firstDay: "2026-01-06", lastDay: "2026-01-06", reason: "" };
    const nights = week({ hours: everyDay(20 * 60, 28 * 60), closures: [off] });
    expect(openings(nights, "any", "2026-01-06", "2026-01-07")).toEqual([
      { startMs: at("2026-01-05", "20:00"), endMs: at("2026-01-06", "04:00") },
      { startMs: at("2026-01-07", "20:00"), endMs: at("2026-01-08", "04:00") },
    ]);
  });

  test("a resource with hours of its own follows only those, and its days off are nobody else's", () => {
    const own = week({
      hours: [...everyDay(540, 1020), ...everyDay(600, 660, "late")],
      closures: [{ resource: "early", firstDay: "2026-01-06", lastDay: "2026-01-06", reason: "" }],
    });
    expect(openings(own, "late", "2026-01-06", "2026-01-06").at(-1)).toEqual({ startMs: at("2026-01-06", "10:00"), endMs: at("2026-01-06", "11:00") });
    expect(openings(own, "early", "2026-01-06", "2026-01-06").filter(({ endMs }) => endMs > at("2026-01-06", "00:00"))).toEqual([]);
    expect(hoursOn(own, "2026-01-06")).toHaveLength(1);
  });

  test("around the clock is one stretch over midnight, and as long as the day when clocks change", () => {
    const always = week({ hours: everyDay(0, DAY_MIN) });
    const [spring] = openings(always, "any", "2026-03-08", "2026-03-08");
    expect((spring!.endMs - at("2026-03-08", "00:00")) / 3_600_000).toBe(23);
    const plan = agenda({ week: always, nowMs: at("2026-10-31", "08:00") });
    expect(fitting(plan, at("2026-10-31", "23:30"), 1)).toHaveLength(1);
    // The hour that comes twice is an hour of work twice.
    expect(freeTimes(plan, "2026-11-01", "2026-11-01", 1)).toHaveLength(50);
    expect(new Set(hhmm(freeTimes(plan, "2026-11-01", "2026-11-01", 1))).size).toBe(48);
  });

  test("public holidays come from country and region", () => {
    expect(publicHolidays({ country: "CA", region: "QC" }, 2026, 2026)).toContain("2026-06-24");
    expect(publicHolidays({ country: "CA", region: "ON" }, 2026, 2026)).not.toContain("2026-06-24");
    expect(publicHolidays({ country: "CA" }, 2026, 2027)).toContain("2027-12-25");
    expect(publicHolidays({ country: "ZZ" }, 2026, 2026).size).toBe(0);
    const closed = agenda({ week: week({ holidays: new Set(["2026-01-06"]) }) });
    expect(fitting(closed, at("2026-01-06", "10:00"), 1)).toBe("closed");
  });
});

describe("what fits", () => {
  test("each reason has its name", () => {
    const plan = agenda();
    expect(fitting(plan, at("2026-01-05", "07:59"), 1)).toBe("past");
    expect(fitting(plan, at("2026-01-05", "08:59"), 1)).toBe("too_soon");
    expect(fitting(plan, at("2026-01-05", "09:00"), 1)).toHaveLength(1);
    expect(fitting(plan, at("2026-01-05", "16:30"), 1)).toBe("closed");
    expect(fitting(plan, at("2026-02-04", "16:00"), 1)).toHaveLength(1);
    expect(fitting(plan, at("2026-02-05", "09:00"), 1)).toBe("too_far");
    expect(fitting({ ...plan, anyNotice: true }, at("2026-02-05", "09:00"), 1)).toHaveLength(1);
    const full = agenda({ busy: [{ resource: "small", startMs: at("2026-01-05", "10:00"), endMs: at("2026-01-05", "11:00") }] });
    expect(fitting(full, at("2026-01-05", "10:30"), 1)).toBe("slot_taken");
    expect(fitting(full, at("2026-01-05", "11:00"), 1)).toHaveLength(1);
  });

  test("the minute that runs is not past, when no notice is needed", () => {
    const plan = agenda({ service: { durationMin: 60, leadMin: 0, horizonDays: 30 }, nowMs: at("2026-01-05", "10:00") + 59_000 });
    expect(fitting(plan, at("2026-01-05", "10:00"), 1)).toHaveLength(1);
  });

  test("the smallest that fits and is free comes first", () => {
    const resources = [
      { id: "car", name: "car", capacity: 4 },
      { id: "van", name: "van", capacity: 7 },
    ];
    const names = (party: number, busy: Agenda["busy"] = []) => {
      const free = fitting(agenda({ resources, busy }), at("2026-01-06", "10:00"), party);
      return Array.isArray(free) ? free.map(({ id }) => id) : free;
    };
    expect(names(2)).toEqual(["car", "van"]);
    expect(names(5)).toEqual(["van"]);
    expect(names(2, [{ resource: "car", startMs: at("2026-01-06", "09:30"), endMs: at("2026-01-06", "10:30") }])).toEqual(["van"]);
  });

  test("others are offered closest first, on that day or the next that has any", () => {
    const busy = [{ resource: "small", startMs: at("2026-01-06", "10:00"), endMs: at("2026-01-06", "12:00") }];
    expect(nearest(agenda({ busy }), at("2026-01-06", "10:30"), 1, 3).map(({ time }) => time)).toEqual(["09:00", "12:00", "12:30"]);
    const dayOff = agenda({ week: week({ closures: [{ resource: null, firstDay: "2026-01-06", lastDay: "2026-01-08", reason: "" }] }) });
    expect(nearest(dayOff, at("2026-01-06", "10:30"), 1, 3).map(({ date }) => date)).toEqual(["2026-01-09", "2026-01-09", "2026-01-09"]);
  });
});

test("every time offered can be had, none that can be had on the grid is left out", () => {
  const stretch = fc.record({
    day: fc.integer({ min: 0, max: 3 }),
    from: fc.integer({ min: 0, max: 95 }),
    quarters: fc.integer({ min: 1, max: 30 }),
    resource: fc.constantFrom("a", "b"),
  });
  const shape = fc.record({
    busy: fc.array(stretch, { maxLength: 8 }),
    hours: fc.array(
      fc.record({
        weekday: fc.integer({ min: 1, max: 7 }),
        open: fc.integer({ min: 0, max: 95 }),
        quarters: fc.integer({ min: 1, max: 96 }),
        resource: fc.constantFrom(null, "a"),
      }),
      { maxLength: 10 },
    ),
    durationMin: fc.constantFrom(15, 30, 45, 60, 90),
    leadMin: fc.integer({ min: 0, max: 2000 }),
    first: fc.constantFrom("2026-01-05", "2026-03-07", "2026-10-31"),
    party: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(shape, ({ busy, hours, durationMin, leadMin, first, party }) => {
      const plan = agenda({
        service: { durationMin, leadMin, horizonDays: 2 },
        week: week({
          hours: hours.map(({ weekday, open, quarters, resource }) => ({ resource, weekday, opensMin: open * 15, closesMin: (open + quarters) * 15 })),
        }),
        resources: [
          { id: "a", name: "a", capacity: 1 },
          { id: "b", name: "b", capacity: 2 },
        ],
        busy: busy.map(({ day, from, quarters, resource }) => {
          const startMs = at(addDays(first, day), "00:00") + from * 15 * MINUTE_MS;
          return { resource, startMs, endMs: startMs + quarters * 15 * MINUTE_MS };
        }),
        nowMs: at(first, "06:07"),
      });
      const last = addDays(first, 3);
      const offered = new Set(freeTimes(plan, first, last, party));
      const stepMin = durationMin <= 30 ? 15 : 30;
      for (let atMs = at(first, "00:00"); wallOf(zone, atMs).date <= last; atMs += 15 * MINUTE_MS) {
        const isOnGrid = Number(wallOf(zone, atMs).time.slice(3)) % stepMin === 0;
        expect(offered.has(atMs)).toBe(isOnGrid && Array.isArray(fitting(plan, atMs, party)));
      }
    }),
    { numRuns: 60 },
  );
});

test("a spread keeps first and last", () => {
  expect(spread([1, 2, 3, 4, 5, 6, 7, 8, 9], 3)).toEqual([1, 5, 9]);
  expect(spread([1, 2], 5)).toEqual([1, 2]);
});
