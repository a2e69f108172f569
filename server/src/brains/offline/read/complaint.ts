import { isQuestion } from "../text/clauses.ts";
import { rawOf, TAKEN, type Text } from "../text/text.ts";

const trouble =
  /\b(?:not (?:working|heating|cooling|turning|starting|draining|running|coming|blowing)|(?:isn't|won't|doesn't|does not|will not|can't|stopped|quit|keeps?|barely|hardly|no longer) \w+|broken?|broke|broken down|(?:is|are|went|gone|completely|totally) dead|died|(?:est|sont) morte?s?|leak\w*|flood\w*|burst|water (?:everywhere|all over)|sewage|inonde\w*|inondation|degat d'eau|eau partout|refoulement|dripping|clogged|blocked|frozen|freezing|cold air|no (?:heat|hot water|power|air|water|pressure|signal)|noise|noisy|rattl\w+|bang\w*|squeal\w*|smell\w*|making (?:a|noise|strange|weird)|out of order|problem|issue|trouble|hurts?|hurting|pain|sore|ache|fever|cough|sick|rash|infection|sprain\w*|injur\w+|swollen|dizzy|error|fault|pilot light|thermostat|too (?:cold|hot)|tune[- ]?up|maintenance|inspection|check[- ]?up|cleaning|follow[- ]?up|annual|vaccin\w*|prescription|renewal|blood test|physical|(?:ne )?(?:marche|fonctionne|chauffe|part|demarre|coule|arrete) (?:pas|plus|mal)|(?:marche|fonctionne|chauffe) (?:pu|p'us)|en panne|brise\w*|casse\w*|fuite|coule|bruit|fait froid|plus de (?:chauffage|chaleur|eau)|pas de (?:chauffage|chaleur|eau)|probleme|douleur|mal (?:a|au|aux)|fievre|toux|malade|entretien|nettoyage|suivi|vaccin|ordonnance|renouvellement|prise de sang|examen|bilan)\b/;
const wish =
  /^(?:(?:and|so|but|et|alors|mais|donc|faque|ok|okay|please|hi|hello|hey|bonjour|allo|bonsoir|salut|uh|um|euh|well|yes|yeah|oui)[ ,]+)*(?:(?:i|we)(?:'d| would)? (?:like|need|want|wanna|was hoping|am calling|would love)|i'm (?:calling|looking)|can|could|would|please|book|schedule|send|get|je (?:voudrais|veux|vous appelle|t'appelle)|j'(?:aimerais|ai besoin|aurais besoin|appelle)|il (?:me|nous) faut|pouvez|pourriez|est-ce que|on (?:voudrait|aimerait))\b/;

/** Why the caller wants somebody to come, in their own words. `asked`: it was asked for, so the whole answer is it. */
export function complaintIn(text: Text, low: string, asked: boolean): string | undefined {
  const parts = [...low.matchAll(/(?:(?! (?:and|so|but|et|donc|alors|faque) (?:i|i'd|we|can|could|je|j'|on|pouvez|pourriez|est-ce)\b)[^.!?;\u2581\n])+/g)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, words: match[0] }))
    .filter(({ words }) => /[a-z]{2}/.test(words) && !isQuestion(words));
  const told = parts.filter(({ words }) => trouble.test(words)).map(beforeWish);
  if (told.length > 0) {
    const said = told.map(({ start, end }) => tidy(rawOf(text, { start, end }))).filter((words) => words.length > 2);
    const reason = told.map(({ words }) => words).some((words) => wish.test(words)) ? said.map(afterWish) : said;
    return reason.join(", ") || undefined;
  }
  if (!asked) return undefined;
  const whole = tidy(rawOf(text, { start: 0, end: text.low.length }));
  const plain = low.replaceAll(TAKEN, " ").trim();
  return /[a-z]{3}/.test(plain) && plain.length > 3 && !/^(?:yes|no|ok|okay|sure|oui|non|hello|hi|bonjour|thanks|merci|please)\W*$/.test(plain)
    ? whole
    : undefined;
}

/** "My furnace is broken, I need someone" → what it is about, without what is asked of us. */
function beforeWish<Part extends { start: number; end: number; words: string }>(part: Part): Part {
  for (const { index } of part.words.matchAll(/,\s+/g)) {
    const about = part.words.slice(0, index);
    if (trouble.test(about) && wish.test(part.words.slice(index).replace(/^,\s+/, ""))) return { ...part, end: part.start + index, words: about };
  }
  return part;
}

/** "I'd like somebody to look at my furnace, it leaks" → what it is about. */
function afterWish(words: string): string {
  const because = /(?:because|since|as|about|for|parce que|car|pour|que)\s+((?:my|the|our|a|an|mon|ma|la|le|les|un|une)\b.*)$/i.exec(words);
  return because?.[1] ?? words;
}

const tidy = (words: string): string =>
  words
    .replace(
      /^(?:[\s,.!-]|\b(?:hi|hello|hey|good (?:morning|afternoon|evening)|there|well|so|and|uh|um|yes|yeah|ok|okay|bonjour|bonsoir|allo|allô|salut|euh|oui|et|alors|donc|it's|its|because|parce que|c'est que)\b)+/i,
      "",
    )
    .replace(/[\s,;.!?-]+$/, "")
    .replace(/\s+/g, " ");
