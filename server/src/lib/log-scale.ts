/**
 * A logarithmic scale for durations: eight steps to each doubling, so that a value read back from its step is within 4.5 % of what
 * it was, from a millisecond to weeks. The database counts on the same scale (migration 0020_figures.sql).
 */
export const stepOf = (ms: number): number => Math.floor(8 * Math.log2(Math.max(ms, 1)) + TOLERANCE);

/** A power of two stands on its step, however a logarithm is rounded here and in the database. */
const TOLERANCE = 1e-9;

/** The middle of a step, in milliseconds. */
export const middleOf = (step: number): number => 2 ** ((step + 0.5) / 8);

/**
 * The value below which a share of the counted values lies, in whole milliseconds; undefined where nothing was counted.
 * @param counts how many values fell on each step
 * @param share between 0 and 1: 0.95 for the 95th percentile
 */
export function percentile(counts: ReadonlyMap<number, number>, share: number): number | undefined {
  const steps = [...counts].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const total = steps.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [step, count] of steps) {
    seen += count;
    if (seen >= share * total) return Math.round(middleOf(step));
  }
  return undefined;
}
