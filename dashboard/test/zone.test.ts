import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysAfter, instantOf, mondayOf, wallOf } from "../src/lib/zone.ts";

const zones = ["America/Toronto", "America/St_Johns", "Europe/Paris", "Asia/Kathmandu", "Pacific/Auckland", "UTC"];

describe("the clock on the business's wall", () => {
  test("a moment shown and read again is the same wall, in every zone", () => {
    const minutes = fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const wall = wallOf(minute * 60_000, zone);
        expect(wallOf(instantOf(wall.date, wall.time, zone), zone)).toEqual(wall);
      }),
    );
  });

  test("knows winter from summer", () => {
    expect(instantOf("2026-11-20", "09:00", "America/Toronto").toISOString()).toBe("2026-11-20T14:00:00.000Z");
    expect(instantOf("2026-07-20", "09:00", "America/Toronto").toISOString()).toBe("2026-07-20T13:00:00.000Z");
  });

  test("in the hour that summer time skips, gives the hour after", () => {
    expect(wallOf(instantOf("2026-03-08", "02:30", "America/Toronto"), "America/Toronto")).toEqual({ date: "2026-03-08", time: "03:30" });
  });

  test("weeks begin on Monday, days cross months and years", () => {
    expect(mondayOf("2026-11-22")).toBe("2026-11-16");
    expect(mondayOf("2026-11-16")).toBe("2026-11-16");
    expect(daysAfter("2026-12-31", 1)).toBe("2027-01-01");
  });
});
