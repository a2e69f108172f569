import { z } from "zod";
import type { Credentials, Provider, ProviderCredentials } from "./ports/credentials.ts";

const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === "" ? undefined : value));
const url = text.refine((value) => value === undefined || URL.canParse(value), "must be a whole address such as https://api.example.com");

/** The carriers' variables: the accounts of tenants that have none of their own. */
export const carrierVariables = {
  TELNYX_API_KEY: text,
  TELNYX_PUBLIC_KEY: text.refine((value) => value === undefined || Buffer.from(value, "base64").length === 32, "must be the base64 public key of the portal"),
  TELNYX_CONNECTION_ID: text,
  TELNYX_FROM: text,
  TELNYX_ASSISTANT_ID: text,
  TELNYX_BASE_URL: url,
  VAPI_API_KEY: text,
  VAPI_WEBHOOK_SECRET: text,
  VAPI_LLM_KEY: text,
  VAPI_PHONE_NUMBER_ID: text,
  VAPI_BASE_URL: url,
  RETELL_API_KEY: text,
  RETELL_FROM: text,
  RETELL_LLM_TOKEN: text,
  RETELL_BASE_URL: url,
  LIVEKIT_URL: url,
  LIVEKIT_API_KEY: text,
  LIVEKIT_API_SECRET: text,
};

type Given = { [K in keyof typeof carrierVariables]: string | undefined };
/** Accounts at the carriers other than Twilio, whose variables are older. */
export type CarrierKeys = Partial<Omit<ProviderCredentials, "twilio">>;

/** @throws Error that names the variable that is missing beside another. */
export function carrierKeysOf(given: Given): CarrierKeys {
  return {
    ...(given.TELNYX_API_KEY !== undefined && {
      telnyx: defined({
        apiKey: given.TELNYX_API_KEY,
        publicKey: given.TELNYX_PUBLIC_KEY,
        connectionId: given.TELNYX_CONNECTION_ID,
        from: given.TELNYX_FROM,
        assistantId: given.TELNYX_ASSISTANT_ID,
        baseUrl: given.TELNYX_BASE_URL,
      }),
    }),
    ...((given.VAPI_API_KEY ?? given.VAPI_WEBHOOK_SECRET ?? given.VAPI_LLM_KEY) !== undefined && {
      vapi: defined({
        apiKey: given.VAPI_API_KEY,
        webhookSecret: given.VAPI_WEBHOOK_SECRET,
        llmKey: given.VAPI_LLM_KEY,
        phoneNumberId: given.VAPI_PHONE_NUMBER_ID,
        baseUrl: given.VAPI_BASE_URL,
      }),
    }),
    ...(given.RETELL_API_KEY !== undefined && {
      retell: defined({ apiKey: given.RETELL_API_KEY, from: given.RETELL_FROM, llmToken: given.RETELL_LLM_TOKEN, baseUrl: given.RETELL_BASE_URL }),
    }),
    ...livekitOf(given),
  };
}

function livekitOf({ LIVEKIT_URL: address, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret }: Given): CarrierKeys {
  if (address === undefined && apiKey === undefined && apiSecret === undefined) return {};
  if (address === undefined || apiKey === undefined || apiSecret === undefined)
    throw new Error("LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET go together: set all three, or none.");
  return { livekit: { url: address, apiKey, apiSecret } };
}

/** The accounts that the environment gives every tenant. */
export function installationKeys(twilio: ProviderCredentials["twilio"] | undefined, others: CarrierKeys): Credentials {
  const all: Partial<ProviderCredentials> = { ...others, ...(twilio && { twilio }) };
  return async <P extends Provider>(_tenant: unknown, provider: P) => all[provider];
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function defined<T extends Record<string, string | undefined>>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
