import type { Sentiment } from "@firstring/contract/call/event.ts";
import type { CallFold, Said } from "./fold.ts";

/** The mood of a conversation is that of its newest words; older ones have been answered. */
const NEWEST = 3;

export function newestUnderstood({ said }: CallFold): readonly Said[] {
  return said.filter(({ understood }) => understood !== undefined).slice(-NEWEST);
}

/** Urgent counts before everything; else what the newest words with a mood agree on. */
export function sentimentOf(fold: CallFold): Sentiment | null {
  const newest = newestUnderstood(fold).map(({ understood }) => understood!);
  if (newest.length === 0) return null;
  if (newest.some(({ urgent, sentiment }) => urgent || sentiment === "urgent")) return "urgent";
  const moods = newest.map(({ sentiment }) => sentiment).filter((sentiment) => sentiment !== "neutral");
  const [last] = moods.slice(-1);
  if (last === undefined) return "neutral";
  const against = moods.filter((mood) => mood !== last).length;
  return against > moods.length / 2 ? moods.find((mood) => mood !== last)! : last;
}

/** Words that only answer a question say nothing of what the call is about. */
const passing = new Set(["", "general", "greeting", "goodbye", "affirm", "deny", "inform", "none", "other", "unknown"]);

/** What the caller came for, as last understood. */
export function intentOf({ said }: CallFold): string | null {
  const all = said.flatMap(({ understood }) => (understood === undefined ? [] : [understood.intent]));
  return all.findLast((intent) => !passing.has(intent)) ?? all.at(-1) ?? null;
}
