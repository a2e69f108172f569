import type { Booked } from "../booking/booked.ts";
import type { Booking } from "../booking/booking.ts";
import { readCode } from "../booking/code.ts";
import type { TenantId } from "../lib/ids.ts";

/** The booking of a code as a caller says it. Who knows the code may change the booking; it is told to nobody else. */
export async function byCode(booking: Booking, tenant: TenantId, said: string): Promise<Booked | undefined> {
  const code = readCode(said);
  return code === "" ? undefined : (await booking.list(tenant, { code })).rows[0];
}
