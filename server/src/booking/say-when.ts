import type { Language } from "@firstring/contract/call/agent.ts";
import { type Hour, isAllDay } from "./hours.ts";
import { addDays, timeOf, type Wall, weekdayOf } from "./zones.ts";

const DAYS = {
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  fr: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
};
const MONTHS = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  fr: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
};

/** "tomorrow, Thursday, November 26 at 3:30 PM"; "demain, jeudi 26 novembre, à 15 heures 30". `today` is the business's date. */
export function sayWhen(wall: Wall, today: string, language: Language): string {
  return language === "fr"
    ? `${sayDate(wall.date, today, "fr")}, à ${sayTime(wall.time, "fr")}`
    : `${sayDate(wall.date, today, "en")} at ${sayTime(wall.time, "en")}`;
}

/** Always with weekday and date, so that a wrong "tomorrow" is heard. */
export function sayDate(date: string, today: string, language: Language): string {
  const [year = "", month = "", day = ""] = date.split("-");
  const weekday = DAYS[language][weekdayOf(date) - 1]!;
  const named = MONTHS[language][Number(month) - 1]!;
  const otherYear = year === today.slice(0, 4) ? "" : year;
  if (language === "fr") {
    const full = `${weekday} ${Number(day) === 1 ? "1er" : Number(day)} ${named}${otherYear && ` ${otherYear}`}`;
    if (date === today) return `aujourd'hui, ${full}`;
    return date === addDays(today, 1) ? `demain, ${full}` : `le ${full}`;
  }
  const full = `${weekday}, ${named} ${Number(day)}${otherYear && `, ${otherYear}`}`;
  if (date === today) return `today, ${full}`;
  return date === addDays(today, 1) ? `tomorrow, ${full}` : full;
}

/** "3 PM", "3:30 PM", "noon"; "15 heures", "15 heures 30", "midi". */
export function sayTime(time: string, language: Language): string {
  const [hour, minute] = [Number(time.slice(0, 2)) % 24, Number(time.slice(3, 5))];
  if (language === "fr") {
    if (hour === 0 && minute === 0) return "minuit";
    if (hour === 12 && minute === 0) return "midi";
    const hours = hour < 2 ? `${hour} heure` : `${hour} heures`;
    return minute === 0 ? hours : `${hours} ${String(minute).padStart(2, "0")}`;
  }
  if (minute === 0 && hour === 0) return "midnight";
  if (minute === 0 && hour === 12) return "noon";
  const shown = hour % 12 === 0 ? 12 : hour % 12;
  return `${shown}${minute === 0 ? "" : `:${String(minute).padStart(2, "0")}`} ${hour < 12 ? "AM" : "PM"}`;
}

/** "from 8 AM to noon and from 1 PM to 5 PM"; "closed" for a day without hours. */
export function sayHours(hours: readonly Hour[], language: Language): string {
  if (hours.length === 0) return language === "fr" ? "fermé" : "closed";
  if (hours.some(isAllDay)) return language === "fr" ? "jour et nuit" : "around the clock";
  const [from, to, and] = language === "fr" ? ["de", "à", " et "] : ["from", "to", " and "];
  return hours.map(({ opensMin, closesMin }) => `${from} ${sayTime(timeOf(opensMin), language)} ${to} ${sayTime(timeOf(closesMin), language)}`).join(and);
}
