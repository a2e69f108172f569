import { CALLER } from "@firstring/contract/call/event.ts";
import { dial } from "../../channels/twilio/dial.ts";
import { type Destination, destination } from "../../lib/destination.ts";
import { type CallId, newId, type TenantId } from "../../lib/ids.ts";
import { Refusal } from "../../lib/refusal.ts";
import { gatherLines } from "./twilio-line.ts";
import type { TwilioParts } from "./twilio-parts.ts";

export type OutboundOrder = Readonly<{
  tenant: TenantId;
  to: string;
  agentId?: string;
  /** One of the business's own numbers (E164). */
  from?: string;
  /** Known beforehand where the wish was written down first. */
  callId?: CallId;
  detectMachine?: boolean;
}>;
export type Placed = { callId: CallId; from: string; to: string; status: "dialled" | "unknown"; external?: string };

/**
 * Has an agent call a number, once: a carrier that gives no clear answer is not asked again.
 * @throws Refusal 422 for a number that may not be called or that the carrier refuses, 503 without an account
 */
export async function placeCall({ engine, clock, logger, publicUrl, business }: TwilioParts, order: OutboundOrder): Promise<Placed> {
  const { tenant, to: wanted, agentId } = order;
  const caller = await business({ tenant });
  if (caller?.account === undefined) throw new Refusal(503, "not_configured", "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN to place calls.");
  const from = order.from ?? caller.callsFrom ?? caller.phone;
  if (from === "") throw new Refusal(503, "not_configured", "Set TWILIO_FROM, or the business's number, to place calls.");
  const allowed = destination(wanted, caller.countries);
  if (allowed.is === "refused") throw new Refusal(422, "destination_refused", reasons[allowed.why], { reason: allowed.why });
  const to = allowed.number;
  const callId = order.callId ?? newId<CallId>(clock.nowMs());
  const running = await engine.arrive(
    { tenant, channel: "twilio", direction: "outbound", from, to, callId, ...(agentId !== undefined && { agentId }) },
    gatherLines(() => engine, clock),
  );
  await running.durable(); // a call that rings and is not in the log would be nobody's
  const address = `${publicUrl}/webhooks/twilio/${caller.slug}?call=${callId}`;
  const dialled = await dial({ to, from, address, ringSeconds: RING_SECONDS, detectMachine: order.detectMachine === true }, caller.account);
  if (dialled.is === "refused") {
    running.report({ event: { type: "leg.ended", leg: CALLER, why: "failed" } });
    throw new Refusal(422, "carrier_refused", `The carrier would not place the call: ${dialled.message}`, { carrierCode: dialled.code });
  }
  if (dialled.is === "unknown") logger.warn({ call: callId, err: dialled.message }, "the carrier gave no clear answer to a dial; it is not repeated");
  return { callId, from, to, status: dialled.is, ...(dialled.is === "dialled" && { external: dialled.callSid }) };
}

const RING_SECONDS = 30;
export const reasons: Record<Extract<Destination, { is: "refused" }>["why"], string> = {
  not_a_number: "Write the number as +15145550111.",
  emergency: "Emergency numbers are never called by a machine.",
  premium: "Premium-rate numbers are not called.",
  country: "Calls to this country are not allowed: add it to the countries this business may call.",
  unknown_type: "This kind of number is not called.",
};
