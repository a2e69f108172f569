import type { Role } from "@firstring/contract/schemas/role.ts";
import type { PersonId, TenantId } from "../lib/ids.ts";

/** What a request or a socket shows to say who it is. */
export type Credentials = { bearer?: string; apiKey?: string };

/** Who is asking. An API key may stand for its tenant without a person; then `scopes` say what it may do. */
export type SignedIn = {
  tenant: TenantId;
  person?: { id: PersonId; role: Role; email: string; name: string; session: string };
  scopes?: readonly string[];
};

export interface Authenticator {
  /** @throws Refusal 401 when the credentials are missing, wrong, expired or revoked. */
  authenticate(credentials: Credentials): Promise<SignedIn>;
}
