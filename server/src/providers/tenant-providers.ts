import {
  type CarrierName,
  carrierNames,
  type ProviderConfig,
  requiredFields,
  secretFields,
  type TenantConfig,
} from "@firstring/contract/schemas/provider-config.ts";
import type { Db, Tx } from "../db/db.ts";
import { openEnvelope, sealInEnvelope } from "../lib/envelope.ts";
import type { TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import type { Seal } from "../lib/seal.ts";
import type { Clock } from "../ports/clock.ts";
import type { Credentials, Provider, ProviderCredentials } from "../ports/credentials.ts";
import type { Verdict } from "./dry-call.ts";

type Members = Readonly<Record<string, string>>;
type Change = Readonly<Record<string, string | null | undefined>>;
type Row = { secrets: string; verified_at: Date | null };
/** Written in the transaction of the change. */
export type WriteDown = (tx: Tx, target: string) => Promise<void>;

export type TenantProvidersParts = {
  db: Db;
  clock: Clock;
  seal: Seal;
  /** What the environment gives every business. */
  installation: Credentials;
  publicUrl: string;
  /** Asks the provider whether keys are good. */
  verify: (provider: Provider, given: Members) => Promise<Verdict>;
};
export type TenantProviders = ReturnType<typeof tenantProviders>;

/** The accounts at carriers that each business has of its own. */
export function tenantProviders({ db, clock, seal, installation, publicUrl, verify }: TenantProvidersParts) {
  const credentials: Credentials = async <P extends Provider>(tenant: TenantId, provider: P) => {
    const given = await installation(tenant, provider);
    const row = await db.tenant(tenant, (tx) => read(tx, tenant, provider));
    if (row === undefined) return given;
    // The address of the API is the operator's to say, never the tenant's.
    const base = given !== undefined && "baseUrl" in given && given.baseUrl !== undefined ? { baseUrl: given.baseUrl } : {};
    return { ...open(tenant, provider, row), ...base } as unknown as ProviderCredentials[P];
  };

  return {
    credentials,

    async config(tenant: TenantId): Promise<TenantConfig> {
      const { slug, rows } = await db.tenant(tenant, async (tx) => ({
        slug: (await tx.selectFrom("tenants").select("slug").where("id", "=", tenant).executeTakeFirstOrThrow()).slug,
        rows: await tx.selectFrom("tenant_providers").select(["provider", "secrets", "verified_at"]).where("tenant_id", "=", tenant).execute(),
      }));
      const shown = await Promise.all(
        carrierNames.map(
          async (name) =>
            [
              name,
              await show(
                tenant,
                name,
                rows.find(({ provider }) => provider === name),
              ),
            ] as const,
        ),
      );
      return { providers: Object.fromEntries(shown) as TenantConfig["providers"], webhooks: addresses(publicUrl, slug) };
    },

    /** @throws Refusal 422 when something is missing or the provider refuses the keys: nothing is kept then. */
    async set(tenant: TenantId, provider: CarrierName, change: Change, written: WriteDown): Promise<ProviderConfig> {
      const before = await db.tenant(tenant, (tx) => read(tx, tenant, provider));
      const members = merged(before === undefined ? {} : open(tenant, provider, before), change);
      if (Object.keys(members).length === 0) {
        await db.tenant(tenant, async (tx) => {
          await tx.deleteFrom("tenant_providers").where("tenant_id", "=", tenant).where("provider", "=", provider).execute();
          await written(tx, provider);
        });
        return show(tenant, provider, undefined);
      }
      const missing = requiredFields[provider].filter((field) => members[field] === undefined);
      if (missing.length > 0) throw new Refusal(422, "incomplete", `Still missing: ${missing.join(", ")}. Fill it in, or take everything away.`);
      const verdict = await verify(provider, members);
      if (verdict === "refused")
        throw new Refusal(422, "provider_refused", "The provider refuses these keys: copy them again from its console. Nothing was changed.");
      const row = {
        secrets: sealInEnvelope(seal, JSON.stringify(members), place(tenant, provider)),
        verified_at: verdict === "good" ? new Date(clock.nowMs()) : null,
      };
      await db.tenant(tenant, async (tx) => {
        const values = { ...row, updated_at: new Date(clock.nowMs()) };
        await tx
          .insertInto("tenant_providers")
          .values({ tenant_id: tenant, provider, ...values })
          .onConflict((clash) => clash.columns(["tenant_id", "provider"]).doUpdateSet(values))
          .execute();
        await written(tx, provider);
      });
      return show(tenant, provider, row);
    },
  };

  function open(tenant: TenantId, provider: Provider, { secrets }: Pick<Row, "secrets">): Members {
    return JSON.parse(openEnvelope(seal, secrets, place(tenant, provider))) as Members;
  }

  async function show(tenant: TenantId, provider: CarrierName, row: Row | undefined): Promise<ProviderConfig> {
    if (row === undefined) return { source: (await installation(tenant, provider)) === undefined ? "none" : "installation", fields: {}, verifiedAt: null };
    const fields = Object.entries(open(tenant, provider, row)).map(([name, value]) => [name, secretFields[provider].includes(name) ? masked(value) : value]);
    return { source: "own", fields: Object.fromEntries(fields) as Members, verifiedAt: row.verified_at?.toISOString() ?? null };
  }
}

/** tenant, table, column, row: sealed text opens nowhere else. */
const place = (tenant: TenantId, provider: Provider): string => `${tenant}/tenant_providers/secrets/${provider}`;

const read = (tx: Tx, tenant: TenantId, provider: Provider): Promise<Row | undefined> =>
  tx.selectFrom("tenant_providers").select(["secrets", "verified_at"]).where("tenant_id", "=", tenant).where("provider", "=", provider).executeTakeFirst();

/** What is left out stays, null takes away. */
function merged(before: Members, change: Change): Members {
  const after = Object.entries({ ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) });
  return Object.fromEntries(after.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** First and last four; too short a secret would be given away by them. */
const masked = (secret: string): string => (secret.length < 16 ? "••••" : `${secret.slice(0, 4)}…${secret.slice(-4)}`);

function addresses(publicUrl: string, slug: string): TenantConfig["webhooks"] {
  const events = carrierNames.map((provider) => ({ provider, use: "events" as const, url: `${publicUrl}/webhooks/${provider}/${slug}` }));
  return [
    ...events,
    { provider: "vapi", use: "model", url: `${publicUrl}/llm/vapi/${slug}/chat/completions` },
    { provider: "retell", use: "model", url: `${publicUrl.replace(/^http/, "ws")}/llm/retell/${slug}/SECRET` },
  ];
}
