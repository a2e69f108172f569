import type { Language } from "@firstring/contract/call/agent.ts";
import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import type { Memory, Place } from "../memory.ts";
import { dateOf, dayFrom, weekdayOf } from "../read/day.ts";
import { clockOf, type Minutes } from "../read/times.ts";
import type { Scene } from "../scene.ts";
import { overlap } from "../text/overlap.ts";

const weekdays = {
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  fr: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
};
const months = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  fr: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
};

/** "tomorrow", "Friday, March 13": the weekday is always told beyond tomorrow, for people hear a wrong date by it. */
export function dateSaid(date: string, language: Language, { today }: Scene): string {
  const day = dayFrom(date);
  if (day === today) return language === "en" ? "today" : "aujourd'hui";
  if (day === today + 1) return language === "en" ? "tomorrow" : "demain";
  return fullDate(date, language);
}

export function fullDate(date: string, language: Language): string {
  const day = dayFrom(date);
  const { month, date: number } = dateOf(day);
  const weekday = weekdays[language][weekdayOf(day)]!;
  const name = months[language][month - 1]!;
  return language === "en" ? `${weekday}, ${name} ${number}` : `${weekday} ${number === 1 ? "1er" : number} ${name}`;
}

/** "6:30 p.m.", "noon"; « 18 h 30 », « midi ». */
export function timeSaid(minutes: Minutes, language: Language): string {
  const hour = Math.floor(minutes / 60) % 24;
  const minute = minutes % 60;
  if (minute === 0 && (hour === 12 || hour === 0)) return language === "en" ? (hour === 12 ? "noon" : "midnight") : hour === 12 ? "midi" : "minuit";
  const two = String(minute).padStart(2, "0");
  if (language === "fr") return minute === 0 ? `${hour} h` : `${hour} h ${two}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minute === 0 ? "" : `:${two}`} ${hour < 12 ? "a.m." : "p.m."}`;
}

/** A day and a time as they are offered; `time` may be "". */
export function momentSaid({ date, time }: { date: string; time: string }, language: Language, scene: Scene): string {
  const day = dateSaid(date, language, scene);
  if (time === "") return fullDate(date, language);
  const at = timeSaid(Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)), language);
  return language === "en" ? `${day} at ${at}` : `${day} à ${at}`;
}

export const placeSaid = ({ name, address }: Place): string =>
  name === null || name === "" || address.toLowerCase().includes(name.toLowerCase()) ? address : `${name}, ${address}`;

/** Digits in groups, as numbers are read out. */
export function phoneSaid(phone: string): string {
  const national = phone.replace(/^\+1(?=\d{10}$)/, "");
  return /^\d{10}$/.test(national) ? `${national.slice(0, 3)} ${national.slice(3, 6)} ${national.slice(6)}` : phone;
}

/** A slot's value in words, or undefined where it has none that is clear. */
export function valueSaid(memory: Memory, service: ServiceSpec, slot: SlotSpec, scene: Scene): string | undefined {
  const { when, language } = memory;
  const date = when.dates.length === 1 ? when.dates[0] : undefined;
  const time = when.times.length === 1 && when.mode === "at" ? when.times[0] : undefined;
  if (slot.type === "date") return date === undefined ? undefined : dateSaid(date, language, scene);
  if (slot.type === "time") return time === undefined ? undefined : timeSaid(time, language);
  if (slot.type === "datetime") return date === undefined || time === undefined ? undefined : momentSaid({ date, time: clockOf(time) }, language, scene);
  const filled = memory.slots[slot.name];
  if (filled === undefined) return undefined;
  if (slot.type === "phone") return phoneSaid(String(filled.value));
  if (slot.type === "enum") return slot.choices?.find(({ value }) => value === filled.value)?.label[language] ?? String(filled.value);
  if (slot.type === "count") return slot.name === service.capacitySlot ? people(Number(filled.value), language) : String(filled.value);
  return slot.type === "place" && filled.found && overlap(filled.said, String(filled.value)) < 1 ? String(filled.value) : filled.said;
}

function people(count: number, language: Language): string {
  if (language === "fr") return count === 1 ? "une personne" : `${count} personnes`;
  return count === 1 ? "one person" : `${count} people`;
}

/** A time with the part of the day in words, to tell two halves apart. */
export function halfSaid(minutes: Minutes, language: "en" | "fr"): string {
  if (language === "fr") return timeSaid(minutes, language);
  const clock = timeSaid(minutes, language).replace(/ [ap]\.m\.$/, "");
  if (/noon|midnight/.test(clock)) return clock;
  return `${clock} in the ${minutes < 720 ? "morning" : minutes < 1020 ? "afternoon" : "evening"}`;
}
