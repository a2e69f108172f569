/** Chance from a seed (mulberry32): the same seed draws the same calls. */
export type Draw = { next(): number; one<T>(of: readonly T[]): T; one<T>(of: readonly T[] | undefined): T | undefined };

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    one: (<T>(of: readonly T[] | undefined) => (of === undefined || of.length === 0 ? undefined : of[Math.floor(next() * of.length)])) as Draw["one"],
  };
}

/** A seed from words, so that a dialogue's chance does not depend on the order of the file. */
export function seedOf(words: string): number {
  let hash = 2166136261;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 16777619);
  return hash >>> 0;
}
