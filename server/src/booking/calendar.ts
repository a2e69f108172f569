import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { type Agenda, type Busy, type Resource, SEARCH_DAYS } from "./availability.ts";
import { publicHolidays } from "./holidays.ts";
import type { Closure, Hour } from "./hours.ts";
import { during } from "./row.ts";
import { addDays, DAY_MIN, MINUTE_MS, wallOf } from "./zones.ts";

/** What a tenant's settings say of where it is and how it books: `country`, `region`, `city`, `openOnHolidays`, `holdMinutes`. */
export type Area = { zone: string; country: string; region?: string; city?: string; openOnHolidays: boolean; holdMs: number };

/** Long enough to hear a read-back and think about it, short enough that an abandoned one is soon free again. */
const HOLD_MIN = 5;

/** What decides when a service can be booked, busy stretches left out. */
export type Calendar = { service: ServiceSpec; area: Area; hours: Hour[]; closures: Closure[]; resources: Resource[] };

type Found = {
  zone: string;
  settings: Record<string, unknown>;
  id: string;
  slug: string;
  spec: Omit<ServiceSpec, "id" | "slug">;
  hours: Hour[] | null;
  closures: Closure[] | null;
  resources: Resource[] | null;
};

/** The calendar of an active service, by slug or id, in one query; undefined when there is no such service. */
export async function calendar(tx: Tx, slugOrId: string, nowMs: number): Promise<Calendar | undefined> {
  const longAgo = new Date(nowMs - 2 * DAY_MIN * MINUTE_MS);
  const { rows } = await sql<Found>`
    select t.zone, t.settings, s.id, s.slug, s.spec,
      (select json_agg(json_build_object('resource', h.resource_id, 'weekday', h.weekday, 'opensMin', h.opens_min, 'closesMin', h.closes_min)) from hours h where h.tenant_id = s.tenant_id) as hours,
      (select json_agg(json_build_object('resource', c.resource_id, 'firstDay', c.first_day, 'lastDay', c.last_day, 'reason', c.reason))
        from closures c where c.tenant_id = s.tenant_id and c.last_day >= ${longAgo}::date) as closures,
      (select json_agg(json_build_object('id', r.id, 'name', r.name, 'capacity', r.capacity) order by r.capacity, r.name, r.id)
        from resources r join resource_services rs on rs.tenant_id = r.tenant_id and rs.resource_id = r.id
        where rs.tenant_id = s.tenant_id and rs.service_id = s.id and r.active) as resources
    from services s join tenants t on t.id = s.tenant_id
    where s.tenant_id = app.tenant() and s.active and (s.slug = ${slugOrId} or s.id::text = ${slugOrId})`.execute(tx);
  const found = rows[0];
  if (!found) return undefined;
  return {
    service: { ...found.spec, id: found.id, slug: found.slug },
    area: areaOf(found.zone, found.settings),
    hours: found.hours ?? [],
    closures: found.closures ?? [],
    resources: found.resources ?? [],
  };
}

/** What is taken of these resources around a day and as far as another time is looked for. */
export async function busy(
  tx: Tx,
  resources: readonly Resource[],
  day: string,
  nowMs: number,
  except: { call?: string; booking?: string },
  days = 1,
): Promise<Busy[]> {
  if (resources.length === 0) return [];
  const from = Date.parse(`${addDays(day, -2)}T00:00Z`);
  const until = Date.parse(`${addDays(day, days + SEARCH_DAYS + 2)}T00:00Z`);
  const rows = await tx
    .selectFrom("bookings")
    .select([
      "resource_id",
      sql<number>`(extract(epoch from lower(during)) * 1000)::float8`.as("startMs"),
      sql<number>`(extract(epoch from upper(during)) * 1000)::float8`.as("endMs"),
    ])
    .where(
      "resource_id",
      "in",
      resources.map((resource) => resource.id),
    )
    .where(sql<boolean>`during && ${during(from, until)}`)
    // As the constraint words it, so that its index serves.
    .where(sql<boolean>`status in ('held', 'confirmed')`)
    .where(sql<boolean>`(status = 'confirmed' or hold_expires_at > ${new Date(nowMs)})`)
    .where(sql<boolean>`(status = 'confirmed' or ${except.call ?? null}::uuid is null or call_id is distinct from ${except.call ?? null}::uuid)`)
    .where(sql<boolean>`id is distinct from ${except.booking ?? null}::uuid`)
    .execute();
  return rows.map((row) => ({ resource: row.resource_id, startMs: row.startMs, endMs: row.endMs }));
}

export function agenda({ service, area, hours, closures, resources }: Calendar, taken: readonly Busy[], nowMs: number, anyNotice: boolean): Agenda {
  const today = wallOf(area.zone, nowMs).date;
  const firstYear = Number(today.slice(0, 4));
  const lastYear = Number(wallOf(area.zone, nowMs + (service.horizonDays + 2) * DAY_MIN * MINUTE_MS).date.slice(0, 4));
  const holidays = area.openOnHolidays ? new Set<string>() : publicHolidays(area, firstYear, lastYear);
  return { service, week: { zone: area.zone, hours, closures, holidays }, resources, busy: taken, nowMs, anyNotice };
}

export async function area(tx: Tx): Promise<Area> {
  const { zone, settings } = await tx.selectFrom("tenants").select(["zone", "settings"]).where("id", "=", sql<never>`app.tenant()`).executeTakeFirstOrThrow();
  return areaOf(zone, settings);
}

function areaOf(zone: string, settings: Record<string, unknown>): Area {
  const text = (name: string) => (typeof settings[name] === "string" && settings[name] !== "" ? settings[name] : undefined);
  const [region, city, minutes] = [text("region"), text("city"), settings["holdMinutes"]];
  return {
    zone,
    country: text("country") ?? "CA",
    ...(region && { region }),
    ...(city && { city }),
    openOnHolidays: settings["openOnHolidays"] === true,
    holdMs: (typeof minutes === "number" ? minutes : HOLD_MIN) * MINUTE_MS,
  };
}
