import type { Role } from "@firstring/contract/schemas/role.ts";
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { PersonId, TenantId } from "../../lib/ids.ts";

type At = ColumnType<Date, Date, Date>;
type SometimesAt = ColumnType<Date | null, Date | null, Date | null>;

export interface PeopleTables {
  persons: {
    id: PersonId;
    email: string;
    name: string;
    phone: string | null;
    language: Generated<"en" | "fr">;
    password_hash: string;
    totp_secret: string | null;
    totp_on: Generated<boolean>;
    totp_step: ColumnType<string, number | undefined, number>;
    totp_recovery: Generated<string[]>;
    created_at: At;
  };
  memberships: { tenant_id: TenantId; person_id: PersonId; role: Role; created_at: At };
  sessions: {
    tenant_id: TenantId;
    id: string;
    person_id: PersonId;
    ip: string;
    created_at: At;
    used_at: At;
    expires_at: At;
    revoked_at: SometimesAt;
    revoked_why: RevokedWhy | null;
  };
  refresh_tokens: { tenant_id: TenantId; hash: string; session_id: string; created_at: At; used_at: SometimesAt };
  api_keys: {
    tenant_id: TenantId;
    id: string;
    name: string;
    prefix: string;
    hash: string;
    scopes: KeyScope[];
    created_by: PersonId | null;
    created_at: At;
    expires_at: SometimesAt;
    used_at: SometimesAt;
    revoked_at: SometimesAt;
  };
  invitations: {
    tenant_id: TenantId;
    id: string;
    email: string;
    role: Role;
    hash: string;
    invited_by: PersonId | null;
    created_at: At;
    expires_at: At;
    accepted_at: SometimesAt;
    revoked_at: SometimesAt;
  };
  password_resets: { hash: string; person_id: PersonId; created_at: At; expires_at: At; used_at: SometimesAt };
  passkeys: {
    id: string;
    person_id: PersonId;
    credential_id: string;
    public_key: Buffer;
    counter: ColumnType<string, number, number>;
    transports: string[];
    name: string;
    created_at: At;
    last_used_at: SometimesAt;
  };
  passkey_challenges: { hash: string; person_id: PersonId | null; expires_at: At };
  attempts: { key: string; at: Date[]; last_at: At };
  audit: {
    tenant_id: TenantId;
    id: string;
    at: At;
    person_id: PersonId | null;
    actor: string;
    action: string;
    target: string;
    details: JSONColumnType<Record<string, unknown>>;
    ip: string;
  };
}

export type RevokedWhy = "signed_out" | "reuse" | "password" | "by_person";
export type KeyScope = "read" | "write";
