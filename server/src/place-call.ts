import type { ChannelName } from "@firstring/contract/call/event.ts";
import { CALLER } from "@firstring/contract/call/event.ts";
import { sql } from "kysely";
import { retellAccount } from "./channels/retell/account.ts";
import { telnyxCommands } from "./channels/telnyx/commands.ts";
import { callsTo } from "./channels/twilio/dial.ts";
import { vapiAccount } from "./channels/vapi/account.ts";
import type { Db } from "./db/db.ts";
import type { CarrierTables } from "./db/tables/carriers.ts";
import type { Connect, Engine } from "./engine/engine.ts";
import { retellCallId } from "./http/hooks/retell.ts";
import { type TelnyxDesk, telnyxState } from "./http/hooks/telnyx.ts";
import type { TwilioDesk } from "./http/hooks/twilio.ts";
import { reasons } from "./http/hooks/twilio-call.ts";
import type { Business } from "./http/hooks/twilio-parts.ts";
import { vapiCallId } from "./http/hooks/vapi.ts";
import { destination } from "./lib/destination.ts";
import { type CallId, idOf, type TenantId } from "./lib/ids.ts";
import { Refusal } from "./lib/refusal.ts";
import type { Clock } from "./ports/clock.ts";
import type { Credentials } from "./ports/credentials.ts";

export type DialProvider = Extract<ChannelName, "twilio" | "telnyx" | "vapi" | "retell">;
export type CallWish = Readonly<{
  tenant: TenantId;
  to: string;
  from?: string;
  agentId?: string;
  channel?: DialProvider;
  detectMachine: boolean;
  /** The same wish twice is one call. */
  wish: string;
}>;
export type CallPlaced = { id: string; from: string; to: string; channel: DialProvider; status: "INITIATED" | "UNKNOWN" };

export type Placing = Readonly<{
  db: Db;
  engine: Engine;
  clock: Clock;
  publicUrl: string;
  credentials: Credentials;
  business: (called: { tenant: TenantId }) => Promise<Business | undefined>;
  ownNumbers: (tenant: TenantId) => Promise<readonly string[]>;
  /** Whether this agent is the business's own and in service. */
  answers: (tenant: TenantId, agentId: string) => Promise<boolean>;
  twilio: Pick<TwilioDesk, "call" | "reconnect">;
  telnyx: Pick<TelnyxDesk, "reconnect">;
}>;

/** What a business may dial by hand: a stolen key or a loop empties no account. Campaigns have caps of their own. */
export const dialCaps = {
  /** People press a dial pad, they do not drum on it. */
  perMinute: 10,
  /** A busy front desk calls back some hundred people a day. */
  perDay: 300,
  /** The same number again and again is harassment, or a mistake. */
  perNumberPerHour: 5,
} as const;

/** After this long without a word of a call whose dial was unclear, it is taken for never placed. */
const GIVE_UP_MS = 5 * 60_000;
/** Status callbacks come first; then the carrier is asked. */
const ASK_AFTER_MS = 20_000;

/**
 * Calls somebody by an agent: the wish is written down, then judged, then one request goes to the carrier, and never a second.
 * @throws Refusal 422 where the number may not be called, 429 over a cap, 503 without an account
 */
export function placing(of: Placing) {
  const { db, engine, clock, credentials } = of;
  return { place, reconcile };

  async function place(order: CallWish): Promise<CallPlaced> {
    const { tenant } = order;
    const business = await of.business({ tenant });
    if (business === undefined) throw new Refusal(404, "not_found", "There is no such business.");
    if (order.agentId !== undefined && !(await of.answers(tenant, order.agentId)))
      throw new Refusal(422, "unknown_agent", "Choose one of your agents that is in service, or none for the default one.");
    const allowed = destination(order.to, business.countries);
    if (allowed.is === "refused") throw new Refusal(422, "destination_refused", reasons[allowed.why], { reason: allowed.why });
    const channel = order.channel ?? (await firstConfigured(tenant));
    const from = await fromOf(order, business, channel);
    const id = idOf<CallId>("wish", tenant, order.wish);
    const before = await intend(tenant, { call_id: id, provider: channel, to_number: allowed.number, from_number: from });
    if (before !== undefined) return placedOf(before, tenant);
    const outcome = await dialOnce(order, channel, { id, from, to: allowed.number, business }).catch(async (problem: unknown) => {
      await settle(tenant, id, "refused", undefined);
      throw problem;
    });
    await settle(tenant, id, outcome.is, outcome.external);
    return { id: outcome.call, from, to: allowed.number, channel, status: outcome.is === "placed" ? "INITIATED" : "UNKNOWN" };
  }

  async function firstConfigured(tenant: TenantId): Promise<DialProvider> {
    if ((await credentials(tenant, "twilio")) !== undefined) return "twilio";
    if ((await credentials(tenant, "telnyx")) !== undefined) return "telnyx";
    if ((await credentials(tenant, "vapi"))?.apiKey !== undefined) return "vapi";
    if ((await credentials(tenant, "retell")) !== undefined) return "retell";
    throw new Refusal(503, "not_configured", "Set up a carrier first: Twilio, Telnyx, Vapi or Retell.");
  }

  /** Only a number that is the business's own is shown to whom it calls. */
  async function fromOf({ tenant, from }: CallWish, { callsFrom, phone }: Business, channel: DialProvider): Promise<string> {
    const account = channel === "vapi" ? undefined : await credentials(tenant, channel);
    const usual = (account !== undefined && "from" in account ? account.from : undefined) ?? callsFrom ?? phone;
    if (from !== undefined && from !== usual && from !== phone && !(await of.ownNumbers(tenant)).includes(from))
      throw new Refusal(422, "not_your_number", "Call from one of the business's own numbers: add it under Numbers first.");
    const chosen = from ?? usual;
    if (chosen === "" && channel !== "vapi") throw new Refusal(503, "not_configured", "Set the number that outgoing calls come from.");
    return chosen;
  }

  /** Written before the carrier is asked, under the caps. Gives the attempt that is there already, if the wish was known. */
  async function intend(
    tenant: TenantId,
    row: Pick<CarrierTables["dial_attempts"], "call_id" | "provider" | "to_number" | "from_number">,
  ): Promise<CarrierTables["dial_attempts"] | undefined> {
    return db.tenant(tenant, async (tx) => {
      // One at a time in a business, so that the counts are what they say.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`dial ${tenant}`}, 0))`.execute(tx);
      const all = tx.selectFrom("dial_attempts").where("tenant_id", "=", tenant);
      const known = await all.selectAll().where("call_id", "=", row.call_id).executeTakeFirst();
      if (known !== undefined) return known;
      const nowMs = clock.nowMs();
      const since = async (ms: number, to?: string): Promise<number> => {
        const recent = all.where("at", ">", new Date(nowMs - ms));
        const counted = to === undefined ? recent : recent.where("to_number", "=", to);
        return Number((await counted.select(({ fn }) => fn.countAll<string>().as("n")).executeTakeFirstOrThrow()).n);
      };
      if ((await since(60_000)) >= dialCaps.perMinute) throw tooMany("minute", 60_000);
      if ((await since(86_400_000)) >= dialCaps.perDay) throw tooMany("day", 3_600_000);
      if ((await since(3_600_000, row.to_number)) >= dialCaps.perNumberPerHour) throw tooMany("number", 3_600_000);
      await tx
        .insertInto("dial_attempts")
        .values({ tenant_id: tenant, ...row, state: "intended", external_id: null, at: new Date(nowMs) })
        .execute();
      return undefined;
    });
  }

  type Dialling = { id: CallId; from: string; to: string; business: Business };
  type Outcome = { is: "placed" | "unknown"; call: string; external: string | undefined };

  async function dialOnce(order: CallWish, channel: DialProvider, { id, from, to, business }: Dialling): Promise<Outcome> {
    const { tenant, agentId, detectMachine } = order;
    switch (channel) {
      case "twilio": {
        const placed = await of.twilio.call({ tenant, to, from, callId: id, detectMachine, ...(agentId !== undefined && { agentId }) });
        return { is: placed.status === "dialled" ? "placed" : "unknown", call: id, external: placed.external };
      }
      case "telnyx": {
        const account = await credentials(tenant, "telnyx");
        if (account?.connectionId === undefined) throw new Refusal(503, "not_configured", "Set TELNYX_API_KEY and TELNYX_CONNECTION_ID to place calls.");
        const arrival = { tenant, channel, direction: "outbound", from, to, callId: id, ...(agentId !== undefined && { agentId }) } as const;
        const running = await engine.arrive(arrival, of.telnyx.reconnect);
        await running.durable(); // a call that rings and is not in the log would be nobody's
        const webhookUrl = `${of.publicUrl}/webhooks/telnyx/${business.slug}`;
        const dialled = await telnyxCommands(account).dial({
          to,
          from,
          clientState: telnyxState(id),
          commandId: id,
          webhookUrl,
          ringSeconds: 30,
          detectMachine,
        });
        if (dialled.is === "refused") {
          running.report({ event: { type: "leg.ended", leg: CALLER, why: "failed" } });
          throw new Refusal(422, "carrier_refused", `The carrier would not place the call: ${dialled.message}`);
        }
        return { is: dialled.is === "dialled" ? "placed" : "unknown", call: id, external: dialled.is === "dialled" ? dialled.control : undefined };
      }
      case "retell": {
        const account = await credentials(tenant, "retell");
        if (account === undefined) throw new Refusal(503, "not_configured", "Set a Retell API key to place calls.");
        const retell = await retellAccount(account);
        return outside(
          () => retell.dial({ to, from, metadata: { firstring: id } }),
          id,
          (external) => retellCallId(tenant, external),
        );
      }
      case "vapi": {
        const account = await credentials(tenant, "vapi");
        if (account?.apiKey === undefined || account.phoneNumberId === undefined)
          throw new Refusal(503, "not_configured", "Set VAPI_API_KEY and VAPI_PHONE_NUMBER_ID to place calls.");
        const vapi = await vapiAccount(account);
        const model = { provider: "custom-llm", url: `${of.publicUrl}/llm/vapi/${business.slug}`, model: "firstring", metadataSendMode: "variable" };
        const assistant = { assistant: { model, server: { url: `${of.publicUrl}/webhooks/vapi/${business.slug}` }, metadata: { firstring: id } } };
        return outside(
          () => vapi.dial({ to, phoneNumberId: account.phoneNumberId ?? "", assistant }),
          id,
          (external) => vapiCallId(tenant, external),
        );
      }
    }
  }

  /** These name their calls themselves: until they have, the wish's own id stands for it. */
  async function outside(dial: () => Promise<string>, id: CallId, named: (external: string) => CallId): Promise<Outcome> {
    try {
      const external = await dial();
      return { is: "placed", call: named(external), external };
    } catch (problem) {
      const { status, statusCode, message } = problem as { status?: number; statusCode?: number; message: string };
      const answered = status ?? statusCode;
      if (answered !== undefined && answered >= 400 && answered < 500 && answered !== 408 && answered !== 409)
        throw new Refusal(422, "carrier_refused", `The provider would not place the call: ${message}`);
      return { is: "unknown", call: id, external: undefined };
    }
  }

  async function settle(tenant: TenantId, id: string, state: CarrierTables["dial_attempts"]["state"], external: string | undefined): Promise<void> {
    await db.tenant(tenant, async (tx) => {
      const set = { state, ...(external !== undefined && { external_id: external }) };
      await tx.updateTable("dial_attempts").set(set).where("tenant_id", "=", tenant).where("call_id", "=", id).execute();
    });
  }

  /** Dials whose answer was lost: the carrier is asked what became of them. Nobody is dialled again. */
  async function reconcile(): Promise<void> {
    const nowMs = clock.nowMs();
    const unclear = await db.worker((tx) =>
      tx
        .selectFrom("dial_attempts")
        .selectAll()
        .where("state", "in", ["intended", "unknown"])
        .where("at", "<", new Date(nowMs - ASK_AFTER_MS))
        .orderBy("at")
        .limit(50)
        .execute(),
    );
    for (const attempt of unclear) {
      const tenant = attempt.tenant_id as TenantId;
      const found = attempt.provider === "twilio" ? await askTwilio(tenant, attempt) : undefined;
      if (found !== undefined) await settle(tenant, attempt.call_id, "placed", found);
      else if (nowMs - attempt.at.getTime() > GIVE_UP_MS) await giveUp(tenant, attempt);
    }
  }

  async function askTwilio(tenant: TenantId, { to_number, from_number, at }: CarrierTables["dial_attempts"]): Promise<string | undefined> {
    const account = await credentials(tenant, "twilio");
    if (account === undefined) return undefined;
    const { baseUrl, ...keys } = account;
    const calls = await callsTo(to_number, at.getTime() - 5_000, { ...keys, ...(baseUrl !== undefined && { apiUrl: baseUrl }) }).catch(() => []);
    const taken = await db.tenant(tenant, (tx) =>
      tx
        .selectFrom("dial_attempts")
        .select("external_id")
        .where("tenant_id", "=", tenant)
        .where("to_number", "=", to_number)
        .where("external_id", "is not", null)
        .execute(),
    );
    return calls.find(({ sid, from }) => from === from_number && !taken.some(({ external_id }) => external_id === sid))?.sid;
  }

  async function giveUp(tenant: TenantId, { call_id: id, provider }: CarrierTables["dial_attempts"]): Promise<void> {
    const connect: Connect | undefined = provider === "twilio" ? of.twilio.reconnect : provider === "telnyx" ? of.telnyx.reconnect : undefined;
    const running = connect && (await engine.resume(tenant, id as CallId, connect));
    // Somebody answered after all: the callbacks told.
    if (running !== undefined && running.state().legs[CALLER]?.is === "up") return settle(tenant, id, "placed", undefined);
    running?.report({ event: { type: "leg.ended", leg: CALLER, why: "failed" } });
    await settle(tenant, id, "lost", undefined);
  }
}

const tooMany = (what: "minute" | "day" | "number", retryAfterMs: number): Refusal =>
  new Refusal(429, "dial_cap", `Too many calls in this ${what === "number" ? "hour to this number" : what}: wait, then try again.`, {
    cap: what,
    retryAfterMs,
  });

function placedOf(row: CarrierTables["dial_attempts"], tenant: TenantId): CallPlaced {
  const { call_id: own, provider, from_number: from, to_number: to, state, external_id: external } = row;
  if (state === "refused" || state === "lost")
    throw new Refusal(409, "already_tried", "This call was tried and did not come about: send a new Idempotency-Key to try again.");
  const id = external === null ? own : provider === "retell" ? retellCallId(tenant, external) : provider === "vapi" ? vapiCallId(tenant, external) : own;
  return { id, from, to, channel: provider as DialProvider, status: state === "placed" ? "INITIATED" : "UNKNOWN" };
}
