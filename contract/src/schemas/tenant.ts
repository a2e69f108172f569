import { z } from "zod";
import { slug } from "./account.ts";
import { e164, id, instant, language, text } from "./common.ts";

const zone = z.string().max(60).refine(isZone, "write a zone of the IANA list, such as America/Toronto").meta({ example: "America/Toronto" });

/** What a business sets for itself. */
const settings = {
  address: text(300),
  handoverNumber: e164.nullable().meta({ description: "Whom a caller is put through to who asks for a person; null: nobody" }),
  notifyEmail: z.union([z.literal(""), z.email().max(254)]).meta({ description: "Where the business hears of its bookings; empty: nowhere" }),
  holdMinutes: z.int().min(1).max(60).meta({ description: "How long a slot is held for a caller who has not yet said yes" }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "write two capitals, such as CA")
    .meta({ description: "ISO country: its public holidays, and numbers written without a country code" }),
  region: z
    .string()
    .regex(/^[A-Z0-9]{0,3}$/, "write the code of the region, such as QC")
    .meta({ description: "Province, state or canton, where holidays differ by it; or empty" }),
  city: text(100).meta({ description: "The city callers mean when they name none; or empty" }),
  openOnHolidays: z.boolean().meta({ description: "Whether the business works on public holidays" }),
  customerSignUp: z.boolean().meta({ description: "Whether customers may register by themselves" }),
  visitorChat: z.boolean().meta({ description: "Whether visitors may chat without signing in" }),
};
export const tenantSettings = z.object(settings);
export type TenantSettings = z.infer<typeof tenantSettings>;

/** What holds where a business has set nothing. */
export const tenantDefaults: TenantSettings = {
  address: "",
  handoverNumber: null,
  notifyEmail: "",
  holdMinutes: 5,
  country: "CA",
  region: "",
  city: "",
  openOnHolidays: false,
  customerSignUp: true,
  visitorChat: true,
};

const fields = {
  name: text(120).min(1),
  zone,
  languages: z
    .array(language)
    .min(1)
    .max(2)
    .refine((all) => new Set(all).size === all.length, "name each language once"),
  phone: e164.nullable().meta({ description: "The number callers call" }),
};

export const tenant = z.object({ id, slug, ...fields, ...settings, demo: z.boolean(), createdAt: instant });
export type Tenant = z.infer<typeof tenant>;
export const tenantChange = z
  .strictObject({ ...fields, ...settings })
  .partial()
  .meta({ example: { name: "Demo HVAC", handoverNumber: "+15145550000" } });
export type TenantChange = z.infer<typeof tenantChange>;

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
