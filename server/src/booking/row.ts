import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import { type Booked, type PlaceFact, type SlotValues, type Status, withTimes } from "./booked.ts";

/** Bookings with what is needed to speak of them: service, resource and the tenant's zone. */
export function bookingRows(tx: Tx) {
  return tx
    .selectFrom("bookings as b")
    .innerJoin("services as s", (join) => join.onRef("s.tenant_id", "=", "b.tenant_id").onRef("s.id", "=", "b.service_id"))
    .innerJoin("resources as r", (join) => join.onRef("r.tenant_id", "=", "b.tenant_id").onRef("r.id", "=", "b.resource_id"))
    .innerJoin("tenants as t", "t.id", "b.tenant_id")
    .select([
      "b.id",
      "b.code",
      "b.status",
      "b.service_id",
      "s.slug",
      "s.spec",
      "b.resource_id",
      "r.name as resource_name",
      "t.zone",
      sql<Date>`lower(b.during)`.as("starts_at"),
      sql<Date>`upper(b.during)`.as("ends_at"),
      "b.hold_expires_at",
      "b.slots",
      "b.places",
      "b.customer_name",
      "b.customer_phone",
      "b.customer_email",
      "b.person_id",
      "b.call_id",
      "b.language",
      "b.moves",
      sql<Date | null>`lower(b.moves_to)`.as("moves_start"),
      sql<Date | null>`upper(b.moves_to)`.as("moves_end"),
      "b.moved_at",
      "b.created_at",
      "b.updated_at",
    ]);
}

export type BookingRow = Awaited<ReturnType<ReturnType<typeof bookingRows>["executeTakeFirstOrThrow"]>>;

export function booked(row: BookingRow): Booked {
  const spec = row.spec as Omit<ServiceSpec, "id" | "slug">;
  const startMs = row.starts_at.getTime();
  return {
    id: row.id,
    code: row.code,
    status: row.status as Status,
    service: {
      id: row.service_id,
      slug: row.slug,
      name: spec.name,
      slots: spec.slots,
      ...(spec.capacitySlot !== undefined && { capacitySlot: spec.capacitySlot }),
    },
    resource: { id: row.resource_id, name: row.resource_name },
    zone: row.zone,
    startMs,
    endMs: row.ends_at.getTime(),
    slots: withTimes(spec.slots, row.slots as SlotValues, row.zone, row.moves_start?.getTime() ?? startMs),
    places: row.places as Record<string, PlaceFact>,
    customer: { name: row.customer_name, phone: row.customer_phone, email: row.customer_email },
    language: row.language,
    createdMs: row.created_at.getTime(),
    updatedMs: row.updated_at.getTime(),
    ...(row.hold_expires_at && row.status === "held" && { holdExpiresMs: row.hold_expires_at.getTime() }),
    ...(row.person_id !== null && { person: row.person_id }),
    ...(row.call_id !== null && { call: row.call_id }),
    ...(row.moves !== null && {
      moves: {
        booking: row.moves,
        startMs: row.moves_start!.getTime(),
        endMs: row.moves_end!.getTime(),
        ...(row.moved_at && { madeMs: row.moved_at.getTime() }),
      },
    }),
  };
}

/** A tstzrange from one instant up to and without another, for writing. */
export const during = (startMs: number, endMs: number) => sql<string>`tstzrange(${new Date(startMs)}::timestamptz, ${new Date(endMs)}::timestamptz, '[)')`;

export async function byId(tx: Tx, tenant: TenantId, id: string): Promise<Booked | undefined> {
  const row = await bookingRows(tx).where("b.tenant_id", "=", tenant).where("b.id", "=", id).executeTakeFirst();
  return row && booked(row);
}
