import type { CallId, PersonId, TenantId } from "../lib/ids.ts";

/** The customer of the business who is signed in to this conversation, if one is. */
export type CustomerOf = (tenant: TenantId, call: CallId) => Promise<{ person: PersonId; email: string } | undefined>;
