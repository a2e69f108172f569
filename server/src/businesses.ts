import { type NumberLine, numberLine } from "@firstring/contract/schemas/number.ts";
import type { CalledTenant, Directory } from "./agents/directory.ts";
import type { Db } from "./db/db.ts";
import type { Business } from "./http/hooks/twilio-parts.ts";
import type { TenantId } from "./lib/ids.ts";
import type { Credentials, ProviderCredentials } from "./ports/credentials.ts";

/** Where a tenant's calls may go unless it says otherwise (ISO 3166): home and its neighbour, never the dear rest. */
const COUNTRIES = ["CA", "US"];

/** A business as a carrier's request finds it: by the number called, else by its slug, else by its id. */
export function businesses(db: Db, directory: Directory, credentials: Credentials) {
  const lineOf = async (tenant: TenantId, number: string): Promise<NumberLine> => {
    const row = await db.tenant(tenant, (tx) =>
      tx.selectFrom("numbers").select("line").where("tenant_id", "=", tenant).where("number", "=", number).executeTakeFirst(),
    );
    return numberLine.catch("gather").parse(row?.line);
  };
  return async (called: { number?: string; slug?: string; tenant?: TenantId }): Promise<Business | undefined> => {
    const found = await directory.answering({ channel: "twilio", ...called });
    if (found.is === "unknown_tenant") return undefined;
    const { id } = found.tenant;
    const line = called.number === undefined ? "gather" : await lineOf(id, called.number);
    return { ...businessOf(found.tenant, await settingsOf(db, id), await credentials(id, "twilio")), line };
  };
}

/** The settings that people change, as they are now. */
export async function settingsOf(db: Db, tenant: TenantId): Promise<Record<string, unknown>> {
  const row = await db.tenant(tenant, (tx) => tx.selectFrom("tenants").select("settings").where("id", "=", tenant).executeTakeFirst());
  return row?.settings ?? {};
}

/** Where a caller who wants a person is put through to (E164), if anywhere. */
export const handoverOf = (settings: Record<string, unknown>): string | undefined => textOf(settings["handoverNumber"]);

function businessOf(
  { id, slug, phone, languages }: CalledTenant,
  settings: Record<string, unknown>,
  twilio: ProviderCredentials["twilio"] | undefined,
): Omit<Business, "line"> {
  const handOverTo = handoverOf(settings);
  const countries = settings["callCountries"];
  return {
    tenant: id,
    slug,
    language: languages[0] === "fr" ? "fr" : "en",
    phone,
    countries: Array.isArray(countries) ? countries.filter((country) => typeof country === "string") : COUNTRIES,
    ...(handOverTo !== undefined && { handOverTo }),
    ...(twilio !== undefined && {
      account: { accountSid: twilio.accountSid, authToken: twilio.authToken, ...(twilio.baseUrl !== undefined && { apiUrl: twilio.baseUrl }) },
    }),
    ...(twilio?.from && { callsFrom: twilio.from }),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
