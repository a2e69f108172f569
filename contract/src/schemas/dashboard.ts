import { z } from "zod";
import { callStatus, outcome } from "./call.ts";
import { id, instant, page } from "./common.ts";
import { channelName } from "./number.ts";
import { day } from "./report.ts";

/** The rows and names that dashboards of the older kinds ask for, letter by letter. */
export const byAgentId = z.strictObject({ agentId: id });

export const agentInfo = z.object({
  id,
  agent_id: id,
  agent_name: z.string(),
  status: z.literal("active"),
  created_at: instant,
  updated_at: instant,
});

export const historyQuery = z.strictObject({ ...page, sortBy: z.enum(["date", "duration", "cost"]).default("date") });

export const historyCall = z.object({
  id,
  call_id: z.string().meta({ description: "The carrier's or provider's own id of the call, else ours" }),
  caller_info: z.string().meta({ description: "The other party's number (E.164), or empty" }),
  start_timestamp: z.int().meta({ description: "Milliseconds since 1970" }),
  end_timestamp: z.int().nullable(),
  duration_ms: z.int(),
  duration_seconds: z.int(),
  transcript: z.string(),
  call_status: z.enum(["registered", "ongoing", "ended", "error"]),
  disconnection_reason: z.string().nullable(),
  cost: z.number().meta({ description: "Cents: carrier, models and speech together" }),
  call_summary: z.string(),
  user_sentiment: z.enum(["Positive", "Negative", "Neutral", "Unknown"]),
  call_successful: z.boolean().nullable(),
  recording_url: z.string().nullable(),
});
export const callHistory = z.object({
  calls: z.array(historyCall),
  pagination: z.object({ total: z.int(), limit: z.int(), offset: z.int(), hasMore: z.boolean() }),
});

export const dashboardCallList = z.strictObject({
  ...page,
  startDate: day.optional(),
  endDate: day.optional(),
  provider: channelName.optional(),
  outcome: outcome.optional(),
  status: callStatus.optional(),
  direction: z.enum(["inbound", "outbound"]).optional(),
});
export const dashboardCall = z.object({
  id,
  external_call_id: z.string().nullable().meta({ description: "The carrier's or provider's own id of the call" }),
  provider: channelName,
  direction: z.enum(["inbound", "outbound"]),
  from: z.string(),
  to: z.string(),
  status: callStatus,
  ai_handled: z.boolean(),
  outcome_type: outcome.nullable(),
  transcript: z.string(),
  duration_seconds: z.int(),
  provider_cost_cents: z.number(),
  billed_minutes: z.number(),
  customer_name: z.string().nullable(),
  customer_phone: z.string().nullable(),
  customer_email: z.string().nullable(),
  started_at: instant,
  answered_at: instant.nullable(),
  ended_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});
export type DashboardCall = z.infer<typeof dashboardCall>;
export const dailyQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(30).meta({ description: "Days, ending today" }) });
