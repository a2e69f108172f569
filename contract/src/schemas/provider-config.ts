import { z } from "zod";
import { e164, instant } from "./common.ts";

/** A key as a provider's page shows it; null takes it away. What is left out stays as it is. */
const key = z
  .string()
  .trim()
  .min(8, "paste the whole key")
  .max(512)
  .regex(/^[\x21-\x7e]+$/, "paste the key alone, without spaces")
  .nullable()
  .optional();
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, "paste it without spaces")
  .nullable()
  .optional();
const from = e164.nullable().optional();

/** What a business tells us of its account at each carrier. */
export const providerDrafts = {
  twilio: z.strictObject({
    accountSid: z
      .string()
      .trim()
      .regex(/^AC[0-9a-fA-F]{32}$/, "the Account SID begins with AC and has 34 characters")
      .nullable()
      .optional(),
    authToken: key,
    from,
  }),
  telnyx: z.strictObject({
    apiKey: key,
    publicKey: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9+/]{43}=$/, "paste the public key of the portal (base64, 44 characters)")
      .nullable()
      .optional(),
    connectionId: name,
    assistantId: name,
    from,
  }),
  vapi: z.strictObject({ apiKey: key, webhookSecret: key, llmKey: key, phoneNumberId: name }),
  retell: z.strictObject({ apiKey: key, llmToken: key, from }),
  livekit: z.strictObject({
    url: z
      .url({ protocol: /^(wss?|https?)$/, error: "write the whole address, such as wss://example.livekit.cloud" })
      .max(300)
      .nullable()
      .optional(),
    apiKey: key,
    apiSecret: key,
  }),
} as const;
export type CarrierName = keyof typeof providerDrafts;
export const carrierNames = Object.keys(providerDrafts) as CarrierName[];

/** What must be there for an account to be one. */
export const requiredFields: Record<CarrierName, readonly string[]> = {
  twilio: ["accountSid", "authToken"],
  telnyx: ["apiKey"],
  vapi: [],
  retell: ["apiKey"],
  livekit: ["url", "apiKey", "apiSecret"],
};
/** What is never shown again whole. */
export const secretFields: Record<CarrierName, readonly string[]> = {
  twilio: ["authToken"],
  telnyx: ["apiKey"],
  vapi: ["apiKey", "webhookSecret", "llmKey"],
  retell: ["apiKey", "llmToken"],
  livekit: ["apiSecret", "apiKey"],
};

export const providerConfig = z.object({
  /** `own`: of this business; `installation`: what the environment gives every business; `none`. */
  source: z.enum(["own", "installation", "none"]),
  fields: z.record(z.string(), z.string()).meta({ description: "Own fields; secrets masked but for their first and last four characters" }),
  verifiedAt: instant.nullable().meta({ description: "When the provider said that the keys are good; null: it could not be asked" }),
});
export type ProviderConfig = z.infer<typeof providerConfig>;

export const tenantConfig = z.object({
  providers: z.object({ twilio: providerConfig, telnyx: providerConfig, vapi: providerConfig, retell: providerConfig, livekit: providerConfig }),
  webhooks: z
    .array(z.object({ provider: z.enum(["twilio", "telnyx", "vapi", "retell", "livekit"]), use: z.enum(["events", "model"]), url: z.string() }))
    .meta({ description: "The addresses to paste at each provider" }),
});
export type TenantConfig = z.infer<typeof tenantConfig>;
