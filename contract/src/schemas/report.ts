import { z } from "zod";
import { id, instant } from "./common.ts";
import { type Figures, metricNames, metrics } from "./metric.ts";
import { channelName } from "./number.ts";

const fields = Object.fromEntries(
  metricNames.map((name) => [
    name,
    z
      .number()
      .nullable()
      .meta({ description: `${metrics[name].formula.en} (${metrics[name].unit})` }),
  ]),
) as Record<keyof Figures, z.ZodNullable<z.ZodNumber>>;
export const figures = z.object(fields);

export const day = z.iso.date().meta({ description: "A day of the business's calendar", example: "2026-11-21" });

/** Longest range: what a page can show and a database can add up at once. */
const MOST_DAYS = 1100;
/** A range of days, both included; without one, the last thirty. */
const range = { startDate: day.optional(), endDate: day.optional() };
const inOrder = ({ startDate, endDate }: { startDate?: string | undefined; endDate?: string | undefined }): boolean =>
  startDate === undefined || endDate === undefined || (startDate <= endDate && Date.parse(endDate) - Date.parse(startDate) <= MOST_DAYS * 86_400_000);
const outOfOrder = `startDate must not be after endDate, nor more than ${MOST_DAYS} days before it`;

export const rangeQuery = z.strictObject(range).refine(inOrder, outOfOrder);
export const reportQuery = z.strictObject({ ...range, agentId: id.optional(), channel: channelName.optional() }).refine(inOrder, outOfOrder);
export const exportQuery = z
  .strictObject({ ...range, agentId: id.optional(), channel: channelName.optional(), format: z.enum(["csv", "xlsx"]).default("csv") })
  .refine(inOrder, outOfOrder);

const period = z.object({ startDate: day, endDate: day });
export type Period = z.infer<typeof period>;

export const report = z.object({
  period,
  before: period.meta({ description: "As many days, right before" }),
  asOf: instant.meta({ description: "Every call that had ended by then is counted" }),
  figures,
  figuresBefore: figures,
  days: z.array(z.object({ day, figures })),
  hours: z.array(z.object({ weekday: z.int().meta({ description: "1 Monday to 7 Sunday" }), hour: z.int(), calls: z.int(), missed: z.int() })),
  agents: z.array(z.object({ agentId: z.string().nullable(), name: z.string(), revision: z.int().nullable(), figures })),
  channels: z.array(z.object({ channel: channelName, figures })),
});
export type Report = z.infer<typeof report>;

/** What the tables of the API's older names call them. */
export const callMetrics = z.object({
  period,
  asOf: instant,
  figures,
  byOutcome: z.record(z.string(), z.int()),
  byProvider: z.record(z.string(), z.int()),
});
export const dailyMetrics = z.array(z.object({ date: day, figures }));

export const recounted = z.object({
  counted: z.int().meta({ description: "Calls that were counted" }),
  changed: z.boolean().meta({ description: "Whether the count was different before" }),
});
