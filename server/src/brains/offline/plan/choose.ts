import { plainOf, textOf } from "../text/text.ts";

const ordinals: readonly RegExp[] = [
  /\b(?:the )?(?:1st|1er|1ere|first|premiere?|former)\b|^\W*(?:option |number |numero |le |la |the )?1\W*$/,
  /\b(?:the )?(?:2nd|second|seconde|deuxieme|2e|2eme|latter)\b|^\W*(?:option |number |numero |le |la |the )?2\W*$/,
  /\b(?:the )?(?:3rd|third|troisieme|3e|3eme)\b|^\W*(?:option |number |numero |le |la |the )?3\W*$/,
  /\b(?:the )?(?:4th|fourth|quatrieme|4e)\b|^\W*(?:option |number |numero )?4\W*$/,
  /\b(?:the )?(?:5th|fifth|cinquieme|5e)\b|^\W*(?:option |number |numero )?5\W*$/,
];

/** Which of the options words mean, by place in the list ("the second one", "le premier") or by their own words. */
export function choose(words: string, options: readonly string[]): number | undefined {
  const low = textOf(plainOf(words), "en").low;
  const byWords = byOwnWords(low, options);
  if (byWords !== undefined) return byWords;
  return byOrdinal(words, options.length);
}

/** "The second one", "le premier", "the last", "2". */
export function byOrdinal(words: string, count: number): number | undefined {
  const low = textOf(plainOf(words), "en").low;
  if (/\b(?:last|dernier|derniere)\b/.test(low)) return count - 1;
  const hits = ordinals.flatMap((pattern, i) => (pattern.test(low) && i < count ? [i] : []));
  return hits.length === 1 ? hits[0] : undefined;
}

const common = new Set(
  "the one on at in of and to a 1 le la les de du des rue street st avenue ave road boulevard blvd canada qc quebec celui celle sur est west ouest east nord sud please yes no not".split(
    " ",
  ),
);

/** The only option that has every telling word of the caller's, or more of them than any other. */
function byOwnWords(low: string, options: readonly string[]): number | undefined {
  const said = new Set((low.match(/[a-z0-9]+/g) ?? []).filter((word) => !common.has(word) && word.length > 1));
  const scores = options.map((option) => {
    const own = new Set(plainOf(option).match(/[a-z0-9]+/g) ?? []);
    return [...said].filter((word) => own.has(word)).length;
  });
  const best = Math.max(...scores);
  const winners = scores.flatMap((score, i) => (score === best ? [i] : []));
  return best > 0 && winners.length === 1 ? winners[0] : undefined;
}
