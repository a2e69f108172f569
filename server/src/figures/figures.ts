import type { Report } from "@firstring/contract/schemas/report.ts";
import { sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { EventLog } from "../ports/log.ts";
import { before, daysAfter, daysOf, periodOf, today } from "./period.ts";
import { histograms, histogramsBy, hours, parts, type Slice, totals } from "./read.ts";
import { empty, figuresOf, nothing, sumOf, type Totals } from "./totals.ts";

export type Asked = { startDate?: string | undefined; endDate?: string | undefined; agentId?: string | undefined; channel?: string | undefined };
export type Range = Pick<Report, "period" | "asOf" | "figures"> & { totals: Totals; channels: Report["channels"] };

/** The numbers of a business, read from its roll-up. */
export type FigureDesk = {
  /** Without a range: the last thirty days. */
  report(tenant: TenantId, asked: Asked): Promise<Report>;
  /** One range and nothing beside it; `ever` without a range: from the first call. */
  range(tenant: TenantId, asked: Asked, ever?: "ever"): Promise<Range>;
  /** The figures of each of the last days, newest first. */
  daily(tenant: TenantId, days: number): Promise<{ date: string; figures: Report["figures"] }[]>;
  /** Adds what has changed since the last time to the roll-up, of every business. @returns how many changes */
  addUp(): Promise<number>;
  /** Counts the business's calls again from nothing. */
  recount(tenant: TenantId): Promise<{ counted: number; changed: boolean }>;
  /** Every call that had ended by then is counted (ISO 8601). */
  asOf(): Promise<string>;
};

/** The agent of a call that none of ours answered. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
/** How often changes are added to the roll-up, in milliseconds. */
export const ADD_UP_MS = 500;
/** The reader of the log that keeps the call list, and with it the roll-up. */
const READER = "call-list";

export function figureDesk(db: Db, log: EventLog, clock: Clock): FigureDesk {
  const inside = <T>(tenant: TenantId, work: (tx: Tx, todayThere: string) => Promise<T>): Promise<T> =>
    db.tenant(tenant, async (tx) => {
      const { zone } = await tx.selectFrom("tenants").select("zone").where("id", "=", tenant).executeTakeFirstOrThrow();
      return work(tx, today(clock.nowMs(), zone));
    });

  /** The moment up to which everything is counted: now, unless the reader of the log is behind. */
  async function asOf(): Promise<string> {
    const [head, reader] = await Promise.all([
      log.head(),
      db.worker((tx) => tx.selectFrom("cursors").select(["cursor", "updated_at"]).where("consumer", "=", READER).executeTakeFirst()),
    ]);
    const upToMs = reader === undefined || reader.cursor >= head ? clock.nowMs() : reader.updated_at.getTime();
    return new Date(upToMs - ADD_UP_MS).toISOString();
  }

  async function rangeOf(tx: Tx, tenant: TenantId, slice: Slice): Promise<Omit<Range, "asOf">> {
    const byChannel = await parts(tx, tenant, slice, "channel");
    const sums = sumOf(byChannel.map(({ totals: of }) => of));
    const channels = byChannel.map(({ key, totals: of }) => ({ channel: key as Report["channels"][number]["channel"], figures: figuresOf(of, empty) }));
    return { period: slice, totals: sums, figures: figuresOf(sums, await histograms(tx, tenant, slice)), channels };
  }

  return {
    async report(tenant, { agentId, channel, ...asked }) {
      const upTo = await asOf();
      return inside(tenant, async (tx, todayThere) => {
        const period = periodOf(asked, todayThere);
        const slice = { ...period, agentId, channel };
        const earlier = { ...before(period), agentId, channel };
        const [{ figures, channels }, byDay, dayHistograms, byAgent, agentHistograms, names] = [
          await rangeOf(tx, tenant, slice),
          await parts(tx, tenant, slice, "day"),
          await histogramsBy(tx, tenant, slice, "day"),
          await parts(tx, tenant, slice, "agent"),
          await histogramsBy(tx, tenant, slice, "agent"),
          await tx.selectFrom("agents").select(["id", "name"]).where("tenant_id", "=", tenant).execute(),
        ];
        const dayTotals = new Map(byDay.map(({ key, totals: of }) => [key, of]));
        return {
          period,
          before: before(period),
          asOf: upTo,
          figures,
          figuresBefore: figuresOf(await totals(tx, tenant, earlier), await histograms(tx, tenant, earlier)),
          days: daysOf(period).map((day) => ({ day, figures: figuresOf(dayTotals.get(day) ?? nothing, dayHistograms.get(day) ?? empty) })),
          hours: await hours(tx, tenant, period),
          agents: byAgent.map(({ key, revision, totals: of }) => ({
            agentId: key === NOBODY ? null : key,
            name: names.find(({ id }) => id === key)?.name ?? "",
            revision,
            figures: figuresOf(of, agentHistograms.get(key) ?? empty),
          })),
          channels,
        };
      });
    },
    async range(tenant, { agentId, channel, ...asked }, ever) {
      const upTo = asOf();
      return inside(tenant, async (tx, todayThere) => {
        const first =
          ever === undefined || asked.startDate !== undefined
            ? undefined
            : await tx.selectFrom("call_days").select(sql<string | null>`min(day)::text`.as("day")).where("tenant_id", "=", tenant).executeTakeFirst();
        const period = periodOf({ ...asked, startDate: asked.startDate ?? first?.day ?? undefined }, todayThere);
        return { ...(await rangeOf(tx, tenant, { ...period, agentId, channel })), period, asOf: await upTo };
      });
    },
    daily: (tenant, count) =>
      inside(tenant, async (tx, todayThere) => {
        const period = { startDate: daysAfter(todayThere, 1 - count), endDate: todayThere };
        const sums = new Map((await parts(tx, tenant, period, "day")).map(({ key, totals: of }) => [key, of]));
        const lengths = await histogramsBy(tx, tenant, period, "day");
        return daysOf(period)
          .toReversed()
          .map((date) => ({ date, figures: figuresOf(sums.get(date) ?? nothing, lengths.get(date) ?? empty) }));
      }),
    asOf,
    addUp: () => db.worker(async (tx) => Number((await sql<{ added: string }>`select app.add_changes() as added`.execute(tx)).rows[0]?.added ?? 0)),
    recount: (tenant) =>
      db.worker(async (tx) => {
        const seen = () =>
          sql<{ all: string; calls: string }>`select coalesce(sum(calls), 0) as calls, md5(coalesce(string_agg(d::text, ';' order by d::text), '')) as all
            from call_days d where tenant_id = ${tenant} and calls <> 0`.execute(tx);
        const old = (await seen()).rows[0];
        await sql`select app.count_again(${tenant}::uuid)`.execute(tx);
        const now = (await seen()).rows[0];
        return { counted: Number(now?.calls ?? 0), changed: old?.all !== now?.all };
      }),
  };
}
