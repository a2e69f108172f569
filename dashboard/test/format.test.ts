import { describe, expect, test } from "vitest";
import { clock, formatFor, phone } from "../src/lib/format.ts";

const at = "2026-11-20T19:05:00.000Z";
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("dates and numbers as people here write them", () => {
  test("in the zone of the business, in the language of the reader", () => {
    const english = formatFor("en", "America/Toronto");
    const french = formatFor("fr", "America/Toronto");
    expect(plain(english.time(at))).toBe("2:05 p.m.");
    expect(plain(french.time(at))).toBe("14 h 05");
    expect(plain(french.longDay(at))).toBe("vendredi 20 novembre");
    expect(formatFor("en", "Europe/Paris").time(at)).not.toBe(english.time(at));
    expect(plain(french.number(1234.5, 1))).toBe("1 234,5");
  });

  test("says how long ago, in the largest unit that fits", () => {
    const english = formatFor("en", "UTC");
    const now = Date.parse(at);
    expect(english.ago(now - 20_000, now)).toBe("20 seconds ago");
    expect(english.ago(now - 5 * 60_000, now)).toBe("5 minutes ago");
    expect(english.ago(now - 3 * 3_600_000, now)).toBe("3 hours ago");
    expect(english.ago(now - 26 * 3_600_000, now)).toBe("yesterday");
  });

  test("how long a call lasts, and numbers as they are read aloud", () => {
    expect(clock(247_000)).toBe("4:07");
    expect(clock(3_729_000)).toBe("1:02:09");
    expect(clock(-5)).toBe("0:00");
    expect(phone("+15145550101")).toBe("514 555-0101");
    expect(phone("+33142278186")).toBe("+33142278186");
  });
});
