/**
 * Cuts a stream of text into sentences as soon as each is whole. English and French: abbreviations, initials, times,
 * decimals, list numbers and French spacing before marks do not end a sentence.
 */
export class Sentences {
  #rest = "";

  /** @returns the sentences that are whole now, in order. */
  add(text: string): string[] {
    this.#rest += text;
    const whole: string[] = [];
    for (;;) {
      const end = endOfSentence(this.#rest);
      if (end === undefined) return whole;
      const sentence = this.#rest.slice(0, end).trim();
      this.#rest = this.#rest.slice(end);
      if (sentence !== "") whole.push(sentence);
    }
  }

  /** What is left when the stream has ended, if anything. */
  end(): string[] {
    const whole = this.add("\n");
    const last = this.#rest.trim();
    this.#rest = "";
    return last === "" ? whole : [...whole, last];
  }
}

/** Where the first sentence ends; undefined while it may go on. */
function endOfSentence(text: string): number | undefined {
  for (const mark of text.matchAll(/\n+|[.!?…]+["»”’)\]]*(?=\s)/gu)) {
    const end = mark.index + mark[0].length;
    if (mark[0].startsWith("\n")) {
      if (text.slice(0, mark.index).trim() === "") continue;
      return end;
    }
    const before = text.slice(0, mark.index);
    const next = /^\s+(\S+)(\s)?/u.exec(text.slice(end));
    if (mark[0] === "." && staysOpen(before)) {
      if (!isHour(before)) continue;
      // "at 9 a.m. Tuesday" goes on, "at 9 a.m. Shall I book it?" does not: the next word tells.
      if (next === null || (next[2] === undefined && !text.endsWith("\n"))) return undefined;
      if (!startsSentence(next[1]!)) continue;
    }
    if (mark[0] === "...") {
      if (next === null) return undefined;
      if (!startsSentence(next[1]!)) continue;
    }
    return end;
  }
  if (text.length < LONGEST) return undefined;
  const cut = Math.max(text.lastIndexOf(", ", LONGEST) + 1, text.lastIndexOf("; ", LONGEST) + 1, text.lastIndexOf(" – ", LONGEST) + 1);
  return cut > LONGEST / 4 ? cut : text.lastIndexOf(" ", LONGEST) + 1 || LONGEST;
}

function staysOpen(before: string): boolean {
  const word = /(\S+)$/u.exec(before)?.[1]?.replace(/^["«“'(]+/u, "") ?? "";
  const lower = word.toLowerCase();
  if (abbreviations.has(lower) || isHour(before)) return true;
  if (/^\p{Lu}$/u.test(word)) return true; // an initial, or "M." for monsieur
  if (/^(\p{L}\.)+\p{L}$/u.test(word)) return true; // U.S., p.ex.
  return /^\d{1,2}$/.test(word) && /(^|\n)\s*\d{1,2}$/.test(before); // a numbered list
}

const isHour = (before: string): boolean => /\b[ap]\.?m$/i.test(before);
const startsSentence = (word: string): boolean => /^["«“'(]*\p{Lu}/u.test(word) && !dayOrMonth.has(word.toLowerCase().replace(/[^\p{L}]/gu, ""));

/** Nobody takes in a longer one by ear. */
const LONGEST = 260;

/** Without those that are also the last word of ordinary sentences ("no.", "est."). */
const abbreviations = new Set(
  (
    "mr mrs ms dr prof rev sr jr st ste mt ave av blvd boul rd hwy apt app ext nos vs approx dept inc ltd e.g i.e " +
    "mm mme mmes mlle mlles dre tél env réf p.ex c.-à-d janv févr juill sept oct nov déc feb apr aug dec tue wed thu fri"
  ).split(" "),
);

const dayOrMonth = new Set(
  "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split(" "),
);
