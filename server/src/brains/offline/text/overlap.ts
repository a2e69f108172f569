import { plainOf } from "./text.ts";

/** How much of what was said is found again in other words, from 0 to 1. */
export function overlap(said: string, found: string): number {
  const words = plainOf(said).match(/[a-z0-9]{2,}/g) ?? [];
  const others = plainOf(found);
  return words.length === 0 ? 1 : words.filter((word) => others.includes(word)).length / words.length;
}
