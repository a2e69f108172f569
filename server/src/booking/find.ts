import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import type { Booked, Status } from "./booked.ts";
import { booked, bookingRows } from "./row.ts";

/** Which bookings; what is not named does not matter. */
export type Filter = {
  status?: readonly Status[];
  /** Overlapping this stretch, in milliseconds since 1970. */
  fromMs?: number;
  untilMs?: number;
  /** Slug or id. */
  service?: string;
  resource?: string;
  person?: string;
  call?: string;
  /** E.164, exactly. */
  phone?: string;
  code?: string;
  /** Part of a name, number, e-mail or code. */
  text?: string;
  order?: "soonest" | "latest";
};

/** Moving holds are no bookings of their own and are left out. */
export async function list(tx: Tx, filter: Filter, page: { limit: number; offset: number }): Promise<{ rows: Booked[]; total: number }> {
  const matching = narrowed(tx, filter);
  const { total } = await matching.clearSelect().select(sql<string>`count(*)`.as("total")).executeTakeFirstOrThrow();
  const direction = filter.order === "soonest" ? "asc" : "desc";
  const rows = await matching.orderBy(sql`lower(b.during)`, direction).orderBy("b.id", direction).limit(page.limit).offset(page.offset).execute();
  return { rows: rows.map(booked), total: Number(total) };
}

function narrowed(tx: Tx, filter: Filter) {
  let query = bookingRows(tx).where("b.moves", "is", null).where("b.tenant_id", "=", sql<never>`app.tenant()`);
  if (filter.status) query = query.where("b.status", "in", [...filter.status]);
  if (filter.fromMs !== undefined) query = query.where(sql<boolean>`upper(b.during) > ${new Date(filter.fromMs)}`);
  if (filter.untilMs !== undefined) query = query.where(sql<boolean>`lower(b.during) < ${new Date(filter.untilMs)}`);
  if (filter.service !== undefined) query = query.where(sql<boolean>`(s.slug = ${filter.service} or s.id::text = ${filter.service})`);
  if (filter.resource !== undefined) query = query.where("b.resource_id", "=", filter.resource);
  if (filter.person !== undefined) query = query.where("b.person_id", "=", filter.person);
  if (filter.call !== undefined) query = query.where("b.call_id", "=", filter.call);
  if (filter.phone !== undefined) query = query.where("b.customer_phone", "=", filter.phone);
  if (filter.code !== undefined) query = query.where("b.code", "=", filter.code);
  if (filter.text) {
    // As it is: a % typed by a person means a %.
    const part = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`;
    query = query.where(sql<boolean>`concat_ws(' ', b.customer_name, b.customer_phone, b.customer_email, b.code) ilike ${part}`);
  }
  return query;
}
