import { sql } from "kysely";
import type { Directory } from "./agents/directory.ts";
import { handoverOf, settingsOf } from "./businesses.ts";
import type { Db } from "./db/db.ts";
import type { CarrierParts, Host } from "./http/hooks/carrier-parts.ts";
import { type LivekitDesk, livekitDesk } from "./http/hooks/livekit.ts";
import { type RetellDesk, retellDesk } from "./http/hooks/retell.ts";
import { type TelnyxDesk, telnyxDesk } from "./http/hooks/telnyx.ts";
import type { TwilioDesk } from "./http/hooks/twilio.ts";
import type { Business } from "./http/hooks/twilio-parts.ts";
import { type VapiDesk, vapiDesk } from "./http/hooks/vapi.ts";
import type { TenantId } from "./lib/ids.ts";
import { type CallPlaced, type CallWish, placing } from "./place-call.ts";
import { type Sync, syncCalls } from "./sync-calls.ts";

/** Everything that carriers and voice providers tell, ask and are asked. */
export type Carriers = Readonly<{
  vapi: VapiDesk;
  retell: RetellDesk;
  telnyx: TelnyxDesk;
  livekit: LivekitDesk;
  sync: Sync;
  place(wish: CallWish): Promise<CallPlaced>;
  /** Dials whose answer was lost are asked about; now and then. */
  reconcile(): Promise<void>;
}>;

export type CarriersOf = Omit<CarrierParts, "host" | "agent"> &
  Readonly<{ db: Db; directory: Directory; twilio: TwilioDesk; business: (called: { tenant: TenantId }) => Promise<Business | undefined> }>;

export function carriers(of: CarriersOf): Carriers {
  const { db, directory, log, clock, credentials, engine, publicUrl, twilio, business } = of;

  const host = async (called: { number?: string; slug?: string; tenant?: TenantId }): Promise<Host | undefined> => {
    const found = await directory.answering({ channel: "vapi", ...called });
    if (found.is === "unknown_tenant") return undefined;
    const { id, slug, name, zone, languages } = found.tenant;
    const handOverTo = handoverOf(await settingsOf(db, id));
    return { tenant: id, slug, company: name, zone, language: languages[0] === "fr" ? "fr" : "en", ...(handOverTo !== undefined && { handOverTo }) };
  };
  const parts: CarrierParts = {
    ...of,
    host,
    async agent(tenant, number) {
      const found = await directory.answering({ channel: "vapi", tenant, ...(number && { number }) });
      return found.is === "found" && found.tenant.id === tenant ? found.agent : undefined;
    },
  };
  const telnyx = telnyxDesk(parts);
  const { place, reconcile } = placing({ db, engine, clock, publicUrl, credentials, business, ownNumbers, answers, twilio, telnyx });
  return {
    vapi: vapiDesk(parts),
    retell: retellDesk(parts),
    telnyx,
    livekit: livekitDesk({ ...parts, slugOf: async (tenant) => (await host({ tenant }))?.slug ?? tenant }),
    sync: syncCalls({ db, log, clock, credentials, host: (tenant) => host({ tenant }) }),
    place,
    reconcile,
  };

  async function answers(tenant: TenantId, agentId: string): Promise<boolean> {
    return (await directory.answering({ channel: "twilio", tenant, agentId })).is === "found";
  }

  async function ownNumbers(tenant: TenantId): Promise<readonly string[]> {
    const rows = await db.tenant(tenant, (tx) => tx.selectFrom("numbers").select(sql<string>`number`.as("number")).where("tenant_id", "=", tenant).execute());
    return rows.map(({ number }) => number);
  }
}
