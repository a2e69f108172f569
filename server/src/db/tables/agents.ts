import type { Generated, JSONColumnType } from "kysely";

export interface AgentTables {
  agents: {
    tenant_id: string;
    id: string;
    slug: string;
    name: string;
    active: Generated<boolean>;
    revision: number;
    created_at: Date;
    updated_at: Date;
    deleted_at: Date | null;
  };
  agent_revisions: {
    tenant_id: string;
    agent_id: string;
    revision: number;
    definition: JSONColumnType<object>;
    saved_at: Date;
    saved_by: string | null;
  };
  numbers: {
    tenant_id: string;
    id: string;
    number: string;
    agent_id: string | null;
    channel: string;
    label: Generated<string>;
    line: Generated<string>;
    verified_at: Date | null;
    created_at: Date;
  };
  knowledge: {
    tenant_id: string;
    id: string;
    kind: "faq" | "document";
    question: string;
    answer: string;
    language: "en" | "fr";
    source: Generated<string>;
    created_at: Date;
    updated_at: Date;
    /** bigint: pg gives it as a string. */
    changed: Generated<string>;
  };
}
