import type { Language } from "@firstring/contract/call/agent.ts";
import type { SlotSpec } from "@firstring/contract/call/service.ts";
import { type Booked, timesOf } from "./booked.ts";
import { spelled } from "./code.ts";
import { sayWhen } from "./say-when.ts";
import { wallOf } from "./zones.ts";

/** Slots that need no reading back, such as a number that came with the call. */
export type Silent = ReadonlySet<string>;
const NONE: Silent = new Set();

/** Everything that is about to be booked, then the question. Said word for word by the engine, not by a model. */
export function readBackBooking(held: Booked, language: Language, nowMs: number, silent: Silent = NONE): string {
  const details = [held.service.name[language], ...facts(held, language, silent), whenOf(held, language, nowMs)].join(", ");
  return language === "fr" ? `Je récapitule : ${details}. Je confirme ?` : `Let me read that back: ${details}. Shall I book it?`;
}

/** Where a booking would move, then the question. */
export function readBackMove(held: Booked, before: Booked, language: Language, nowMs: number): string {
  const from = whenOf(before, language, nowMs);
  const to = whenOf(held, language, nowMs);
  return language === "fr"
    ? `Je déplace ${article(held, "fr")}, prévue ${from} : ce sera ${to}. Je confirme ?`
    : `I'll move ${article(held, "en")} from ${from} to ${to}. Shall I make the change?`;
}

/** What would be cancelled, then the question. */
export function readBackCancel(standing: Booked, language: Language, nowMs: number): string {
  const when = whenOf(standing, language, nowMs);
  return language === "fr"
    ? `J'annule ${article(standing, "fr")}, ${when}. Je confirme l'annulation ?`
    : `I'll cancel ${article(standing, "en")}, ${when}. Shall I cancel it?`;
}

/** Said only of what the ledger holds. */
export function sayBooked(made: Booked, language: Language, nowMs: number): string {
  const [code, when] = [spelled(made.code), whenOf(made, language, nowMs)];
  return language === "fr" ? `C'est réservé, ${when}. Votre code de confirmation est ${code}.` : `Booked, ${when}. Your confirmation code is ${code}.`;
}

export function sayMoved(made: Booked, language: Language, nowMs: number): string {
  const [code, when] = [spelled(made.code), whenOf(made, language, nowMs)];
  return language === "fr" ? `C'est changé : ${when}. Votre code reste ${code}.` : `Done, it is now ${when}. Your code is still ${code}.`;
}

export function sayCancelled(made: Booked, language: Language, nowMs: number): string {
  const when = whenOf(made, language, nowMs);
  return language === "fr" ? `C'est annulé : ${article(made, "fr")}, ${when}.` : `Your ${made.service.name.en.toLowerCase()}, ${when}, is cancelled.`;
}

/** One line for screens and for a brain's memory: "Ride, Thursday, November 26 at 3 PM". */
export function summary(booking: Booked, language: Language, nowMs: number): string {
  return `${booking.service.name[language]}, ${whenOf(booking, language, nowMs)}`;
}

function whenOf(booking: Booked, language: Language, nowMs: number): string {
  return sayWhen(wallOf(booking.zone, timesOf(booking).startMs), wallOf(booking.zone, nowMs).date, language);
}

function facts(held: Booked, language: Language, silent: Silent): string[] {
  return held.service.slots.flatMap((slot) => {
    const value = held.slots[slot.name];
    if (value === undefined || silent.has(slot.name) || slot.type === "date" || slot.type === "time" || slot.type === "datetime") return [];
    return [fact(slot, value, language)];
  });
}

function fact(slot: SlotSpec, value: string | number, language: Language): string {
  const label = slot.label[language];
  switch (slot.type) {
    case "count":
      return `${value} ${Number(value) === 1 ? singular(label) : label}`;
    case "person":
      return language === "fr" ? `au nom de ${value}` : `under the name ${value}`;
    case "phone":
      return `${label} ${sayPhone(String(value))}`;
    case "enum":
      return `${label} ${slot.choices?.find((choice) => choice.value === value)?.label[language] ?? value}`;
    case "place":
      return `${label} ${sayPlace(String(value), language)}`;
    case "email":
    case "text":
    case "date":
    case "time":
    case "datetime":
      return `${label}${language === "fr" ? " :" : ":"} ${value}`;
  }
}

/** "5 1 4, 5 5 5, 0 1 9 9": a voice reads a number as digits only when they stand apart. */
export function sayPhone(e164: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164) ?? [];
  const groups = area && exchange && line ? [area, exchange, line] : (e164.replace("+", "").match(/\d{1,3}/g) ?? []);
  return groups.map((group) => [...group].join(" ")).join(", ");
}

/** An address as it is said: no postal code, no symbols. */
export function sayPlace(address: string, language: Language): string {
  const [and, unit] = language === "fr" ? ["et", "appartement"] : ["and", "unit"];
  return address
    .replace(/\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b/g, "")
    .replaceAll("&", and)
    .replaceAll("#", `${unit} `)
    .replace(/\s*,(\s*,)*/g, ",")
    .replace(/\s+/g, " ")
    .replace(/[\s,]+$/, "");
}

function article(booking: Booked, language: Language): string {
  return language === "fr" ? `votre réservation (${booking.service.name.fr.toLowerCase()})` : `your ${booking.service.name.en.toLowerCase()}`;
}

/** "passengers" of one is "passenger". */
const singular = (label: string): string => label.replace(/s$/, "");
