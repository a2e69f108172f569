import { z } from "zod";
import { instant } from "./common.ts";
import { day } from "./report.ts";

/** How a business bills the minutes of its calls to whoever pays it. Calls keep the rule they ended under. */
const rule = {
  incrementSeconds: z.int().min(1).max(3600).meta({ description: "Calls are billed in steps of this; 60 rounds each up to whole minutes" }),
  minimumSeconds: z.int().min(0).max(3600).meta({ description: "A call that was answered is billed for at least this" }),
  includedMinutes: z.int().min(0).max(10_000_000).meta({ description: "Minutes a month that the monthly price includes" }),
  centsPerMinute: z.number().min(0).max(100_000).meta({ description: "Price of a minute beyond them; up to four decimals" }),
  monthlyCents: z.int().min(0).max(100_000_000).meta({ description: "Monthly price" }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "write three capitals, such as CAD")
    .meta({ description: "ISO 4217", example: "CAD" }),
};
export const billingRule = z.strictObject(rule).meta({
  example: { incrementSeconds: 60, minimumSeconds: 0, includedMinutes: 500, centsPerMinute: 12, monthlyCents: 9900, currency: "CAD" },
});
export type BillingRule = z.infer<typeof billingRule>;

/** What holds where a business has set nothing: by the second, without a price. */
export const billingDefaults: BillingRule = { incrementSeconds: 1, minimumSeconds: 0, includedMinutes: 0, centsPerMinute: 0, monthlyCents: 0, currency: "CAD" };

export const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, "write a month such as 2026-11")
  .meta({ example: "2026-11" });
export const byMonth = z.strictObject({ month });
export const statementQuery = z.strictObject({ format: z.enum(["csv", "pdf"]).default("pdf"), language: z.enum(["en", "fr"]).default("en") });

export const statement = z.object({
  month,
  business: z.string(),
  rule: billingRule,
  calls: z.int(),
  answered: z.int(),
  billedMinutes: z.number(),
  includedMinutes: z.number().meta({ description: "Of the billed minutes, those the monthly price includes" }),
  extraMinutes: z.number(),
  monthlyCents: z.int(),
  extraCents: z.int(),
  totalCents: z.int(),
  providerCostCents: z.number(),
  ownCostCents: z.number(),
  days: z.array(z.object({ day, calls: z.int(), answered: z.int(), billedMinutes: z.number(), providerCostCents: z.number(), ownCostCents: z.number() })),
  asOf: instant,
});
export type Statement = z.infer<typeof statement>;
