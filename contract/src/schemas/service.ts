import { z } from "zod";
import { id, instant, page, spoken, text } from "./common.ts";

const slotTypes = ["place", "person", "count", "date", "time", "datetime", "phone", "email", "enum", "text"] as const;
const words = z.strictObject({ en: z.array(text(100)).max(100), fr: z.array(text(100)).max(100) });
const slotName = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, "begin with a small letter, then letters and digits");

const slot = z
  .strictObject({
    name: slotName,
    type: z.enum(slotTypes),
    required: z.boolean(),
    label: spoken,
    ask: spoken.meta({ description: "The question that asks for it" }),
    group: text(40).optional().meta({ description: "Slots of one group are asked for together" }),
    confirm: z.enum(["implicit", "explicit", "spell"]),
    choices: z
      .array(z.strictObject({ value: text(60).min(1), label: spoken, words }))
      .max(50)
      .optional(),
    min: z.int().min(0).max(1000).optional(),
    max: z.int().min(0).max(1000).optional(),
  })
  .refine((value) => value.type !== "enum" || (value.choices?.length ?? 0) > 0, "an enum slot needs choices");

const fields = {
  slug: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "write small letters, digits and single hyphens"),
  active: z.boolean(),
  name: spoken,
  words: words.meta({ description: "Words by which a caller asks for it" }),
  slots: z
    .array(slot)
    .min(1)
    .max(30)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "name each slot once"),
  durationMin: z.int().min(5).max(1440),
  capacitySlot: slotName.optional().meta({ description: "The count slot that must fit the resource" }),
  leadMin: z.int().min(0).max(525_600).meta({ description: "How soon it can be booked, in minutes" }),
  horizonDays: z.int().min(0).max(730).meta({ description: "How far ahead it can be booked, in days" }),
  price: spoken.meta({ description: "Spoken price; empty: it is not told" }),
};

const example = {
  slug: "haircut",
  name: { en: "Haircut", fr: "Coupe de cheveux" },
  slots: [
    {
      name: "name",
      type: "person",
      required: true,
      label: { en: "name", fr: "nom" },
      ask: { en: "What name is it under?", fr: "À quel nom ?" },
      confirm: "implicit",
    },
  ],
  durationMin: 30,
};

export const serviceDraft = z
  .strictObject({
    ...fields,
    active: fields.active.default(true),
    words: fields.words.default({ en: [], fr: [] }),
    leadMin: fields.leadMin.default(60),
    horizonDays: fields.horizonDays.default(60),
    price: fields.price.default({ en: "", fr: "" }),
  })
  .meta({ example });
export const serviceChange = z
  .strictObject(fields)
  .partial()
  .meta({ example: { durationMin: 45 } });

export const service = z.object({ id, ...fields, createdAt: instant, updatedAt: instant });
export type ServiceReply = z.infer<typeof service>;
export const serviceList = z.strictObject(page);
