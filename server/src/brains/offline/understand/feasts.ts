import { DateTime } from "luxon";
import type { Grain } from "./dates.ts";

type Feast = { words: RegExp; on: (year: number) => DateTime };

const nth = (year: number, month: number, weekday: number, n: number): DateTime => {
  const first = DateTime.utc(year, month, 1);
  return first.plus({ days: ((weekday - first.weekday + 7) % 7) + 7 * (n - 1) });
};

/** Easter Sunday of the western churches (Meeus, Jones, Butcher). */
function easter(year: number): DateTime {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const h = (19 * a + b - d - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return DateTime.utc(year, Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1);
}

const feasts: readonly Feast[] = [
  { words: /\b(?:christmas eve|veille de noel)\b/, on: (year) => DateTime.utc(year, 12, 24) },
  { words: /\b(?:christmas|xmas|noel)\b/, on: (year) => DateTime.utc(year, 12, 25) },
  { words: /\b(?:boxing day|lendemain de noel)\b/, on: (year) => DateTime.utc(year, 12, 26) },
  { words: /\b(?:new year'?s? eve|saint[- ]sylvestre|veille du jour de l'an)\b/, on: (year) => DateTime.utc(year, 12, 31) },
  { words: /\b(?:new year(?:'?s)?(?: day)?|jour de l'an|nouvel an)\b/, on: (year) => DateTime.utc(year, 1, 1) },
  { words: /\b(?:valentine'?s?(?: day)?|saint[- ]valentin)\b/, on: (year) => DateTime.utc(year, 2, 14) },
  { words: /\b(?:(?:saint|st\.?) (?:patrick|paddy)'?s?(?: day)?|saint[- ]patrick)\b/, on: (year) => DateTime.utc(year, 3, 17) },
  { words: /\b(?:earth day|jour de la terre)\b/, on: (year) => DateTime.utc(year, 4, 22) },
  { words: /\b(?:international workers'? day|fete du travail|may day)\b/, on: (year) => DateTime.utc(year, 5, 1) },
  { words: /\b(?:saint[- ]jean(?:[- ]baptiste)?|fete nationale du quebec)\b/, on: (year) => DateTime.utc(year, 6, 24) },
  { words: /\b(?:canada day|fete du canada)\b/, on: (year) => DateTime.utc(year, 7, 1) },
  { words: /\b(?:halloween)\b/, on: (year) => DateTime.utc(year, 10, 31) },
  { words: /\b(?:toussaint|jour des morts)\b/, on: (year) => DateTime.utc(year, 11, 1) },
  { words: /\b(?:remembrance day|veterans day|armistice|jour du souvenir)\b/, on: (year) => DateTime.utc(year, 11, 11) },
  { words: /\b(?:martin luther king(?:s|'s)?|mlk)(?: jr\.?)? day\b/, on: (year) => nth(year, 1, 1, 3) },
  { words: /\b(?:black friday|vendredi fou)\b/, on: (year) => nth(year, 11, 4, 4).plus({ days: 1 }) },
  { words: /\b(?:thanksgiving(?: day)?|action de graces?)\b/, on: (year) => nth(year, 11, 4, 4) },
  { words: /\b(?:mother'?s'? day|fete des meres)\b/, on: (year) => nth(year, 5, 7, 2) },
  { words: /\b(?:father'?s'? day|fete des peres)\b/, on: (year) => nth(year, 6, 7, 3) },
  { words: /\b(?:labou?r day)\b/, on: (year) => nth(year, 9, 1, 1) },
  { words: /\b(?:good friday|vendredi saint)\b/, on: (year) => easter(year).minus({ days: 2 }) },
  { words: /\b(?:easter mon(?:day)?|lundi de paques)\b/, on: (year) => easter(year).plus({ days: 1 }) },
  { words: /\b(?:easter|paques)\b/, on: easter },
];

/** The feast that the words name, in the year they name: the coming one, else the last one. */
export function feastIn(low: string, now: DateTime, _language: "en" | "fr"): { days: DateTime[]; grain?: Grain } | undefined {
  const feast = feasts.find(({ words }) => words.test(low));
  if (feast === undefined) return undefined;
  const year = /\b((?:19|20)\d\d)\b/.exec(low);
  if (year !== null) return { days: [feast.on(Number(year[1]))] };
  const all = [-1, 0, 1, 2].map((more) => feast.on(now.year + more));
  const coming = all.find((day) => day >= now.startOf("day"))!;
  const past = all.findLast((day) => day < now.startOf("day"))!;
  return {
    days: /\b(?:last|past|previous|dernier|derniere|passe)\b/.test(low)
      ? [past]
      : /\b(?:following|next|suivante?|prochaine?)\b/.test(low)
        ? [coming]
        : [coming, past],
  };
}
