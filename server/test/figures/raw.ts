import type pg from "pg";
import { summed } from "../../src/figures/totals.ts";
import { stepOf } from "../../src/lib/log-scale.ts";

type Row = Record<string, unknown> & {
  agent_id: string | null;
  agent_revision: number | null;
  channel: string;
  outcome: string | null;
  sentiment: string | null;
  answered_at: Date | null;
  reply_delays: number[];
  duration_ms: number;
};
type Counts = Map<string, number>;

/** Both sides of the promise, out of one snapshot: what the roll-up and its open changes say, and what one gets by counting every call by hand. */
export async function bothSides(owner: pg.Client): Promise<{ kept: Record<string, number>; counted: Record<string, number>; calls: number }> {
  await owner.query("begin isolation level repeatable read read only");
  const { rows: calls } = await owner.query<Row>("select *, day::text as day from calls where ended_at is not null");
  const { rows: days } = await owner.query("select *, day::text as day from call_days");
  const { rows: hours } = await owner.query("select *, day::text as day from call_hours");
  const { rows: changes } = await owner.query<Row & { sign: number }>("select *, day::text as day from call_changes");
  const { rows: steps } = await owner.query("select *, day::text as day from call_histograms");
  await owner.query("commit");
  const kept: Counts = new Map();
  for (const row of days)
    for (const column of summed) add(kept, ["day", row.tenant_id, row.day, row.agent_id, row.agent_revision, row.channel, column], Number(row[column]));
  for (const row of hours) for (const column of ["calls", "missed"]) add(kept, ["hour", row.tenant_id, row.day, row.hour, column], Number(row[column]));
  for (const row of steps) add(kept, ["step", row.tenant_id, row.day, row.agent_id, row.channel, row.measure, row.step], Number(row.count));
  for (const change of changes) count(kept, { ...change, answered_at: change["is_answered"] === true ? new Date(0) : null }, change.sign);
  const counted: Counts = new Map();
  for (const call of calls) count(counted, call);
  return { kept: solid(kept), counted: solid(counted), calls: calls.length };
}

function count(into: Counts, call: Row, sign = 1): void {
  const agent = call.agent_id ?? "00000000-0000-0000-0000-000000000000";
  const day = ["day", call["tenant_id"], call["day"], agent, call.agent_revision ?? 0, call.channel];
  const adds: Record<(typeof summed)[number], unknown> = {
    calls: 1,
    inbound: call["direction"] === "inbound",
    answered: call.answered_at !== null,
    ai_handled: call["handled_by"] === "ai",
    booked: call.outcome === "booked",
    only_answered: call.outcome === "answered",
    message_taken: call.outcome === "message_taken",
    transferred: call.outcome === "transferred",
    missed: call.outcome === "missed",
    abandoned: call.outcome === "abandoned",
    voicemail: call.outcome === "voicemail",
    failed: call.outcome === "failed",
    rescued: call["rescued"],
    positive: call.sentiment === "positive",
    negative: call.sentiment === "negative",
    neutral: call.sentiment === "neutral",
    urgent: call.sentiment === "urgent",
    satisfaction_sum: call["satisfaction"] ?? 0,
    satisfaction_count: call["satisfaction"] !== null,
    messages: call["message_count"],
    duration_ms: call.duration_ms,
    billed_seconds: call["billed_seconds"],
    provider_cost_micro_cents: call["provider_cost_micro_cents"],
    own_cost_micro_cents: call["own_cost_micro_cents"],
  };
  for (const [column, value] of Object.entries(adds)) add(into, [...day, column], sign * Number(value));
  const hour = ["hour", call["tenant_id"], call["day"], call["hour"]];
  add(into, [...hour, "calls"], sign);
  add(into, [...hour, "missed"], sign * Number(call.outcome === "missed" || call.outcome === "abandoned"));
  const measured = ["step", call["tenant_id"], call["day"], agent, call.channel];
  for (const step of call.reply_delays) add(into, [...measured, "reply", step], sign);
  if (call.answered_at !== null) add(into, [...measured, "duration", stepOf(call.duration_ms)], sign);
}

function add(to: Counts, key: readonly unknown[], value: number): void {
  const name = key.join("|");
  to.set(name, (to.get(name) ?? 0) + value);
}

/** A count that has come back to nothing is no count. */
const solid = (counts: Counts): Record<string, number> => Object.fromEntries([...counts].filter(([, value]) => value !== 0).sort());
