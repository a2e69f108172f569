import type { Wish } from "./wishes.ts";

/** "9:30 a.m.", "9 h 30". */
export function sayTime(time: string, language: Wish["language"]): string {
  const [hour, minute] = clockOf(time);
  if (language === "fr") return `${hour} h${minute === 0 ? "" : ` ${two(minute)}`}${hour < 12 ? " du matin" : ""}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)} ${hour < 12 ? "a.m." : "p.m."}`;
}

/** "December 3", "le 3 décembre". */
export function sayDate(date: string, language: Wish["language"]): string {
  const written = new Date(`${date}T12:00:00Z`).toLocaleDateString(language === "fr" ? "fr-CA" : "en-US", { day: "numeric", month: "long", timeZone: "UTC" });
  return language === "fr" ? `le ${written}` : written;
}

/** The confirmation code that was spoken, letter by letter; undefined when there was none. */
export function heardCode(says: string): string | undefined {
  return /\b(?:[A-Z0-9], ){6}[A-Z0-9]\b/.exec(says)?.[0].replaceAll(", ", "");
}

/** Does the read-back say everything that was wished, and so nothing else in its place? */
export function readsBack(says: string, wish: Wish): boolean {
  const { language, passengers, pickup, dropoff, name } = wish;
  const heard = plain(says);
  const has = (words: string): boolean => ` ${heard} `.includes(` ${plain(words)} `);
  const [from, to] = language === "fr" ? [" depart ", " destination "] : [" pick up ", " drop off "];
  const day = sayDate(wish.date, language)
    .replace(/^le 1 /, "1er ")
    .replace(/^le /, "");
  return (
    new RegExp(`\\b${passengers} (passenger|passager)s?\\b`).test(heard) &&
    isThere(heard.split(from)[1] ?? "", pickup) &&
    isThere(heard.split(to)[1] ?? "", dropoff) &&
    has(name) &&
    has(day) &&
    whenSaid(wish).some(has)
  );
}

/** Does this begin with the address that was asked for? "1200 Peel Street" is read back as "1200 Rue Peel, Montréal". */
function isThere(said: string, asked: string): boolean {
  const [number = "", ...street] = plain(asked)
    .split(" ")
    .filter((word) => !/^(street|east|west|est|ouest|rue)$/.test(word));
  const at = said.indexOf(` ${street.join(" ")} `);
  return said.startsWith(`${number} `) && at > 0 && at < MOST_BEFORE_A_NAME;
}

/** How the agent may say the time. */
function whenSaid({ time, language }: Wish): string[] {
  const [hour, minute] = clockOf(time);
  if (time === "12:00") return language === "fr" ? ["à midi"] : ["at noon"];
  if (language === "fr") return [minute === 0 ? `à ${hour} heures` : `à ${hour} heures ${two(minute)}`];
  return [`at ${hour % 12 === 0 ? 12 : hour % 12}${minute === 0 ? "" : `:${two(minute)}`} ${hour < 12 ? "AM" : "PM"}`];
}

/** "455 rue ". */
const MOST_BEFORE_A_NAME = 15;
const two = (n: number): string => String(n).padStart(2, "0");
const clockOf = (time: string): [number, number] => time.split(":").map(Number) as [number, number];
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
