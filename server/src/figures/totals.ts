import { MICRO_CENTS } from "@firstring/contract/call/event.ts";
import type { Figures } from "@firstring/contract/schemas/metric.ts";
import { percentile } from "../lib/log-scale.ts";

/** The columns of the roll-up that are added up. */
export const summed = [
  "calls",
  "inbound",
  "answered",
  "ai_handled",
  "booked",
  "only_answered",
  "message_taken",
  "transferred",
  "missed",
  "abandoned",
  "voicemail",
  "failed",
  "rescued",
  "positive",
  "negative",
  "neutral",
  "urgent",
  "satisfaction_sum",
  "satisfaction_count",
  "messages",
  "duration_ms",
  "billed_seconds",
  "provider_cost_micro_cents",
  "own_cost_micro_cents",
] as const;
export type Totals = Record<(typeof summed)[number], number>;

/** How many values fell on each step of the logarithmic scale (lib/log-scale.ts). */
export type Histogram = ReadonlyMap<number, number>;
export type Histograms = Readonly<{ reply: Histogram; duration: Histogram }>;
export const empty: Histograms = { reply: new Map(), duration: new Map() };

export const nothing = Object.fromEntries(summed.map((column) => [column, 0])) as Totals;

export const sumOf = (parts: readonly Totals[]): Totals =>
  parts.reduce((sum, part) => Object.fromEntries(summed.map((column) => [column, sum[column] + part[column]])) as Totals, nothing);

/** The figures of the metric dictionary out of sums and histograms. Pure. */
export function figuresOf(sums: Totals, { reply, duration }: Histograms): Figures {
  const providerCostCents = sums.provider_cost_micro_cents / MICRO_CENTS;
  const ownCostCents = sums.own_cost_micro_cents / MICRO_CENTS;
  return {
    calls: sums.calls,
    inbound: sums.inbound,
    outbound: sums.calls - sums.inbound,
    answered: sums.answered,
    answeredShare: over(sums.answered, sums.calls),
    aiHandled: sums.ai_handled,
    aiHandledShare: over(sums.ai_handled, sums.answered),
    booked: sums.booked,
    bookedShare: over(sums.booked, sums.answered),
    onlyAnswered: sums.only_answered,
    messagesTaken: sums.message_taken,
    transferred: sums.transferred,
    missed: sums.missed + sums.abandoned,
    rescued: sums.rescued,
    voicemail: sums.voicemail,
    failed: sums.failed,
    talkMs: sums.duration_ms,
    averageDurationMs: rounded(over(sums.duration_ms, sums.answered)),
    p95DurationMs: percentile(duration, 0.95) ?? null,
    replyP50Ms: percentile(reply, 0.5) ?? null,
    replyP95Ms: percentile(reply, 0.95) ?? null,
    billedMinutes: sums.billed_seconds / 60,
    providerCostCents,
    ownCostCents,
    costPerCallCents: over(providerCostCents + ownCostCents, sums.calls),
    positive: sums.positive,
    neutral: sums.neutral,
    negative: sums.negative,
    urgent: sums.urgent,
    satisfaction: over(sums.satisfaction_sum, sums.satisfaction_count),
    messages: sums.messages,
  };
}

const over = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value));
