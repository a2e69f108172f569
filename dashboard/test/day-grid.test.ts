import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inLanes, minutesOf, shownHours, timeOf } from "../src/lib/day-grid.ts";

const span = fc
  .tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 5, max: 200 }))
  .map(([startMin, length]) => ({ startMin, endMin: Math.min(1440, startMin + length) }));

describe("a day's column", () => {
  test("nothing covers anything: what overlaps has a lane of its own, inside the column", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 25 }), (spans) => {
        const placed = inLanes(spans);
        expect(placed).toHaveLength(spans.length);
        for (const one of placed) {
          expect(one.lane).toBeLessThan(one.lanes);
          for (const other of placed) {
            if (one === other || one.endMin <= other.startMin || other.endMin <= one.startMin) continue;
            expect(one.lane).not.toBe(other.lane);
            expect(one.lanes).toBe(other.lanes);
          }
        }
      }),
    );
  });

  test("shows whole hours, everything booked and the opening hours", () => {
    expect(shownHours([{ startMin: 430, endMin: 500 }], 540, 1020)).toEqual({ fromMin: 420, toMin: 1020 });
    expect(shownHours([], 600, 660)).toEqual({ fromMin: 600, toMin: 1080 });
    expect(shownHours([{ startMin: 1380, endMin: 1440 }], 540, 1020).toMin).toBe(1440);
  });

  test("minutes and times are the same thing", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1440 }), (min) => minutesOf(timeOf(min)) === min));
  });
});
