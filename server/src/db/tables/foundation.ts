import type { ColumnType, Generated } from "kysely";
import type { StreamId, TenantId } from "../../lib/ids.ts";
import type { Cursor, DomainEvent } from "../../ports/log.ts";

/** jsonb: read as a value, written as text (JSON.stringify), because the driver would write a list as a Postgres array. */
export type JsonColumn<T> = ColumnType<T, string, string>;
/** timestamptz: read as a Date, written as a Date or ISO 8601. */
export type TimeColumn = ColumnType<Date, Date | string, Date | string>;
/** A time the database fills in when it is not given. */
export type StampColumn = ColumnType<Date, Date | string | undefined, Date | string>;

export type FoundationTables = {
  tenants: TenantTable;
  events: EventTable;
  cursors: CursorTable;
  parked_events: ParkedEventTable;
  inbox: InboxTable;
};

export type TenantTable = {
  id: TenantId;
  slug: string;
  name: string;
  /** IANA zone. */
  zone: Generated<string>;
  /** "en", "fr": the first is the main one. */
  languages: Generated<string[]>;
  /** The number callers call, E.164, or "". Unique where it is set. */
  phone: Generated<string>;
  settings: ColumnType<Record<string, unknown>, string | undefined, string>;
  demo: Generated<boolean>;
  created_at: StampColumn;
};

export type EventTable = {
  position: Generated<string>;
  tenant_id: TenantId;
  stream: StreamId;
  seq: number;
  at: TimeColumn;
  type: DomainEvent["type"];
  event: JsonColumn<DomainEvent>;
  cause: string | null;
  xid: Generated<string>;
};

/** How far a consumer has read. */
export type CursorTable = { consumer: string; cursor: Cursor; updated_at: StampColumn };

/** An event that a consumer could not handle, set aside in plain sight until someone retries it. */
export type ParkedEventTable = {
  consumer: string;
  tenant_id: TenantId;
  stream: StreamId;
  seq: number;
  error: string;
  parked_at: StampColumn;
};

/** A provider's request, kept before it was answered. */
export type InboxTable = {
  tenant_id: TenantId;
  provider: string;
  event_id: string;
  received_at: StampColumn;
  request: JsonColumn<unknown>;
  reply: ColumnType<unknown, string | null | undefined, string | null>;
  done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};
