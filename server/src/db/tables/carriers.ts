import type { Generated } from "kysely";

export interface CarrierTables {
  observed_agents: {
    tenant_id: string;
    id: string;
    provider: "vapi" | "retell" | "telnyx";
    external_id: string;
    name: string;
    created_at: Date;
    updated_at: Date;
  };
  sync_progress: {
    tenant_id: string;
    provider: "vapi" | "retell";
    agent: string;
    cursor: string | null;
    /** bigint, as text. */
    complete_until: string | number;
    calls_synced: Generated<number>;
    calls_updated: Generated<number>;
    errors: Generated<number>;
    running_since: Date | null;
    updated_at: Date;
  };
  dial_attempts: {
    tenant_id: string;
    call_id: string;
    provider: string;
    to_number: string;
    from_number: string;
    state: "intended" | "placed" | "refused" | "unknown" | "lost";
    external_id: string | null;
    at: Date;
  };
}
