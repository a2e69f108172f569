import { z } from "zod";
import { e164, id, language, text } from "./common.ts";
import { role } from "./role.ts";

/** Longer passwords only cost time; to this length every byte counts. */
const PASSWORD_BYTES = 1000;

const typedPassword = z
  .string()
  .min(1)
  .refine((value) => value.isWellFormed() && new TextEncoder().encode(value).length <= PASSWORD_BYTES, `use at most ${PASSWORD_BYTES} bytes of text`);
export const newPassword = typedPassword
  .refine((value) => [...value].length >= 8, "use at least 8 characters")
  .meta({ description: "8 characters or more, any characters", example: "correct horse battery" });
export const email = z.email().max(254).meta({ example: "marie@example.com" });
/** The short name of a business in addresses. */
export const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use small letters, digits and single hyphens")
  .meta({ example: "demo-hvac" });
/** Given back by us; anything else of sensible length is simply wrong. */
const secret = z.string().min(1).max(200);
const otp = z.string().min(6).max(20).meta({ description: "The six digits of the authenticator app, or a recovery code", example: "492039" });

export const registration = z
  .strictObject({
    email,
    password: newPassword,
    name: text(120).optional(),
    role: role.optional(),
    company: text(120).min(1).optional().meta({ description: "Opens a new business, where sign-up is open" }),
    tenant: slug.optional().meta({ description: "Become a customer of this business; absent: of the default one" }),
    invitation: secret.optional(),
  })
  .meta({ example: { email: "marie@example.com", password: "correct horse battery", name: "Marie Tremblay" } });
export type Registration = z.infer<typeof registration>;

export const registered = z.object({
  success: z.literal(true),
  data: z.object({ id, email: z.string(), name: z.string(), role }),
  token: z.string(),
  refreshToken: z.string(),
});

export const login = z
  .strictObject({ email: z.string().min(1).max(254), password: typedPassword, otp: otp.optional(), tenant: slug.optional() })
  .meta({ example: { email: "marie@example.com", password: "correct horse battery" } });
export type Login = z.infer<typeof login>;

export const loggedIn = z.object({
  success: z.literal(true),
  token: z.string().meta({ description: "JWT, good for 15 minutes" }),
  refreshToken: z.string().meta({ description: "Good once; each use gives the next" }),
  role,
  userId: id,
  user: z.object({ id, email: z.string(), name: z.string(), role, tenant: z.string().meta({ description: "Slug of the business signed in to" }) }),
});
export type LoggedIn = z.infer<typeof loggedIn>;

export const refresh = z.strictObject({ refreshToken: secret });
export const logout = z.strictObject({ refreshToken: secret.optional() }).optional();
export const switchTenant = z.strictObject({ tenant: slug }).meta({ example: { tenant: "demo-rides" } });

export const me = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role,
  tenant: z.string(),
  tenants: z.array(z.object({ slug: z.string(), name: z.string(), role })).meta({ description: "Every business this person belongs to" }),
});

export const profile = z.object({ id, email: z.string(), name: z.string(), phone: z.string().nullable(), language, totp: z.boolean(), createdAt: z.string() });
export type Profile = z.infer<typeof profile>;
export const profileChange = z
  .strictObject({ name: text(120).min(1), phone: e164.nullable(), language })
  .partial()
  .meta({ example: { name: "Marie Tremblay", language: "fr" } });
export type ProfileChange = z.infer<typeof profileChange>;

export const passwordChange = z.strictObject({ password: typedPassword, newPassword });
export const resetRequest = z.strictObject({ email: z.string().min(1).max(254) }).meta({ example: { email: "marie@example.com" } });
export const resetPassword = z.strictObject({ token: secret, newPassword });

export const totpSetup = z.object({
  secret: z.string().meta({ description: "Base32, for typing by hand" }),
  uri: z.string().meta({ description: "For a QR code" }),
});
export const totpEnable = z.strictObject({ otp });
export const totpEnabled = z.object({ recoveryCodes: z.array(z.string()).meta({ description: "Each signs in once without the app; shown only now" }) });
export const totpDisable = z.strictObject({ password: typedPassword });

/** The answer where there is nothing to tell. */
export const done = z.object({ done: z.literal(true) });
