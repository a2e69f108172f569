import type { Selectable } from "kysely";
import type { CallTables } from "../../db/tables/calls.ts";
import { stepOf } from "../../lib/log-scale.ts";
import type { CallFold } from "./fold.ts";
import { intentOf, sentimentOf } from "./mood.ts";
import { needsHelp } from "./needs-help.ts";
import { statusOf } from "./status.ts";
import { titleOf } from "./title.ts";

/** Set by people, not by the log. */
type SetByPeople = "person_id" | "own_title" | "archived" | "satisfaction" | "conversation_deleted_at";
/** Set by the database, out of what the business says of itself. */
export type SetByDatabase = "day" | "hour" | "their_number" | "rescued" | "billed_seconds";
export type CallRow = Omit<Selectable<CallTables["calls"]>, "tenant_id" | "id" | SetByPeople | SetByDatabase>;

const LAST_LINE = 300;
/** Agents are made here, but a call may carry one of somebody else's (an observed assistant); only our ids fit the column. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The row of the call list that a fold means. Pure: two folds of the same events are the same row. */
export function rowOf(fold: CallFold): CallRow {
  const { state, said, openedAtMs, answeredAtMs, endedAtMs, lastAtMs, seq, figures } = fold;
  const { opened, phase } = state;
  const last = said.at(-1);
  return {
    seq,
    direction: opened?.direction ?? "inbound",
    from_number: opened?.from ?? "",
    to_number: opened?.to ?? "",
    channel: opened?.channel ?? "chat",
    status: statusOf(fold),
    outcome: phase.is === "ended" ? phase.outcome : null,
    why: phase.is === "ended" ? phase.why : null,
    agent_id: opened !== undefined && UUID.test(opened.agent.id) ? opened.agent.id : null,
    agent_revision: opened?.agent.revision ?? null,
    agent_name: opened?.agent.name ?? "",
    language: state.language,
    opened_at: new Date(openedAtMs ?? lastAtMs),
    answered_at: answeredAtMs === undefined ? null : new Date(answeredAtMs),
    ended_at: endedAtMs === undefined ? null : new Date(endedAtMs),
    last_at: new Date(lastAtMs),
    duration_ms: answeredAtMs === undefined ? 0 : Math.max(0, (endedAtMs ?? lastAtMs) - answeredAtMs),
    title: titleOf(fold),
    goal: state.goal ?? null,
    last_line: last === undefined ? "" : last.text.slice(0, LAST_LINE).toWellFormed(),
    last_who: last?.role ?? null,
    turn_count: said.filter(({ role }) => role === "caller").length,
    message_count: said.length,
    sentiment: sentimentOf(fold),
    intent: intentOf(fold),
    needs_help: needsHelp(fold),
    booking_ids: [...new Set(state.bookings.map(({ id }) => id))],
    external_id: opened?.external ?? null,
    handled_by:
      answeredAtMs === undefined ? null : figures.byPerson || state.transferred || (phase.is === "ended" && phase.outcome === "transferred") ? "person" : "ai",
    reply_delays: figures.replyDelaysMs.map(stepOf),
    provider_cost_micro_cents: figures.providerCostMicroCents,
    own_cost_micro_cents: figures.ownCostMicroCents,
  };
}
