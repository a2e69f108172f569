import { z } from "zod";

/** No parameters, or no body: unknown members are refused. */
export const nothing = z.strictObject({}).optional();
export const id = z.uuid().meta({ description: "UUID", example: "01989f6e-7c1a-7b5e-9d6f-2f4c8f1f2a3b" });
export const byId = z.strictObject({ id });
export const instant = z.iso.datetime({ offset: true }).meta({ description: "ISO 8601 with zone", example: "2026-11-21T14:30:00.000-05:00" });
export const e164 = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, "write the number as +15145551234")
  .meta({ description: "E.164", example: "+15145551234" });
export const language = z.enum(["en", "fr"]);
export const spoken = z.strictObject({ en: z.string().max(2000), fr: z.string().max(2000) }).meta({ description: "The same text in both languages" });

/** Query of every list: `limit` with `offset`, or with `page` (from 1). */
export const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).optional(),
  page: z.coerce.number().int().min(1).optional(),
};
export const pagination = z.object({ total: z.number().int(), limit: z.number().int(), offset: z.number().int(), hasMore: z.boolean() });

/** The one shape of a refusal. `message` says what to do about it. */
export const failure = z.object({
  error: z.literal(true),
  code: z.string(),
  message: z.string(),
  details: z.unknown().optional(),
  requestId: z.string(),
  stack: z.string().optional(),
});
/** Free text typed by people: any characters but NUL and lone surrogates, which Postgres and JSON cannot keep. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes("\u0000") && value.isWellFormed(), "remove characters that are not text (NUL or half a surrogate pair)");
