import type { Db, Tx } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import { announce, cancelledFact, changedFact, confirmedFact, doneFact, expiredFact } from "./announce.ts";
import type { Booked, Customer, PlaceFact, SlotValues } from "./booked.ts";
import { isOverlap, makeMove } from "./move.ts";
import type { Refused } from "./refused.ts";
import { retrying } from "./retry.ts";
import { byId } from "./row.ts";
import { lockResource } from "./take.ts";

/** Makes a hold lasting: a booking, or the move of one. Confirmed again, it is what it already is. */
export async function confirm(db: Db, tenant: TenantId, id: string, nowMs: number): Promise<Booked | Refused> {
  const seen = await db.tenant(tenant, (tx) => byId(tx, tenant, id));
  if (!seen) return { refused: "no_such_booking" };
  try {
    return await retrying(() =>
      db.tenant(tenant, async (tx) => {
        if (seen.moves) {
          await lockResource(tx, tenant, seen.resource.id);
          // A booking before the holds that move it, as everywhere.
          await locked(tx, tenant, seen.moves.booking);
        }
        const held = await locked(tx, tenant, id);
        if (!held) return { refused: "no_such_booking" };
        return held.moves ? confirmMove(tx, tenant, { ...held, moves: held.moves }, nowMs) : confirmHold(tx, tenant, held, nowMs);
      }),
    );
  } catch (error) {
    if (isOverlap(error)) return { refused: "slot_taken", alternatives: [] };
    throw error;
  }
}

/** Cancelled again, it stays cancelled. `by` "caller" cannot cancel what has begun. */
export async function cancel(db: Db, tenant: TenantId, id: string, by: "caller" | "staff", nowMs: number): Promise<Booked | Refused> {
  return retrying(() =>
    db.tenant(tenant, async (tx): Promise<Booked | Refused> => {
      const standing = await locked(tx, tenant, id);
      if (!standing || standing.moves) return { refused: "no_such_booking" };
      if (standing.status === "cancelled") return standing;
      if (standing.status !== "held" && standing.status !== "confirmed") return { refused: "not_open", status: standing.status };
      if (by === "caller" && standing.startMs <= nowMs) return { refused: "past", alternatives: [] };
      await releaseMoves(tx, tenant, id, nowMs);
      await become(tx, tenant, id, "cancelled", nowMs);
      return announce(tx, tenant, id, nowMs, cancelledFact(by));
    }),
  );
}

/** The service was given. */
export async function done(db: Db, tenant: TenantId, id: string, nowMs: number): Promise<Booked | Refused> {
  return retrying(() =>
    db.tenant(tenant, async (tx): Promise<Booked | Refused> => {
      const standing = await locked(tx, tenant, id);
      if (!standing || standing.moves) return { refused: "no_such_booking" };
      if (standing.status === "done") return standing;
      if (standing.status !== "confirmed") return { refused: "not_open", status: standing.status };
      await releaseMoves(tx, tenant, id, nowMs);
      await become(tx, tenant, id, "done", nowMs);
      return announce(tx, tenant, id, nowMs, doneFact);
    }),
  );
}

export type Correction = { slots?: SlotValues; places?: Record<string, PlaceFact>; customer?: Partial<Customer>; party?: { slot: string; count: number } };

/** Corrects slots or customer; the time and the resource stand, so a party that has outgrown the resource is refused. */
export async function change(db: Db, tenant: TenantId, id: string, correction: Correction, nowMs: number): Promise<Booked | Refused> {
  return retrying(() =>
    db.tenant(tenant, async (tx): Promise<Booked | Refused> => {
      const standing = await locked(tx, tenant, id);
      if (!standing || standing.moves) return { refused: "no_such_booking" };
      if (standing.status !== "held" && standing.status !== "confirmed") return { refused: "not_open", status: standing.status };
      const { party } = correction;
      if (party) {
        const { capacity } = await tx
          .selectFrom("resources")
          .select("capacity")
          .where("tenant_id", "=", tenant)
          .where("id", "=", standing.resource.id)
          .executeTakeFirstOrThrow();
        if (party.count > capacity) return { refused: "too_many", slot: party.slot, capacity };
      }
      const customer = { ...standing.customer, ...correction.customer };
      await tx
        .updateTable("bookings")
        .set({
          slots: JSON.stringify({ ...standing.slots, ...correction.slots }),
          places: JSON.stringify({ ...standing.places, ...correction.places }),
          customer_name: customer.name,
          customer_phone: customer.phone,
          customer_email: customer.email,
          updated_at: new Date(nowMs),
        })
        .where("tenant_id", "=", tenant)
        .where("id", "=", id)
        .execute();
      return announce(tx, tenant, id, nowMs, changedFact);
    }),
  );
}

async function confirmHold(tx: Tx, tenant: TenantId, held: Booked, nowMs: number): Promise<Booked | Refused> {
  if (held.status === "confirmed") return held;
  if (held.status === "expired") return { refused: "expired" };
  if (held.status !== "held") return { refused: "not_open", status: held.status };
  if (hasLapsed(held, nowMs)) return { refused: "expired" };
  await become(tx, tenant, held.id, "confirmed", nowMs);
  return announce(tx, tenant, held.id, nowMs, confirmedFact);
}

async function confirmMove(tx: Tx, tenant: TenantId, held: Booked & { moves: NonNullable<Booked["moves"]> }, nowMs: number): Promise<Booked | Refused> {
  if (held.moves.madeMs !== undefined) return (await byId(tx, tenant, held.moves.booking)) ?? { refused: "no_such_booking" };
  if (held.status !== "held" || hasLapsed(held, nowMs)) return { refused: "expired" };
  return makeMove(tx, tenant, held, nowMs);
}

/** A hold stands until its time and not a moment longer, whether or not it was swept. */
const hasLapsed = (held: Booked, nowMs: number): boolean => (held.holdExpiresMs ?? 0) <= nowMs;

async function locked(tx: Tx, tenant: TenantId, id: string): Promise<Booked | undefined> {
  await tx.selectFrom("bookings").select("id").where("tenant_id", "=", tenant).where("id", "=", id).forNoKeyUpdate().execute();
  return byId(tx, tenant, id);
}

async function become(tx: Tx, tenant: TenantId, id: string, status: Booked["status"], nowMs: number): Promise<void> {
  await tx
    .updateTable("bookings")
    .set({ status, updated_at: new Date(nowMs) })
    .where("tenant_id", "=", tenant)
    .where("id", "=", id)
    .execute();
}

async function releaseMoves(tx: Tx, tenant: TenantId, id: string, nowMs: number): Promise<void> {
  const released = await tx
    .updateTable("bookings")
    .set({ status: "expired", updated_at: new Date(nowMs) })
    .where("tenant_id", "=", tenant)
    .where("moves", "=", id)
    .where("status", "=", "held")
    .returning("id")
    .execute();
  for (const hold of released) await announce(tx, tenant, hold.id, nowMs, expiredFact);
}
