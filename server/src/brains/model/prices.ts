/** What a model costs, in dollars (or whatever the provider bills in) for a million tokens in and out. */
export type ModelPrice = Readonly<{ input: number; output: number }>;
/** By `provider/model`. A model that is not listed counts its tokens and costs nothing here. */
export type ModelPrices = Readonly<Record<string, ModelPrice>>;

/** A dollar for a million tokens is a hundred millionths of a cent for one. */
const MICRO_CENTS_PER_DOLLAR_A_MILLION = 100;

/** @returns the cost in millionths of a cent, rounded to whole ones */
export function costOf(prices: ModelPrices, name: string, inputTokens: number, outputTokens: number): number {
  const { input = 0, output = 0 } = prices[name] ?? {};
  return Math.round((inputTokens * input + outputTokens * output) * MICRO_CENTS_PER_DOLLAR_A_MILLION);
}
