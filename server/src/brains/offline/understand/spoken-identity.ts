import { dayOf, isoOf } from "../read/day.ts";
import { textOf } from "../text/text.ts";

/** Hearings of one answer, the recogniser's best first; several answers where it was asked again. */
export type Hearings = readonly (readonly string[])[];

const letters: Record<string, string> = {
  alpha: "A",
  alfa: "A",
  bravo: "B",
  charlie: "C",
  delta: "D",
  echo: "E",
  foxtrot: "F",
  golf: "G",
  hotel: "H",
  india: "I",
  juliet: "J",
  juliett: "J",
  kilo: "K",
  lima: "L",
  mike: "M",
  november: "N",
  oscar: "O",
  papa: "P",
  quebec: "Q",
  romeo: "R",
  sierra: "S",
  tango: "T",
  uniform: "U",
  victor: "V",
  whiskey: "W",
  whisky: "W",
  "x-ray": "X",
  xray: "X",
  yankee: "Y",
  zulu: "Z",
  hey: "A",
  ay: "A",
  bee: "B",
  be: "B",
  see: "C",
  sea: "C",
  dee: "D",
  he: "E",
  ef: "F",
  eff: "F",
  gee: "G",
  jee: "G",
  aitch: "H",
  haitch: "H",
  hate: "H",
  eye: "I",
  jay: "J",
  kay: "K",
  okay: "K",
  el: "L",
  al: "L",
  ell: "L",
  hell: "L",
  chel: "HL",
  em: "M",
  am: "M",
  en: "N",
  an: "N",
  and: "N",
  oh: "O",
  pee: "P",
  pea: "P",
  pete: "P",
  queue: "Q",
  cue: "Q",
  are: "R",
  our: "R",
  ar: "R",
  es: "S",
  ess: "S",
  tea: "T",
  tee: "T",
  you: "U",
  yew: "U",
  vee: "V",
  ex: "X",
  why: "Y",
  wye: "Y",
  zed: "Z",
  zee: "Z",
  baby: "BB",
  double: "",
};
const figures: Record<string, string> = {
  zero: "0",
  nought: "0",
  one: "1",
  won: "1",
  two: "2",
  to: "2",
  too: "2",
  three: "3",
  tree: "3",
  free: "3",
  four: "4",
  for: "4",
  five: "5",
  six: "6",
  sex: "6",
  seven: "7",
  eight: "8",
  ate: "8",
  nine: "9",
  ten: "10",
};
const asDigit: Record<string, string> = { O: "0", I: "1", L: "1", S: "5", B: "8", Z: "2", A: "8", E: "3", G: "6", T: "2", U: "2", N: "9" };
const asLetter: Record<string, string> = { 0: "O", 1: "I", 2: "T", 3: "E", 4: "A", 5: "S", 8: "A", 6: "G", 9: "N" };
/** The shapes of British postcodes (A letter, 9 digit) and of Canadian ones. */
const shapes = { gb: ["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"], ca: ["A9A 9A9"] };

/** Letters and digits as they were spelled: "whiskey two zero alpha bravo" is W20AB. */
export function spelledOut(words: string): string {
  const low = words.toLowerCase().replace(/\b([a-z]) (?:for|as in|like) [a-z]+/g, "$1");
  let out = "";
  for (const [token] of low.matchAll(/[a-z]+(?:-ray)?|\d+/g)) {
    if (/^\d+$/.test(token)) out += token;
    else if (token.length === 1) out += token.toUpperCase();
    else if (figures[token] !== undefined) out += figures[token];
    else if (letters[token] !== undefined) out += letters[token];
    else if (token.length <= 3) out += token.toUpperCase();
  }
  return out;
}

/** A postal code that the hearings agree on best, or undefined. */
export function postalCodeFrom(hearings: Hearings, country: "gb" | "ca"): string | undefined {
  const votes = new Map<string, number>();
  for (const attempt of hearings)
    attempt.forEach((words, rank) => {
      const out = spelledOut(words);
      for (const shape of shapes[country]) {
        const fitted = fit(out, shape);
        if (fitted !== undefined) votes.set(fitted.code, (votes.get(fitted.code) ?? 0) + (1 / (1 + rank)) * 0.3 ** fitted.bent);
      }
    });
  return likeliest(votes);
}

function fit(out: string, shape: string): { code: string; bent: number } | undefined {
  const places = shape.replace(" ", "");
  if (out.length !== places.length) return undefined;
  let code = "";
  let bent = 0;
  for (let i = 0; i < places.length; i++) {
    const char = out[i]!;
    const isDigit = /\d/.test(char);
    if ((places[i] === "9") === isDigit) code += char;
    else {
      const other = isDigit ? asLetter[char] : asDigit[char];
      if (other === undefined) return undefined;
      code += other;
      bent++;
    }
  }
  return bent > 2 ? undefined : { code: `${code.slice(0, shape.indexOf(" "))} ${code.slice(shape.indexOf(" "))}`, bent };
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthNames = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|okt|oct|nov|dec|fev|avr|mai|juin|juil|aou)[a-zû]*\b/;
const fr: Record<string, number> = { fev: 2, avr: 4, mai: 5, juin: 6, juil: 7, aou: 8, okt: 10 };

/** A date of birth (`YYYY-MM-DD`) that the hearings agree on best: the day comes before the month, as it is written in Canada and Britain. */
export function birthDateFrom(hearings: Hearings): string | undefined {
  const votes = new Map<string, number>();
  for (const attempt of hearings)
    attempt.forEach((words, rank) => {
      const date = birthDate(words);
      if (date !== undefined) votes.set(date, (votes.get(date) ?? 0) + 1 / (1 + rank));
    });
  return likeliest(votes);
}

function birthDate(words: string): string | undefined {
  const low = textOf(words, "en").low.replace(/\b(\d+)(?:st|nd|rd|th)\b/g, "$1");
  const named = monthNames.exec(low);
  const numbers = [...low.matchAll(/\d+/g)].flatMap(([n]) => split(n));
  const joined = joinYear(numbers);
  const year = joined.find((n) => n >= 1880 && n <= 2030) ?? joined.filter((n) => n > 31).at(-1);
  if (year === undefined) return undefined;
  const full = year < 100 ? 1900 + year : year;
  const others = joined.filter((n) => n !== year && n <= 31);
  const month = named === null ? others[1] : (fr[named[1]!] ?? months.indexOf(named[1]!) + 1);
  const date = others[0];
  if (date === undefined || month === undefined) return undefined;
  const day = dayOf(full, month, date) ?? dayOf(full, date, month);
  return day === undefined ? undefined : isoOf(day);
}

/** "29061928" is three numbers, "1819" after a day is none of them. */
function split(digits: string): number[] {
  if (digits.length === 8) return [Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4))];
  if (digits.length === 6) return [Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4))];
  return [Number(digits)];
}

/** "19 41" and "1940 1" are years. */
function joinYear(numbers: readonly number[]): number[] {
  const joined: number[] = [];
  for (const n of numbers) {
    const last = joined.at(-1);
    if ((last === 19 || last === 20) && n < 100 && joined.length > 1) joined[joined.length - 1] = last * 100 + n;
    else if (last !== undefined && last >= 1900 && last % 10 === 0 && n < 10) joined[joined.length - 1] = last + n;
    else joined.push(n);
  }
  return joined;
}

/** A person's name that the hearings agree on best; a spelling tells which of several it is. */
export function fullNameFrom(hearings: Hearings): string | undefined {
  const votes = new Map<string, number>();
  const spelled: string[] = [];
  for (const attempt of hearings)
    attempt.forEach((words, rank) => {
      const tokens = words.replace(/^(?:my name is|it's|it is|i'm|this is|the name is)\s+/i, "").match(/[\p{L}'-]+/gu) ?? [];
      const short = tokens.filter((token) => token.length === 1).length;
      if (short >= 3) {
        spelled.push(spelledOut(words).toLowerCase());
        return;
      }
      if (tokens.length < 2 || tokens.length > 4) return;
      const name = tokens.map((token) => token[0]!.toUpperCase() + token.slice(1).toLowerCase()).join(" ");
      votes.set(name, (votes.get(name) ?? 0) + 1 / (1 + rank));
    });
  for (const [name, score] of votes) {
    const plain = name.toLowerCase().replace(/[^a-z]/g, "");
    if (spelled.includes(plain)) votes.set(name, score + 5);
  }
  return likeliest(votes);
}

function likeliest(votes: ReadonlyMap<string, number>): string | undefined {
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}
