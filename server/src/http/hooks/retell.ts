import { observedOf, type RetellTold, read } from "../../channels/retell/wire.ts";
import { observe } from "../../engine/observe.ts";
import { type CallId, idOf } from "../../lib/ids.ts";
import { factsOf } from "../../lib/observed-call.ts";
import { Refusal } from "../../lib/refusal.ts";
import type { HookReply, HookRequest } from "../hook.ts";
import type { CarrierParts, Host } from "./carrier-parts.ts";
import { OutsideTools } from "./outside-tools.ts";
import { onceKept } from "./provider-inbox.ts";
import { retellModel } from "./retell-model.ts";
import { conclude } from "./vapi.ts";

/** Answers Retell: its webhooks, custom functions, and the socket of our custom model. */
export type RetellDesk = {
  /** @throws Refusal 400 not Retell's, 401 unsigned, 403 wrongly signed; nothing is kept then. */
  receive(request: HookRequest, slug: string): Promise<HookReply>;
  model: ReturnType<typeof retellModel>;
};

export const retellCallId = (tenant: string, external: string): CallId => idOf<CallId>("retell", tenant, external);

export function retellDesk(of: CarrierParts): RetellDesk {
  const tools = new OutsideTools(of.tools);
  const model = retellModel(of);
  return {
    model,
    async receive(request, slug) {
      const raw = request.raw.toString("utf8");
      const told = read(raw);
      if (told === undefined) throw new Refusal(400, "invalid", "Send a webhook or a custom function, as Retell does.");
      const ours = "ours" in told ? told.ours : "";
      const host = await of.host({ slug, ...(ours !== "" && { number: ours }) });
      if (host === undefined) throw new Refusal(404, "unknown_tenant", "No business answers at this address: paste the address that Settings shows.");
      const unsigned = await refuseForged(request, raw, host);
      const key = { tenant: host.tenant, provider: "retell", eventId: told.key };
      const reply = await onceKept(of, key, { body: raw, ...(unsigned && { unsigned: true }) }, () => effect(told, host, raw, request.signal));
      return { status: 200, type: "application/json", body: JSON.stringify(reply) };
    },
  };

  /** True when the request is unsigned and that is allowed here. */
  async function refuseForged({ headers }: HookRequest, raw: string, { tenant }: Host): Promise<boolean> {
    const account = await of.credentials(tenant, "retell");
    if (account === undefined) {
      if (of.production) throw new Refusal(401, "unsigned", "Set this business's Retell API key first: unsigned requests are not taken.");
      return true;
    }
    const signature = headers["x-retell-signature"];
    if (typeof signature !== "string" || signature === "") throw new Refusal(401, "unsigned", "X-Retell-Signature is missing.");
    const { default: Retell } = await import("retell-sdk");
    // A promise is truthy: without `await` every forgery would pass.
    if (!(await Retell.verify(raw, account.apiKey, signature)))
      throw new Refusal(403, "wrong_signature", "The signature does not fit: use the API key that carries the webhook badge, and check this server's clock.");
    return false;
  }

  async function effect(told: RetellTold, host: Host, raw: string, signal: AbortSignal): Promise<object | string> {
    switch (told.is) {
      case "call": {
        const call = retellCallId(host.tenant, told.call);
        const done = await observe(of.log, host.tenant, call, factsOf(told.observed, host));
        if (done.is === "ours") await conclude(of, host, call, told.observed, model.reconnect);
        return {};
      }
      case "inbound":
        return { call_inbound: { dynamic_variables: { company: host.company }, metadata: { tenant: host.slug } } };
      case "tool": {
        const agent = await of.agent(host.tenant, told.ours);
        if (agent === undefined) return { error: "No agent of this business is in service." };
        const { call } = JSON.parse(raw) as { call: Record<string, unknown> };
        const seen = observedOf(call);
        const lastSaid = seen.said.findLast(({ who }) => who === "caller")?.text ?? "";
        const caller = seen.direction === "inbound" ? seen.from : seen.to;
        const { name, input, key } = told;
        const nowMs = of.clock.nowMs();
        return tools.run({
          tenant: host.tenant,
          call: retellCallId(host.tenant, told.call),
          agent,
          channel: "retell",
          caller,
          id: key,
          name,
          input,
          lastSaid,
          nowMs,
          signal,
        });
      }
      case "other":
        return {};
      default:
        return told satisfies never;
    }
  }
}
