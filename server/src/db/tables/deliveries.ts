import type { ColumnType, Generated } from "kysely";
import type { StreamId, TenantId } from "../../lib/ids.ts";
import type { JsonColumn, TimeColumn } from "./foundation.ts";

type SometimesTime = ColumnType<Date | null, Date | null | undefined, Date | null>;

export type EndpointStatus = "enabled" | "paused" | "disabled";
export type DeliveryStatus = "pending" | "delivered" | "dead";

export type DeliveryTables = {
  endpoints: {
    tenant_id: TenantId;
    id: string;
    name: string;
    url: string;
    event_types: string[];
    secret: string;
    previous_secret: string | null;
    previous_until: SometimesTime;
    headers: string | null;
    status: Generated<EndpointStatus>;
    disabled_why: ColumnType<"gone" | "failing" | null, "gone" | "failing" | null | undefined, "gone" | "failing" | null>;
    disabled_at: SometimesTime;
    failing_since: SometimesTime;
    last_failure_at: SometimesTime;
    last_success_at: SometimesTime;
    created_at: TimeColumn;
    updated_at: TimeColumn;
  };
  outgoing_counts: { tenant_id: TenantId; subject: string; last: string };
  outgoing_events: {
    tenant_id: TenantId;
    position: string;
    event_id: string;
    event_type: string;
    subject: string;
    sequence: string;
    stream: StreamId;
    seq: number;
    at: TimeColumn;
    body: string;
    created_at: TimeColumn;
  };
  deliveries: {
    tenant_id: TenantId;
    id: string;
    endpoint_id: string;
    event_id: string;
    event_type: string;
    subject: string;
    body: string;
    status: Generated<DeliveryStatus>;
    attempts: Generated<number>;
    round_attempts: Generated<number>;
    due_at: TimeColumn;
    lease_id: string | null;
    leased_until: SometimesTime;
    last_status: number | null;
    last_error: string | null;
    created_at: TimeColumn;
    settled_at: SometimesTime;
  };
  delivery_attempts: {
    tenant_id: TenantId;
    delivery_id: string;
    nth: number;
    at: TimeColumn;
    ms: number;
    request_headers: JsonColumn<Record<string, string>>;
    status: number | null;
    response_headers: JsonColumn<Record<string, string>> | null;
    response_body: string | null;
    error: string | null;
  };
};
