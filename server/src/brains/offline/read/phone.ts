import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Span } from "../text/text.ts";

/** A telephone number (E.164) in the words, or the digits of one that is not whole yet. */
export type PhoneFind = Span & ({ phone: string } | { partial: string });

const country = (zone: string): CountryCode =>
  zone.startsWith("Europe/Paris") ? "FR" : zone.startsWith("Europe/London") ? "GB" : zone.startsWith("America/") ? "CA" : "US";

/** Typed or spoken ("5 1 4, 5 5 5…"). `asked`: a number was asked for, so a few digits are the beginning of one. */
export function phoneIn(low: string, zone: string, asked: boolean, before = ""): PhoneFind | undefined {
  const spoken = low.replace(/\b(double|triple) (\d)\b/g, (_, times: string, digit: string) =>
    pad(`${digit} `.repeat(times === "double" ? 2 : 3), times.length + 2),
  );
  const pattern = asked ? /\+?\d(?:[\s().,-]*(?:\d|\bo\b|\boh\b|\bzero\b))*/g : /\+?\d(?:[\s().,-]{0,3}\d){8,14}/g;
  let partial: PhoneFind | undefined;
  for (const match of spoken.matchAll(pattern)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const digits = match[0].replace(/\boh?\b/g, "0").replace(/[^\d+]/g, "");
    const phone = valid(digits, zone) ?? (before === "" ? undefined : valid(before + digits, zone));
    if (phone !== undefined) return { ...span, phone };
    if (asked && digits.length >= 3 && digits.length < 10) partial = { ...span, partial: before + digits };
  }
  return partial;
}

/** E.164, or undefined where it cannot be a number. */
export function valid(digits: string, zone: string): string | undefined {
  const parsed = parsePhoneNumberFromString(digits, country(zone));
  if (parsed === undefined || !parsed.isPossible()) return undefined;
  if (parsed.countryCallingCode === "1" && !/^[2-9]\d\d[2-9]\d{6}$/.test(parsed.nationalNumber)) return undefined;
  return parsed.number;
}

const pad = (text: string, length: number): string => text.trimEnd().padEnd(length).slice(0, Math.max(length, text.trimEnd().length));
