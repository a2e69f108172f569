import type { Booked } from "../booking/booked.ts";
import type { TenantId } from "../lib/ids.ts";
import { notFound } from "../lib/refusal.ts";
import type { Asker } from "./endpoint.ts";
import { own } from "./own.ts";
import type { Parts } from "./parts.ts";

/** The booking, if the asker may see it: a customer's own, anybody's for staff. @throws Refusal not_found, which says no more. */
export async function ownBooking({ booking }: Pick<Parts, "booking">, tenant: TenantId, person: Asker | undefined, id: string): Promise<Booked> {
  const found = await booking.get(tenant, id);
  const mine = own(person);
  if (!found || found.moves || (mine !== undefined && found.person !== mine)) throw notFound("booking");
  return found;
}
