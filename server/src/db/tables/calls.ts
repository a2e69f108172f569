import type { ColumnType, Generated, JSONColumnType } from "kysely";

export type CallStatus = "INITIATED" | "RINGING" | "ACTIVE" | "COMPLETED" | "BUSY" | "NO_ANSWER" | "FAILED" | "CANCELED" | "VOICEMAIL";

export interface CallTables {
  calls: {
    tenant_id: string;
    id: string;
    seq: Generated<number>;
    direction: Generated<"inbound" | "outbound">;
    from_number: Generated<string>;
    to_number: Generated<string>;
    channel: Generated<string>;
    status: Generated<CallStatus>;
    outcome: string | null;
    why: string | null;
    agent_id: string | null;
    agent_revision: number | null;
    agent_name: Generated<string>;
    language: Generated<string>;
    opened_at: Date;
    answered_at: Date | null;
    ended_at: Date | null;
    last_at: Date | null;
    duration_ms: Generated<number>;
    title: Generated<string>;
    goal: JSONColumnType<object> | null;
    last_line: Generated<string>;
    last_who: string | null;
    turn_count: Generated<number>;
    message_count: Generated<number>;
    sentiment: string | null;
    intent: string | null;
    needs_help: Generated<number>;
    booking_ids: ColumnType<string[], string[] | undefined, string[]>;
    person_id: string | null;
    own_title: string | null;
    archived: Generated<boolean>;
    satisfaction: number | null;
    conversation_deleted_at: Date | null;
    /** Set by the database. */
    day: ColumnType<string, undefined, never>;
    hour: ColumnType<number, undefined, never>;
    their_number: ColumnType<string, undefined, never>;
    rescued: ColumnType<boolean, undefined, never>;
    billed_seconds: ColumnType<number, undefined, never>;
    external_id: string | null;
    handled_by: "ai" | "person" | null;
    reply_delays: ColumnType<number[], number[] | undefined, number[]>;
    provider_cost_micro_cents: Generated<number>;
    own_cost_micro_cents: Generated<number>;
  };
  call_messages: {
    tenant_id: string;
    call_id: string;
    seq: number;
    role: "caller" | "agent" | "supervisor";
    text: string;
    at: Date;
    sentiment: string | null;
    intent: string | null;
    confidence: number | null;
  };
}
