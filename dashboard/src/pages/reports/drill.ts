import type { MetricName } from "@firstring/contract/schemas/metric.ts";
import type { callsSearch } from "../../lib/search.ts";

/** The filters of the Calls page that show the calls a figure counts. */
export type Drill = ReturnType<typeof callsSearch>;

const filters: Partial<Record<MetricName, Drill>> = {
  calls: {},
  answered: { only: "answered" },
  answeredShare: { only: "answered" },
  aiHandled: { only: "ai_handled" },
  aiHandledShare: { only: "ai_handled" },
  booked: { outcome: "booked" },
  bookedShare: { outcome: "booked" },
  onlyAnswered: { outcome: "answered" },
  messagesTaken: { outcome: "message_taken" },
  transferred: { outcome: "transferred" },
  missed: { only: "missed" },
  rescued: { only: "rescued" },
  voicemail: { outcome: "voicemail" },
  failed: { outcome: "failed" },
  positive: { sentiment: "positive" },
  neutral: { sentiment: "neutral" },
  negative: { sentiment: "negative" },
  urgent: { sentiment: "urgent" },
  averageDurationMs: { only: "answered", sort: "duration" },
  p95DurationMs: { only: "answered", sort: "duration" },
  replyP50Ms: { only: "answered" },
  replyP95Ms: { only: "answered" },
  billedMinutes: { only: "answered", sort: "duration" },
  providerCostCents: { only: "charged" },
  ownCostCents: { only: "charged" },
  costPerCallCents: { only: "charged" },
};

/** @param within the range, agent and channel the report is of */
export const drillOf = (name: MetricName, within: Drill): Drill => ({ ...within, ...filters[name] });
