import type { Sentiment } from "@firstring/contract/call/event.ts";
import type { CallerAct } from "./text/acts.ts";

/** How plain words feel: a small word list with negation, in both languages. */
export function sentimentOf(low: string, acts: ReadonlySet<CallerAct>): Exclude<Sentiment, "urgent"> {
  let score = acts.has("anger") ? -2 : 0;
  const words = low.match(/[a-z']+/g) ?? [];
  words.forEach((word, i) => {
    const value = good.has(word) ? 1 : bad.has(word) ? -1 : 0;
    // "I'd like" wishes, "I like" praises.
    if (value === 0 || (word === "like" && !/^(?:i|we|really)$/.test(words[i - 1] ?? ""))) return;
    const turned = words.slice(Math.max(0, i - 3), i).some((before) => negations.has(before)) || (words[i + 1] === "pas" && value > 0);
    score += turned ? -value : value;
  });
  return score > 0 ? "positive" : score < 0 ? "negative" : "neutral";
}

const set = (words: string): Set<string> => new Set(words.split(" "));
const negations = set("not no never don't doesn't didn't isn't wasn't can't won't without pas ne jamais sans aucun aucune");
const good = set(
  "good great excellent perfect wonderful awesome amazing lovely nice love loved like happy glad pleased thanks thank appreciate fantastic best helpful friendly easy fast quick beautiful brilliant enjoy enjoyed super cool impressed recommend satisfied " +
    "bon bonne parfait merci excellent excellente genial formidable merveilleux content contente heureux heureuse adore aime apprecie satisfait satisfaite ravi ravie agreable gentil gentille rapide facile",
);
const bad = set(
  "bad terrible horrible awful worst poor wrong hate hated angry upset annoyed annoying frustrated frustrating disappointed disappointing useless rude slow late broken problem complaint complain unacceptable ridiculous sad sorry scam rip-off fail failed failure " +
    "difficult confusing unhappy dissatisfied disgusting dirty expensive waste mauvais mauvaise horrible terrible pire nul nulle deteste fache fachee decu decue decevant frustre frustree frustrant lent retard probleme plainte inacceptable ridicule impoli brise cher pourri",
);
