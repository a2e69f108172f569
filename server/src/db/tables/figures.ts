type Sums = Record<
  | "calls"
  | "inbound"
  | "answered"
  | "ai_handled"
  | "booked"
  | "only_answered"
  | "message_taken"
  | "transferred"
  | "missed"
  | "abandoned"
  | "voicemail"
  | "failed"
  | "rescued"
  | "positive"
  | "negative"
  | "neutral"
  | "urgent"
  | "satisfaction_sum"
  | "satisfaction_count"
  | "messages"
  | "duration_ms"
  | "billed_seconds"
  | "provider_cost_micro_cents"
  | "own_cost_micro_cents",
  string
>;

/** The daily roll-up: kept by the database itself (migration 0020_figures.sql), only read here. */
export interface FigureTables {
  call_days: { tenant_id: string; day: string; agent_id: string; agent_revision: number; channel: string } & Sums;
  call_hours: { tenant_id: string; day: string; hour: number; calls: string; missed: string };
  call_histograms: { tenant_id: string; day: string; agent_id: string; channel: string; measure: "reply" | "duration"; step: number; count: string };
  billing_rules: {
    tenant_id: string;
    increment_seconds: number;
    minimum_seconds: number;
    included_minutes: number;
    cents_per_minute: string;
    monthly_cents: number;
    currency: string;
  };
}
