import type { Text } from "./text.ts";

/** Writes number words as digits ("vingt-cinq" → 25, "five one four" → 5 1 4), keeping every place in the raw words. */
export function numeralsOf(text: Text): Text {
  const { language } = text;
  const words = wordsOf(text.low);
  let low = "";
  const at: number[] = [];
  let from = 0;
  for (let i = 0; i < words.length; ) {
    const read = language === "fr" ? french(words, i, text.low) : english(words, i, text.low);
    if (read === undefined) {
      i++;
      continue;
    }
    const start = words[i]!.start;
    const end = words[i + read.words - 1]!.end;
    for (let k = from; k < start; k++) at.push(text.at[k]!);
    low += text.low.slice(from, start) + read.digits;
    for (let k = 0; k < read.digits.length; k++) at.push(text.at[start]!);
    from = end;
    i += read.words;
  }
  for (let k = from; k <= text.low.length; k++) at.push(text.at[k]!);
  return { ...text, low: low + text.low.slice(from), at };
}

type Word = { word: string; start: number; end: number };
type Read = { digits: string; words: number } | undefined;

function wordsOf(low: string): Word[] {
  const words: Word[] = [];
  for (const match of low.matchAll(/[a-z0-9]+/g)) words.push({ word: match[0], start: match.index, end: match.index + match[0].length });
  return words;
}

/** Only a space or a hyphen stands between this word and the next. */
const joined = (words: readonly Word[], i: number, low: string): boolean => {
  const next = words[i + 1];
  return next !== undefined && /^[ -]$/.test(low.slice(words[i]!.end, next.start));
};

const table = (list: string, from: number): Map<string, number> => new Map(list.split(" ").map((word, i) => [word, from + i]));

const enSmall = table("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 0);
const enTens = new Map("twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, i) => [word, 20 + 10 * i]));
enTens.set("fourty", 40);
const enOrdinals = table(
  "first 2nd third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
  1,
);
const suffix = (n: number): string => (n % 100 > 10 && n % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th"));

function english(words: readonly Word[], i: number, low: string): Read {
  const under = english100(words, i, low);
  if (under !== undefined) {
    const next = i + under.words;
    if (under.value > 0 && under.value < 10 && words[next]?.word === "hundred" && joined(words, next - 1, low)) {
      const and = words[next + 1]?.word === "and" && joined(words, next, low) ? 1 : 0;
      const rest = joined(words, next + and, low) || and ? english100(words, next + 1 + and, low) : undefined;
      return rest === undefined
        ? { digits: String(under.value * 100), words: under.words + 1 }
        : { digits: String(under.value * 100 + rest.value), words: under.words + 1 + and + rest.words };
    }
    return { digits: String(under.value), words: under.words };
  }
  const word = words[i]!.word;
  const before = words[i - 1]?.word;
  if (word === "second" && words[i + 1]?.word === "of" && isMonth.test(words[i + 2]?.word ?? "")) return { digits: "2nd", words: 1 };
  if (word === "second" && /^(the|on|march|april|may|june|july|august|september|october|november|december|january|february)$/.test(before ?? ""))
    return { digits: "2nd", words: 1 };
  const tens = enTens.get(word);
  const ordinal = tens !== undefined && joined(words, i, low) ? enOrdinals.get(secondToDigit(words[i + 1]!.word)) : undefined;
  if (tens !== undefined && ordinal !== undefined && ordinal < 10) return { digits: `${tens + ordinal}${suffix(ordinal)}`, words: 2 };
  if (word === "twentieth") return { digits: "20th", words: 1 };
  if (word === "thirtieth") return { digits: "30th", words: 1 };
  // "My first name", "first of all": no date and no choice.
  const next = words[i + 1]?.word ?? "";
  if (
    /^(?:name|names|thing|time|class|floor|aid)$/.test(next) ||
    (next === "of" && /^(?:all|course|those|them|these|the|my|our)$/.test(words[i + 2]?.word ?? "all"))
  )
    return undefined;
  const alone = enOrdinals.get(word);
  return alone === undefined || /^\d/.test(word) ? undefined : { digits: `${alone}${suffix(alone)}`, words: 1 };
}

const isMonth = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;

const secondToDigit = (word: string): string => (word === "second" ? "2nd" : word);

function english100(words: readonly Word[], i: number, low: string): { value: number; words: number } | undefined {
  const word = words[i]?.word;
  if (word === undefined) return undefined;
  const small = enSmall.get(word);
  if (small !== undefined) return { value: small, words: 1 };
  const tens = enTens.get(word);
  if (tens === undefined) return undefined;
  const unit = joined(words, i, low) ? enSmall.get(words[i + 1]!.word) : undefined;
  if (unit !== undefined && unit > 0 && unit < 10) return { value: tens + unit, words: 2 };
  // "twenty first" is an ordinal, read by the caller.
  if (joined(words, i, low) && (enOrdinals.get(secondToDigit(words[i + 1]!.word)) ?? 99) < 10) return undefined;
  return { value: tens, words: 1 };
}

const frSmall = table("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf", 0);
frSmall.set("une", 1);
const frTens = new Map([
  ["vingt", 20],
  ["vingts", 20],
  ["trente", 30],
  ["quarante", 40],
  ["cinquante", 50],
  ["soixante", 60],
  ["septante", 70],
  ["octante", 80],
  ["nonante", 90],
]);
/** After these, "un" and "une" are the number and not the article. */
const frCounted = /^(heures?|h|personnes?|passagers?|passageres?|adultes?|enfants?|seule|place|minutes?)$/;

function french(words: readonly Word[], i: number, low: string): Read {
  const word = words[i]!.word;
  if (word === "premier" || word === "premiere") return { digits: "1er", words: 1 };
  if (word === "un" || word === "une") {
    const [before, after] = [words[i - 1]?.word, words[i + 1]?.word];
    const counted = frCounted.test(after ?? "") || words.length === 1;
    const listed = before !== undefined && isFrenchNumber(before) && (after === undefined || isFrenchNumber(after));
    if (!counted && !listed) return undefined;
  }
  const hundred = word === "cent" || word === "cents" ? { value: 100, words: 1 } : undefined;
  const first = hundred ?? french100(words, i, low);
  if (first === undefined) return undefined;
  let { value, words: used } = first;
  const next = words[i + used]?.word;
  if (hundred === undefined && value > 1 && value < 10 && (next === "cent" || next === "cents") && joined(words, i + used - 1, low)) {
    value *= 100;
    used++;
  }
  if (value >= 100 && value % 100 === 0 && joined(words, i + used - 1, low)) {
    const rest = french100(words, i + used, low);
    if (rest !== undefined) {
      value += rest.value;
      used += rest.words;
    }
  }
  return { digits: String(value), words: used };
}

const isFrenchNumber = (word: string): boolean => /^\d+$/.test(word) || frSmall.has(word) || frTens.has(word) || word === "cent" || word === "cents";

function french100(words: readonly Word[], i: number, low: string): { value: number; words: number } | undefined {
  const word = words[i]?.word;
  if (word === undefined) return undefined;
  const next = joined(words, i, low) ? words[i + 1]!.word : undefined;
  if (word === "quatre" && (next === "vingt" || next === "vingts")) {
    const rest = joined(words, i + 1, low) ? frUnder20(words, i + 2, low) : undefined;
    return rest === undefined || rest.value === 0 ? { value: 80, words: 2 } : { value: 80 + rest.value, words: 2 + rest.words };
  }
  const tens = frTens.get(word);
  if (tens === undefined) return frUnder20(words, i, low);
  const et = next === "et" && joined(words, i + 1, low) ? 1 : 0;
  const rest = next === undefined ? undefined : frUnder20(words, i + 1 + et, low);
  const limit = tens === 60 ? 20 : 10;
  if (rest === undefined || rest.value === 0 || rest.value >= limit) return { value: tens, words: 1 };
  if (et === 1 && rest.value !== 1 && rest.value !== 11) return { value: tens, words: 1 };
  return { value: tens + rest.value, words: 1 + et + rest.words };
}

function frUnder20(words: readonly Word[], i: number, low: string): { value: number; words: number } | undefined {
  const word = words[i]?.word;
  if (word === undefined) return undefined;
  if (word === "dix" && joined(words, i, low)) {
    const unit = frSmall.get(words[i + 1]!.word);
    if (unit !== undefined && unit >= 7 && unit <= 9) return { value: 10 + unit, words: 2 };
  }
  const value = frSmall.get(word);
  return value === undefined ? undefined : { value, words: 1 };
}
