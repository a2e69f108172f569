import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Booked } from "../../src/booking/booked.ts";
import { newCode, readCode, spelled } from "../../src/booking/code.ts";
import { readBackBooking, readBackCancel, readBackMove, sayBooked, sayPhone, sayPlace, summary } from "../../src/booking/read-back.ts";
import { sayDate, sayHours, sayTime } from "../../src/booking/say-when.ts";
import { instantOf, MINUTE_MS, timeOf } from "../../src/booking/zones.ts";
import { bookingSeeds } from "../../src/seeds/booking.ts";

const zone = "America/Toronto";
const nowMs = instantOf(zone, { date: "2026-11-25", time: "09:00" });
const startMs = instantOf(zone, { date: "2026-11-26", time: "15:30" });
const [ride] = bookingSeeds["demo-rides"].services;
const booked: Booked = {
  id: "1",
  code: "KHR4826",
  status: "held",
  service: { id: "2", slug: "ride", name: ride!.name, slots: ride!.slots, capacitySlot: "passengers" },
  resource: { id: "3", name: "Car 1" },
  zone,
  startMs,
  endMs: startMs + 45 * MINUTE_MS,
  slots: {
    passengers: 2,
    pickup: "1280 Rue Sherbrooke Ouest, #4, Montréal H3G 1H9",
    dropoff: "Rue Saint-Denis & Rue Rachel, Montréal",
    name: "Ben",
    phone: "+15145550199",
  },
  places: {},
  customer: { name: "Ben", phone: "+15145550199", email: "" },
  language: "en",
  createdMs: nowMs,
  updatedMs: nowMs,
};

test("a read-back says everything, and ends with the question", () => {
  expect(readBackBooking(booked, "en", nowMs)).toBe(
    "Let me read that back: Ride, 2 passengers, pick-up 1280 Rue Sherbrooke Ouest, unit 4, Montréal, drop-off Rue Saint-Denis and Rue Rachel, Montréal, under the name Ben, phone number 5 1 4, 5 5 5, 0 1 9 9, tomorrow, Thursday, November 26 at 3:30 PM. Shall I book it?",
  );
  expect(readBackBooking({ ...booked, slots: { ...booked.slots, passengers: 1 } }, "fr", nowMs, new Set(["phone"]))).toBe(
    "Je récapitule : Course, 1 passager, départ 1280 Rue Sherbrooke Ouest, appartement 4, Montréal, destination Rue Saint-Denis et Rue Rachel, Montréal, au nom de Ben, demain, jeudi 26 novembre, à 15 heures 30. Je confirme ?",
  );
  const moved = { ...booked, moves: { booking: "0", startMs: startMs + 86_400_000, endMs: startMs + 90_000_000 } };
  expect(readBackMove(moved, booked, "en", nowMs)).toBe(
    "I'll move your ride from tomorrow, Thursday, November 26 at 3:30 PM to Friday, November 27 at 3:30 PM. Shall I make the change?",
  );
  for (const language of ["en", "fr"] as const)
    for (const said of [readBackBooking(booked, language, nowMs), readBackMove(moved, booked, language, nowMs), readBackCancel(booked, language, nowMs)])
      expect(said.endsWith("?")).toBe(true);
});

test("booked is said with the code letter by letter", () => {
  expect(sayBooked(booked, "en", nowMs)).toBe("Booked, tomorrow, Thursday, November 26 at 3:30 PM. Your confirmation code is K, H, R, 4, 8, 2, 6.");
  expect(sayBooked(booked, "fr", nowMs)).toContain("K, H, R, 4, 8, 2, 6");
  expect(summary(booked, "fr", nowMs)).toBe("Course, demain, jeudi 26 novembre, à 15 heures 30");
});

describe("as people say them", () => {
  test("times", () => {
    expect(["00:00", "00:05", "09:00", "12:00", "12:30", "15:07", "23:59"].map((time) => sayTime(time, "en"))).toEqual([
      "midnight",
      "12:05 AM",
      "9 AM",
      "noon",
      "12:30 PM",
      "3:07 PM",
      "11:59 PM",
    ]);
    expect(["00:00", "01:00", "09:00", "12:00", "15:07"].map((time) => sayTime(time, "fr"))).toEqual(["minuit", "1 heure", "9 heures", "midi", "15 heures 07"]);
    // No two minutes of a day sound alike.
    for (const language of ["en", "fr"] as const)
      expect(new Set(Array.from({ length: 1440 }, (_, minute) => sayTime(timeOf(minute), language))).size).toBe(1440);
  });
  test("dates", () => {
    expect(sayDate("2026-11-25", "2026-11-25", "en")).toBe("today, Wednesday, November 25");
    expect(sayDate("2027-01-01", "2026-11-25", "en")).toBe("Friday, January 1, 2027");
    expect(sayDate("2027-01-01", "2026-11-25", "fr")).toBe("le vendredi 1er janvier 2027");
  });
  test("hours", () => {
    const hour = (opensMin: number, closesMin: number) => ({ resource: null, weekday: 1, opensMin, closesMin });
    expect(sayHours([hour(510, 720), hour(780, 1020)], "en")).toBe("from 8:30 AM to noon and from 1 PM to 5 PM");
    expect([sayHours([], "fr"), sayHours([hour(0, 1440)], "fr")]).toEqual(["fermé", "jour et nuit"]);
  });
  test("numbers and places", () => {
    expect(sayPhone("+33612345678")).toBe("3 3 6, 1 2 3, 4 5 6, 7 8");
    expect(sayPlace("4520 Avenue du Parc, #3, Montréal H2V 4E3", "fr")).toBe("4520 Avenue du Parc, appartement 3, Montréal");
  });
});

test("a code is read back however it is written, and nothing else is a code", () => {
  const anyCode = fc.array(fc.nat(), { minLength: 7, maxLength: 7 }).map((picks) => newCode((n) => picks.pop()! % n));
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(readCode(spelled(code).toLowerCase())).toBe(code);
      expect(readCode(`${code.slice(0, 3)}-${code.slice(3)}`)).toBe(code);
      expect(readCode(code.slice(1))).toBe("");
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => ["", text.toUpperCase().replace(/[^A-Z0-9]/g, "")].includes(readCode(text))));
});
