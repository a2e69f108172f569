import type { ToolSpec } from "@firstring/contract/call/agent.ts";
import type { Json } from "@firstring/contract/call/event.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { z } from "zod";
import type { Agents } from "./agents/agents.ts";
import type { Booking } from "./booking/booking.ts";
import { listServices } from "./booking/services.ts";
import { handoverOf, settingsOf } from "./businesses.ts";
import type { Db } from "./db/db.ts";
import type { CallId, TenantId } from "./lib/ids.ts";
import type { Messages } from "./messages/messages.ts";
import type { Places } from "./places/places.ts";
import type { Tool } from "./ports/tool.ts";
import { byCode } from "./tools/by-code.ts";
import { cancelBooking } from "./tools/cancel-booking.ts";
import { checkAvailability } from "./tools/check-availability.ts";
import { confirm } from "./tools/confirm.ts";
import type { CustomerOf } from "./tools/customer-of.ts";
import { endCall } from "./tools/end-call.ts";
import { findBooking } from "./tools/find-booking.ts";
import { findPlace } from "./tools/find-place.ts";
import { holdBooking } from "./tools/hold-booking.ts";
import { lookUp } from "./tools/look-up.ts";
import { rescheduleBooking } from "./tools/reschedule-booking.ts";
import { takeMessage } from "./tools/take-message.ts";
import { transferToPerson } from "./tools/transfer-to-person.ts";

export type Materials = { db: Db; ledger: Booking; register: Agents; places: Places; messages: Messages };

/** Everything an agent can do, by name. */
export function toolbox({ db, ledger, register, places, messages }: Materials): ReadonlyMap<string, Tool> {
  const signedIn: CustomerOf = (tenant, call) => customerOf(db, tenant, call);
  const theirs = byCode(ledger, signedIn);
  const all = [
    findPlace(places, ledger.area),
    checkAvailability(ledger),
    holdBooking(ledger, places, signedIn),
    findBooking(ledger, theirs),
    rescheduleBooking(ledger, theirs),
    cancelBooking(ledger, theirs),
    confirm(ledger),
    lookUp((tenant, question, language) => register.knowledge.search(tenant, { question, language })),
    takeMessage(messages, ledger.area),
    transferToPerson(async (tenant) => handoverOf(await settingsOf(db, tenant))),
    endCall(),
  ];
  return new Map(all.map((tool) => [tool.name, tool as Tool]));
}

/** Whose conversation this call is, if a customer's: those who work here try their agents out, and book for others. */
async function customerOf(db: Db, tenant: TenantId, call: CallId): ReturnType<CustomerOf> {
  return db.tenant(tenant, async (tx) => {
    const found = await tx
      .selectFrom("calls as c")
      .innerJoin("memberships as m", (join) => join.onRef("m.tenant_id", "=", "c.tenant_id").onRef("m.person_id", "=", "c.person_id"))
      .innerJoin("persons as p", "p.id", "m.person_id")
      .select(["p.id", "p.email"])
      .where("c.tenant_id", "=", tenant)
      .where("c.id", "=", call)
      .where("m.role", "=", "CUSTOMER")
      .executeTakeFirst();
    return found && { person: found.id, email: found.email };
  });
}

/** What brains are told about the tools. */
export function toolSpecs(tools: ReadonlyMap<string, Tool>): ToolSpec[] {
  return [...tools.values()].map(({ name, description, input, lasting, needsYes }) => ({
    name,
    description,
    lasting,
    needsYes,
    input: z.toJSONSchema(input, { io: "input" }) as Json,
  }));
}

/** Services a caller can book now. A tenant has a handful; the page is the bound. */
export async function servicesOf(ledger: Booking, tenant: TenantId): Promise<ServiceSpec[]> {
  const { rows } = await ledger.settings(tenant, (tx) => listServices(tx, tenant, { limit: 100, offset: 0 }));
  return rows.filter(({ active }) => active).map(({ active: _, createdMs: __, updatedMs: ___, ...service }) => service);
}
