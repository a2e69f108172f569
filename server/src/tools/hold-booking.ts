import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { z } from "zod";
import type { Booking } from "../booking/booking.ts";
import { readBackBooking, summary } from "../booking/read-back.ts";
import { isRefused, type Refused } from "../booking/refused.ts";
import { readPhone, readWish } from "../booking/slots.ts";
import { isoIn } from "../booking/zones.ts";
import type { Places } from "../places/places.ts";
import type { Tool, ToolContext } from "../ports/tool.ts";
import type { CustomerOf } from "./customer-of.ts";
import { refusalData } from "./say-refusal.ts";
import { told } from "./told.ts";
import { nearOf, verifyPlaces } from "./verify-places.ts";

const input = z.strictObject({
  service: z.string().min(1).max(100).describe("Slug of the service"),
  slots: z
    .record(z.string().max(100), z.union([z.string().max(2000), z.number()]).nullable())
    .describe('Values by slot name, with "date" as 2026-11-26 and "time" as 15:30'),
});

/** Takes a time for the caller and reads everything back; nothing is booked before `confirm`. A customer's booking is their own. */
export function holdBooking(booking: Booking, places: Places, customerOf: CustomerOf): Tool<z.output<typeof input>> {
  return {
    name: "hold_booking",
    description:
      "Hold a time once every required slot is known. The read-back is spoken to the caller by the system: say nothing more and wait for their yes, then use confirm. Call it again when the caller corrects anything.",
    input,
    lasting: false,
    needsYes: false,
    async run({ service, slots }, context) {
      const { tenant, language, nowMs } = context;
      const [spec, area] = [await offered(booking, context, service), await booking.area(tenant)];
      const no = (refused: Refused) => ({ data: refusalData(refused, told(context, area.zone, spec?.slots)) });
      if (!spec) return no({ refused: "no_such_service" });
      const given = Object.fromEntries(Object.entries(slots).filter((entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== ""));
      const { filled, silent } = withCaller(spec, given, readPhone(context.caller, area.country));
      const wish = readWish(spec, filled, area.country);
      if (isRefused(wish)) return no(wish);
      const verified = await verifyPlaces(places, spec.slots, wish.slots, nearOf(area, language), context.signal);
      if (isRefused(verified)) return no(verified);
      const signedIn = await customerOf(tenant, context.call);
      const customer = {
        ...wish.customer,
        phone: wish.customer.phone || (readPhone(context.caller, area.country) ?? ""),
        email: wish.customer.email || (signedIn?.email ?? ""),
      };
      const whose = { call: context.call, ...(signedIn && { person: signedIn.person }) };
      const held = await booking.hold(tenant, { ...wish, ...verified, ...whose, customer, service, language, idem: context.idempotencyKey });
      if (isRefused(held)) return no(held);
      return {
        proposal: { id: held.id, kind: "book", readBack: readBackBooking(held, language, nowMs, silent), summary: summary(held, language, nowMs) },
        data: { holdId: held.id, startsAt: isoIn(held.zone, held.startMs) },
      };
    },
  };
}

/** A service of the tenant that this agent may sell. */
async function offered(booking: Booking, { tenant, agent }: ToolContext, slug: string): Promise<ServiceSpec | undefined> {
  if (agent.services.length > 0 && !agent.services.some((service) => service.slug === slug)) return undefined;
  return booking.service(tenant, slug);
}

/** The number that came with the call fills a phone slot left empty; having been dialled from, it is not read back. */
function withCaller(spec: ServiceSpec, given: Record<string, string | number>, caller: string | undefined) {
  const slot = spec.slots.find(({ type, name }) => type === "phone" && given[name] === undefined);
  if (!slot || caller === undefined) return { filled: given, silent: new Set<string>() };
  return { filled: { ...given, [slot.name]: caller }, silent: new Set([slot.name]) };
}
