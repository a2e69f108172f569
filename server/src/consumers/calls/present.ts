import type { Call } from "@firstring/contract/schemas/call.ts";
import type { Conversation, Message } from "@firstring/contract/schemas/conversation.ts";
import type { Selectable } from "kysely";
import type { CallTables } from "../../db/tables/calls.ts";
import type { Said } from "./fold.ts";
import type { SetByDatabase } from "./row.ts";

export type StoredCall = Omit<Selectable<CallTables["calls"]>, SetByDatabase>;

export function callOf(row: StoredCall): Call {
  return {
    id: row.id,
    direction: row.direction,
    from: row.from_number,
    to: row.to_number,
    channel: row.channel as Call["channel"],
    status: row.status,
    outcome: row.outcome as Call["outcome"],
    why: row.why,
    agent: { id: row.agent_id, revision: row.agent_revision, name: row.agent_name },
    language: row.language as Call["language"],
    openedAt: row.opened_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    durationMs: row.duration_ms,
    title: row.own_title ?? row.title,
    goal: row.goal as Call["goal"],
    lastLine: row.last_line,
    lastWho: row.last_who as Call["lastWho"],
    turnCount: row.turn_count,
    messageCount: row.message_count,
    sentiment: row.sentiment as Call["sentiment"],
    intent: row.intent,
    needsHelp: row.needs_help,
    bookingIds: row.booking_ids,
    satisfaction: row.satisfaction,
  };
}

export function conversationOf(row: StoredCall): Conversation {
  const call = callOf(row);
  return {
    id: row.id,
    title: call.title,
    status: row.archived ? "archived" : row.ended_at === null ? "active" : "completed",
    agent: { id: row.agent_id, name: row.agent_name },
    channel: call.channel,
    language: call.language,
    personId: row.person_id,
    intent: row.intent,
    urgent: row.sentiment === "urgent",
    analytics: { durationMs: row.duration_ms, messageCount: row.message_count, sentiment: call.sentiment, satisfaction: row.satisfaction },
    bookingIds: row.booking_ids,
    createdAt: call.openedAt,
    updatedAt: (row.last_at ?? row.opened_at).toISOString(),
    endedAt: call.endedAt,
  };
}

export const messageOf = ({ seq, role, text, atMs, understood }: Said): Message => ({
  id: seq,
  role,
  text,
  at: new Date(atMs).toISOString(),
  sentiment: understood?.sentiment ?? null,
  intent: understood?.intent ?? null,
  confidence: understood?.confidence ?? null,
});
