import type { TenantId } from "../lib/ids.ts";

/** What a tenant's account at each provider consists of. All members are secrets except the ids and addresses. */
export type ProviderCredentials = {
  twilio: { accountSid: string; authToken: string; from?: string; baseUrl?: string };
  /** `publicKey`: base64 of the raw 32 bytes, as the portal shows it; `connectionId`: the Call Control application. */
  telnyx: { apiKey: string; publicKey?: string; connectionId?: string; from?: string; assistantId?: string; baseUrl?: string };
  /** `webhookSecret`: of Standard Webhooks HMAC, or what Vapi sends as `X-Vapi-Secret`; `llmKey`: the bearer our custom model is asked with. */
  vapi: { apiKey?: string; webhookSecret?: string; llmKey?: string; phoneNumberId?: string; baseUrl?: string };
  /** The API key that carries the webhook badge. `llmToken`: the unguessable part of our custom-model address. */
  retell: { apiKey: string; from?: string; llmToken?: string; baseUrl?: string };
  livekit: { url: string; apiKey: string; apiSecret: string };
};
export type Provider = keyof ProviderCredentials;

/** A tenant's own account at a provider, else the installation's; undefined where neither is set. */
export type Credentials = <P extends Provider>(tenant: TenantId, provider: P) => Promise<ProviderCredentials[P] | undefined>;
