import fc from "fast-check";
import { expect, test } from "vitest";
import { retryAfterMs, verdict, WAITS_MS } from "../../src/deliveries/schedule.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test("the schedule is the documented one", () => {
  expect(WAITS_MS).toEqual([0, 5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]);
});

test("every attempt that fails is followed at the documented time, give or take a fifth, and the tenth by the dead letters", () => {
  const failures = fc.oneof(
    fc.constant({ is: "failed" as const }),
    fc
      .integer({ min: 300, max: 599 })
      .filter((status) => status !== 410)
      .map((status) => ({ is: "answered" as const, status })),
  );
  fc.assert(
    fc.property(
      fc.array(failures, { minLength: 10, maxLength: 10 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 }),
      (met, dice) => {
        for (let attempt = 1; attempt <= 10; attempt++) {
          const said = verdict(met[attempt - 1]!, attempt, dice[attempt - 1]!);
          if (attempt === 10) {
            expect(said).toEqual({ is: "dead" });
            return;
          }
          const waitMs = WAITS_MS[attempt]!;
          expect(said.is).toBe("again");
          if (said.is !== "again") return;
          expect(said.afterMs).toBeGreaterThanOrEqual(Math.floor(waitMs * 0.8));
          expect(said.afterMs).toBeLessThanOrEqual(Math.ceil(waitMs * 1.2));
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test("any 2xx is thanks, 410 asks for no more, and Retry-After is waited for, a day at most", () => {
  expect(verdict({ is: "answered", status: 204 }, 1, 0)).toEqual({ is: "delivered" });
  expect(verdict({ is: "answered", status: 410 }, 1, 0)).toEqual({ is: "gone" });
  expect(verdict({ is: "answered", status: 503, retryAfterMs: HOUR }, 1, 0.5)).toEqual({ is: "again", afterMs: HOUR });
  expect(verdict({ is: "answered", status: 503, retryAfterMs: 1 }, 1, 0.5)).toEqual({ is: "again", afterMs: 5_000 });
  expect(verdict({ is: "answered", status: 429, retryAfterMs: 1e15 }, 1, 0.5)).toEqual({ is: "again", afterMs: 24 * HOUR });
});

test("Retry-After is read as seconds or a date", () => {
  const nowMs = Date.parse("2026-11-26T10:00:00Z");
  expect(retryAfterMs("120", nowMs)).toBe(120_000);
  expect(retryAfterMs("Thu, 26 Nov 2026 10:01:00 GMT", nowMs)).toBe(60_000);
  expect(retryAfterMs("Thu, 26 Nov 2026 09:00:00 GMT", nowMs)).toBe(0);
  for (const bad of [undefined, "", "soon", "-1", "1e9", "2026-11-26"]) expect(retryAfterMs(bad, nowMs), bad).toBeUndefined();
});
