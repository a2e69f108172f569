import { z } from "zod";
import { id, page, text } from "./common.ts";

const resource = id.nullable().meta({ description: "The resource, whose own hours then replace those of the business; null: the business" });
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time from 00:00 to 23:59");
const day = z.iso.date().meta({ description: "A date in the business's zone", example: "2026-12-24" });

const hourFields = {
  resource,
  weekday: z.int().min(1).max(7).meta({ description: "1 is Monday, 7 is Sunday" }),
  opens: wallTime.meta({ example: "08:00" }),
  closes: z.union([wallTime, z.literal("24:00")]).meta({ description: "At or before `opens`: on the next day", example: "18:00" }),
};
export const hourDraft = z.strictObject({ ...hourFields, resource: resource.default(null) }).meta({ example: { weekday: 1, opens: "08:00", closes: "18:00" } });
export const hourChange = z
  .strictObject(hourFields)
  .partial()
  .meta({ example: { closes: "20:00" } });
export const hour = z.object({ id, ...hourFields });
export const hourList = z.strictObject(page);

const closureFields = { resource, firstDay: day, lastDay: day.meta({ description: "Included" }), reason: text(200) };
export const closureDraft = z
  .strictObject({ ...closureFields, resource: resource.default(null), reason: closureFields.reason.default("") })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, { message: "must not come before the first day", path: ["lastDay"] })
  .meta({ example: { firstDay: "2026-12-24", lastDay: "2027-01-02", reason: "Holidays" } });
export const closureChange = z
  .strictObject(closureFields)
  .partial()
  .meta({ example: { lastDay: "2027-01-03" } });
export const closure = z.object({ id, ...closureFields });
export const closureList = z.strictObject(page);
