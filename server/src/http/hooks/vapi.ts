import { CALLER, MICRO_CENTS } from "@firstring/contract/call/event.ts";
import { genuine } from "../../channels/vapi/genuine.ts";
import { read, type VapiTold } from "../../channels/vapi/wire.ts";
import { observe } from "../../engine/observe.ts";
import { type CallId, idOf } from "../../lib/ids.ts";
import { factsOf, type ObservedCall } from "../../lib/observed-call.ts";
import { Refusal } from "../../lib/refusal.ts";
import type { HookReply, HookRequest } from "../hook.ts";
import type { CarrierParts, Host } from "./carrier-parts.ts";
import { OutsideTools } from "./outside-tools.ts";
import { onceKept } from "./provider-inbox.ts";
import { assistantOf } from "./vapi-assistant.ts";
import { vapiModel } from "./vapi-model.ts";

/** Answers Vapi: its server messages, and its questions to our custom model. */
export type VapiDesk = {
  /** @throws Refusal 400 not a server message, 401 unsigned, 403 wrongly signed; nothing is kept then. */
  receive(request: HookRequest, slug: string): Promise<HookReply>;
  complete: ReturnType<typeof vapiModel>["complete"];
  reconnect: ReturnType<typeof vapiModel>["reconnect"];
};

export const vapiCallId = (tenant: string, external: string): CallId => idOf<CallId>("vapi", tenant, external);

export function vapiDesk(of: CarrierParts): VapiDesk {
  const tools = new OutsideTools(of.tools);
  const model = vapiModel(of);
  return {
    ...model,
    async receive(request, slug) {
      const raw = request.raw.toString("utf8");
      const told = read(raw);
      if (told === undefined) throw new Refusal(400, "invalid", "Send a server message of a call, as Vapi does.");
      const host = await of.host({ slug, ...(told.ours !== "" && { number: told.ours }) });
      if (host === undefined) throw new Refusal(404, "unknown_tenant", "No business answers at this address: paste the address that Settings shows.");
      const unsigned = await refuseForged(request, host);
      const key = { tenant: host.tenant, provider: "vapi", eventId: told.key };
      const reply = await onceKept(of, key, { body: raw, ...(unsigned && { unsigned: true }) }, () => effect(told, host, raw, request.signal));
      return { status: 200, type: "application/json", body: JSON.stringify(reply) };
    },
  };

  /** True when the request is unsigned and that is allowed here. */
  async function refuseForged(request: HookRequest, { tenant }: Host): Promise<boolean> {
    const secret = (await of.credentials(tenant, "vapi"))?.webhookSecret;
    if (secret === undefined) {
      if (of.production) throw new Refusal(401, "unsigned", "Set this business's Vapi webhook secret first: unsigned requests are not taken.");
      return true;
    }
    const is = genuine(request.headers, request.raw, secret, of.clock.nowMs());
    if (is === "missing") throw new Refusal(401, "unsigned", "The signature is missing: set the server's credential at Vapi.");
    if (is === "wrong") throw new Refusal(403, "wrong_signature", "The signature does not fit: check the webhook secret, and this server's clock.");
    return false;
  }

  async function effect(told: VapiTold, host: Host, raw: string, signal: AbortSignal): Promise<object> {
    const call = vapiCallId(host.tenant, told.call);
    if (told.type === "assistant-request") return assistantOf(host, await of.agent(host.tenant, told.ours), of.publicUrl);
    if (told.type === "tool-calls" || told.type === "function-call") return { results: await useTools(told, host, call, raw, signal) };
    if (told.type === "transfer-destination-request")
      return host.handOverTo === undefined ? { error: "Nobody is available." } : { destination: { type: "number", number: host.handOverTo } };
    if (told.observed !== undefined) await take(told.observed, host, call, told.isOurs);
    return {};
  }

  async function useTools(told: VapiTold, host: Host, call: CallId, raw: string, signal: AbortSignal): Promise<object[]> {
    const agent = await of.agent(host.tenant, told.ours);
    if (agent === undefined) return told.tools.map(({ id, name }) => ({ toolCallId: id, name, error: "No agent of this business is in service." }));
    const { lastSaid, caller } = contextOf(raw);
    const results: object[] = [];
    for (const { id, name, input } of told.tools) {
      const nowMs = of.clock.nowMs();
      const result = await tools.run({ tenant: host.tenant, call, agent, channel: "vapi", caller, id, name, input, lastSaid, nowMs, signal });
      results.push({ toolCallId: id, name, ...result });
    }
    return results;
  }

  async function take(observed: ObservedCall, host: Host, call: CallId, isOurs: boolean): Promise<void> {
    if (!isOurs) {
      const done = await observe(of.log, host.tenant, call, factsOf(observed, host));
      if (done.is === "recorded") return;
    }
    await conclude(of, host, call, observed, model.reconnect);
  }
}

/** Our own agent conducts the call: the provider knows when the line went, and what it cost. */
export async function conclude(
  { engine }: CarrierParts,
  { tenant }: Host,
  call: CallId,
  { provider, external, hungUp, ended, costCents }: ObservedCall,
  reconnect: Parameters<CarrierParts["engine"]["resume"]>[2],
): Promise<void> {
  const gone = ended ?? hungUp;
  const running = gone === undefined && costCents === undefined ? undefined : await engine.resume(tenant, call, reconnect);
  if (running?.tenant !== tenant) return;
  const cause = `${provider} ${external}:gone`;
  if (costCents !== undefined) running.report({ event: { type: "call.charged", by: provider, microCents: Math.round(costCents * MICRO_CENTS) }, cause });
  if (gone !== undefined) running.report({ event: { type: "leg.ended", leg: CALLER, why: gone.why }, cause });
  await running.durable();
}

function contextOf(raw: string): { lastSaid: string; caller: string } {
  const { message } = JSON.parse(raw) as {
    message: { artifact?: { messages?: { role?: string; message?: string }[] }; customer?: { number?: string }; call?: { customer?: { number?: string } } };
  };
  const said = message.artifact?.messages ?? [];
  return { lastSaid: said.findLast(({ role }) => role === "user")?.message ?? "", caller: message.customer?.number ?? message.call?.customer?.number ?? "" };
}
