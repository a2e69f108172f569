/**
 * How long a carrier's voice takes to speak a text, in milliseconds: an estimate (letters, digits one by one, pauses at
 * punctuation), since on Gather the carrier tells nothing of playback.
 */
export function speakingMs(text: string): number {
  return wordsOf(text).reduce((sum, word) => sum + wordMs(word), 0);
}

/** The longest beginning of the text, in whole words, that was spoken within `ms`: an estimate, like `speakingMs`. */
export function heardWithin(text: string, ms: number): string {
  if (ms >= speakingMs(text) * NEARLY_ALL) return text;
  let spent = 0;
  const heard: string[] = [];
  for (const word of wordsOf(text)) {
    spent += wordMs(word);
    if (spent > ms) break;
    heard.push(word);
  }
  return heard.join(" ");
}

/** Estimates err by about this much; who answers on the last syllable has heard the sentence. */
const NEARLY_ALL = 0.85;
const SHORTEST_WORD_MS = 140;
const LETTER_MS = 58;
const DIGIT_MS = 260;
const COMMA_MS = 200;
const STOP_MS = 400;

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== "");

function wordMs(word: string): number {
  const digits = word.match(/\d/gu)?.length ?? 0;
  const letters = word.match(/\p{L}/gu)?.length ?? 0;
  const pause = /[.!?…]["»)]*$/u.test(word) ? STOP_MS : /[,;:]$/u.test(word) ? COMMA_MS : 0;
  return Math.max(SHORTEST_WORD_MS, letters * LETTER_MS + digits * DIGIT_MS) + pause;
}
