import type { ColumnType } from "kysely";

/** Replies kept for `Idempotency-Key` (migration 0007). */
export interface HttpTables {
  idempotency_keys: {
    tenant_id: string;
    route: string;
    /** The id of the person, or the name and prefix of the API key. */
    person: string;
    key: string;
    fingerprint: string;
    /** Who works on it; only the holder may write the reply. */
    holder: string;
    started_at: Date;
    leased_until: Date;
    status: ColumnType<number | null, number | null | undefined, number | null>;
    reply: ColumnType<string | null, string | null | undefined, string | null>;
  };
}
