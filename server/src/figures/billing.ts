import { MICRO_CENTS } from "@firstring/contract/call/event.ts";
import { type BillingRule, billingDefaults, type Statement } from "@firstring/contract/schemas/billing.ts";
import type { Db, Tx } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import { daysAfter } from "./period.ts";
import { parts } from "./read.ts";

/** What the minutes of a business's calls come to. */
export type Billing = {
  rule(tenant: TenantId): Promise<BillingRule>;
  /** From now on; calls that have ended keep the rule they ended under. */
  setRule(tenant: TenantId, rule: BillingRule): Promise<BillingRule>;
  /** @param month `2026-11` */
  statement(tenant: TenantId, month: string, asOf: string): Promise<Statement>;
};

export function billing(db: Db): Billing {
  return {
    rule: (tenant) => db.tenant(tenant, (tx) => ruleOf(tx, tenant)),
    setRule: (tenant, rule) =>
      db.tenant(tenant, async (tx) => {
        const row = {
          increment_seconds: rule.incrementSeconds,
          minimum_seconds: rule.minimumSeconds,
          included_minutes: rule.includedMinutes,
          cents_per_minute: String(rule.centsPerMinute),
          monthly_cents: rule.monthlyCents,
          currency: rule.currency,
        };
        await tx
          .insertInto("billing_rules")
          .values({ tenant_id: tenant, ...row })
          .onConflict((clash) => clash.column("tenant_id").doUpdateSet(row))
          .execute();
        return ruleOf(tx, tenant);
      }),
    statement: (tenant, month, asOf) =>
      db.tenant(tenant, async (tx) => {
        const rule = await ruleOf(tx, tenant);
        const { name } = await tx.selectFrom("tenants").select("name").where("id", "=", tenant).executeTakeFirstOrThrow();
        const startDate = `${month}-01`;
        const endDate = daysAfter(`${daysAfter(startDate, 31).slice(0, 7)}-01`, -1);
        const days = (await parts(tx, tenant, { startDate, endDate }, "day")).map(({ key, totals }) => ({
          day: key,
          calls: totals.calls,
          answered: totals.answered,
          billedMinutes: totals.billed_seconds / 60,
          providerCostCents: totals.provider_cost_micro_cents / MICRO_CENTS,
          ownCostCents: totals.own_cost_micro_cents / MICRO_CENTS,
        }));
        return { month, business: name, rule, ...amounts(rule, days), days, asOf };
      }),
  };
}

type Day = Statement["days"][number];
type Amounts = Omit<Statement, "month" | "business" | "rule" | "days" | "asOf">;

/** Pure: minutes beyond those included are billed at the price of a minute, rounded to the cent once, at the end. */
export function amounts(rule: BillingRule, days: readonly Day[]): Amounts {
  const sum = (of: (day: Day) => number): number => days.reduce((total, day) => total + of(day), 0);
  const billedMinutes = sum((day) => day.billedMinutes);
  const includedMinutes = Math.min(billedMinutes, rule.includedMinutes);
  const extraMinutes = billedMinutes - includedMinutes;
  const extraCents = Math.round(extraMinutes * rule.centsPerMinute);
  return {
    calls: sum((day) => day.calls),
    answered: sum((day) => day.answered),
    billedMinutes,
    includedMinutes,
    extraMinutes,
    monthlyCents: rule.monthlyCents,
    extraCents,
    totalCents: rule.monthlyCents + extraCents,
    providerCostCents: sum((day) => day.providerCostCents),
    ownCostCents: sum((day) => day.ownCostCents),
  };
}

async function ruleOf(tx: Tx, tenant: TenantId): Promise<BillingRule> {
  const row = await tx.selectFrom("billing_rules").selectAll().where("tenant_id", "=", tenant).executeTakeFirst();
  if (row === undefined) return billingDefaults;
  return {
    incrementSeconds: row.increment_seconds,
    minimumSeconds: row.minimum_seconds,
    includedMinutes: row.included_minutes,
    centsPerMinute: Number(row.cents_per_minute),
    monthlyCents: row.monthly_cents,
    currency: row.currency,
  };
}
