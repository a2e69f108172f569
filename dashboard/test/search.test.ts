import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as search from "../src/lib/search.ts";

describe("addresses from elsewhere", () => {
  test("never break a page: what cannot be read is as if it were absent", () => {
    const keys = [
      "q",
      "page",
      "day",
      "live",
      "outcome",
      "channel",
      "agent",
      "sort",
      "order",
      "at",
      "view",
      "booking",
      "tab",
      "done",
      "mail",
      "next",
      "conversation",
    ];
    const any = fc.dictionary(fc.constantFrom(...keys), fc.anything());
    fc.assert(
      fc.property(any, (typed) => {
        for (const read of Object.values(search)) expect(() => read(typed)).not.toThrow();
      }),
    );
  });

  test("keeps what it understands", () => {
    expect(search.callsSearch({ q: "heat", page: "2", outcome: "booked", channel: "fax", day: "2026-11-20" })).toEqual({
      q: "heat",
      page: 2,
      outcome: "booked",
      day: "2026-11-20",
    });
  });
});
