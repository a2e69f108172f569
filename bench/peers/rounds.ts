/** Figures of one measurement over its rounds: the middle one, and from the worst to the best. */
export type Figure = { median: number; low: number; high: number };

export function figure(values: readonly number[]): Figure {
  const sorted = values.toSorted((one, other) => one - other);
  return { median: sorted[sorted.length >> 1]!, low: sorted[0]!, high: sorted.at(-1)! };
}

export const said = ({ median, low, high }: Figure, digits = 0): string => `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
