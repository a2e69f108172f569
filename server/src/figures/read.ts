import type { Period } from "@firstring/contract/schemas/report.ts";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { empty, type Histograms, nothing, summed, type Totals } from "./totals.ts";

/** What of a business's roll-up is meant. */
export type Slice = Period & { agentId?: string | undefined; channel?: string | undefined };
/** By what the roll-up is cut. */
export type Cut = "day" | "agent" | "channel";
export type Part = { key: string; revision: number | null; totals: Totals };

const keys = { day: sql<string>`day::text`, agent: sql<string>`agent_id::text`, channel: sql<string>`channel` };
const sums = () => summed.map((column) => sql<string>`coalesce(sum(${sql.ref(column)}), 0)`.as(column));
const totalsOf = (row: Record<(typeof summed)[number], string>): Totals => Object.fromEntries(summed.map((column) => [column, Number(row[column])])) as Totals;

/** The sums of a slice. */
export async function totals(tx: Tx, tenant: string, slice: Slice): Promise<Totals> {
  const row = await tx.selectFrom("call_days").where(within(tenant, slice)).select(sums()).executeTakeFirst();
  return row === undefined ? nothing : totalsOf(row);
}

/** The sums of a slice, cut; by agent each revision stands for itself. What counts no call is left out. */
export async function parts(tx: Tx, tenant: string, slice: Slice, cut: Cut): Promise<Part[]> {
  const revision = cut === "agent" ? sql<number | null>`agent_revision` : sql<number | null>`null::int`;
  const rows = await tx
    .selectFrom("call_days")
    .where(within(tenant, slice))
    .select([keys[cut].as("key"), revision.as("revision"), ...sums()])
    .groupBy(["key", "revision"])
    .orderBy("key")
    .orderBy("revision")
    .execute();
  return rows.filter(({ calls }) => Number(calls) !== 0).map(({ key, revision: of, ...row }) => ({ key, revision: of, totals: totalsOf(row) }));
}

/** How replies and calls lasted in a slice. */
export async function histograms(tx: Tx, tenant: string, slice: Slice): Promise<Histograms> {
  return (await histogramsBy(tx, tenant, slice, undefined)).get("") ?? empty;
}

/** The same, cut by day, agent or channel. */
export async function histogramsBy(tx: Tx, tenant: string, slice: Slice, cut: Cut | undefined): Promise<Map<string, Histograms>> {
  const key = cut === undefined ? sql<string>`''` : keys[cut];
  const rows = await tx
    .selectFrom("call_histograms")
    .where(within(tenant, slice))
    .select([key.as("key"), "measure", "step", sql<string>`sum(count)`.as("count")])
    .groupBy(["key", "measure", "step"])
    .execute();
  const by = new Map<string, { reply: Map<number, number>; duration: Map<number, number> }>();
  for (const { key: of, measure, step, count } of rows) {
    const there = by.get(of) ?? { reply: new Map(), duration: new Map() };
    by.set(of, there);
    there[measure].set(step, Number(count));
  }
  return by;
}

export type Hour = { weekday: number; hour: number; calls: number; missed: number };

/** When the calls of a period come: by day of the week (1 Monday) and hour. */
export async function hours(tx: Tx, tenant: string, { startDate, endDate }: Period): Promise<Hour[]> {
  const weekday = sql<number>`extract(isodow from day)::int`;
  const rows = await tx
    .selectFrom("call_hours")
    .select([weekday.as("weekday"), "hour", sql<string>`sum(calls)`.as("calls"), sql<string>`sum(missed)`.as("missed")])
    .where(within(tenant, { startDate, endDate }))
    .groupBy(["weekday", "hour"])
    .orderBy("weekday")
    .orderBy("hour")
    .execute();
  return rows.filter(({ calls }) => Number(calls) !== 0).map((row) => ({ ...row, calls: Number(row.calls), missed: Number(row.missed) }));
}

/** Rows of the roll-up that a slice means; both of its tables name these columns alike. */
function within(tenant: string, { startDate, endDate, agentId, channel }: Slice): RawBuilder<SqlBool> {
  const conditions = [
    sql`tenant_id = ${tenant}`,
    sql`day between ${startDate}::date and ${endDate}::date`,
    ...(agentId === undefined ? [] : [sql`agent_id = ${agentId}`]),
    ...(channel === undefined ? [] : [sql`channel = ${channel}`]),
  ];
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}
