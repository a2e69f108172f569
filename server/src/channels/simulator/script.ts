import type { Language } from "@firstring/contract/call/agent.ts";
import { between, pick, type Random } from "../../lib/random.ts";

/**
 * Somebody who calls, with what they want and how they talk. In every text `{day}` and `{time}` stand for the wanted
 * moment, `{day2}` and `{time2}` for another one. A fact that is `{time}` alone is told beyond doubt when asked for again.
 */
export type Script = Readonly<{
  name: string;
  /** The business called, by slug, and who calls (E164). */
  business: "demo-hvac" | "demo-rides" | "demo-care";
  from: string;
  language: Language;
  opening: string;
  /** What is said when a slot is asked for; after a `|`, what is said when it is asked for again. */
  facts: Readonly<Record<string, string>>;
  twists?: readonly Twist[];
}>;

/** Where the talk leaves the straight road, once each. */
export type Twist = Readonly<{
  /** Instead of the answer to the nth question (from 1), of the yes to a read-back, or of the goodbye after a booking. */
  at: "ask" | "read_back" | "booked";
  nth?: number;
  say: string;
  /** What is true from then on. */
  facts?: Readonly<Record<string, string>>;
}>;

/** Fills in the moment: a day the business works, within the next three weeks, said as people say it. */
export function fill(script: Script, random: Random, nowMs: number, zone: string): Script {
  const first = moment(script, random, nowMs, zone);
  let second = moment(script, random, nowMs, zone);
  while (second.day === first.day || second.time === first.time) second = moment(script, random, nowMs, zone);
  const beyondDoubt = (text: string): string =>
    text === "{time}" || text === "at {time}" ? `${text}|${first.plainTime}` : text === "{time2}" ? `${text}|${second.plainTime}` : text;
  const say = (text: string): string =>
    text.replaceAll("{day}", first.day).replaceAll("{time}", first.time).replaceAll("{day2}", second.day).replaceAll("{time2}", second.time);
  const sayAll = (facts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(facts).map(([slot, text]) => [slot, say(beyondDoubt(text))]));
  return {
    ...script,
    opening: say(script.opening),
    facts: sayAll(script.facts),
    ...(script.twists && { twists: script.twists.map((twist) => ({ ...twist, say: say(twist.say), ...(twist.facts && { facts: sayAll(twist.facts) }) })) }),
  };
}

function moment({ business, language }: Script, random: Random, nowMs: number, zone: string): { day: string; time: string; plainTime: string } {
  const always = business === "demo-rides";
  let ahead = between(random, 1, 20);
  const weekday = (): string => new Intl.DateTimeFormat("en-US", { timeZone: zone, weekday: "short" }).format(nowMs + ahead * DAY_MS);
  while (!always && (weekday() === "Sat" || weekday() === "Sun")) ahead++;
  const minutes = pick(
    random,
    always ? [8 * 60, 9 * 60 + 30, 13 * 60, 17 * 60, 18 * 60 + 30, 20 * 60] : [9 * 60, 9 * 60 + 30, 10 * 60 + 30, 13 * 60 + 30, 14 * 60, 15 * 60 + 30],
  );
  const time = timeWords(minutes, language);
  return { day: dayWords(nowMs + ahead * DAY_MS, ahead, zone, language), time, plainTime: `${time} ${partOfDay(minutes, language)}` };
}

function dayWords(ms: number, ahead: number, zone: string, language: Language): string {
  const locale = language === "fr" ? "fr-CA" : "en-CA";
  if (ahead === 1) return language === "fr" ? "demain" : "tomorrow";
  if (ahead < 7) return `${language === "fr" ? "" : "on "}${new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "long" }).format(ms)}`;
  const date = new Intl.DateTimeFormat(locale, { timeZone: zone, month: "long", day: "numeric" }).format(ms);
  return language === "fr" ? `le ${date}` : `on ${date}`;
}

function timeWords(minutes: number, language: Language): string {
  const hour = Math.floor(minutes / 60);
  const minute = minutes % 60;
  if (language === "fr") return `${hour} h${minute === 0 ? "" : ` ${minute}`}`;
  return `${hour > 12 ? hour - 12 : hour}${minute === 0 ? "" : `:${minute}`} ${hour < 12 ? "am" : "pm"}`;
}

/** "3 pm" already says it; "9:30 am" too, but people say it again all the same. */
function partOfDay(minutes: number, language: Language): string {
  if (minutes < 12 * 60) return language === "fr" ? "du matin" : "in the morning";
  if (minutes < 17 * 60) return language === "fr" ? "de l'après-midi" : "in the afternoon";
  return language === "fr" ? "du soir" : "in the evening";
}

const DAY_MS = 86_400_000;
