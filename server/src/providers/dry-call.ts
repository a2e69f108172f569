import { AccessToken } from "livekit-server-sdk";
import type { Egress, EgressRequest } from "../egress/egress.ts";
import type { Provider, ProviderCredentials } from "../ports/credentials.ts";

/** What a provider says of keys: good, refused, or it could not be asked. */
export type Verdict = "good" | "refused" | "unreachable";
/** The address of each provider's API where it is not the usual one: tests and mirrors. Never a tenant's to choose. */
export type ProviderUrls = Readonly<Partial<Record<Provider, string>>>;
export type Given<P extends Provider> = Partial<ProviderCredentials[P]>;

/** A person waits at the form. */
const TIMEOUT_MS = 8000;

/** Asks the provider something harmless with these keys. `reach` goes to providers; `egress` the LiveKit server a tenant names. */
export async function dryCall<P extends Provider>(
  provider: P,
  given: Given<P>,
  urls: ProviderUrls,
  reach: typeof globalThis.fetch,
  egress: Egress,
): Promise<Verdict> {
  const asked = await questionOf(provider, given, urls);
  if (asked === undefined) return "unreachable";
  try {
    const status =
      provider === "livekit"
        ? (await egress.send(asked)).status
        : (await reach(asked.url, { headers: { ...asked.headers }, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) })).status;
    if (status >= 200 && status < 300) return "good";
    // 404: an account that is not there.
    return status === 401 || status === 403 || status === 404 ? "refused" : "unreachable";
  } catch {
    return "unreachable";
  }
}

async function questionOf(provider: Provider, given: Given<Provider>, urls: ProviderUrls): Promise<EgressRequest | undefined> {
  const get = (url: string, authorization: string): EgressRequest => ({
    method: "GET",
    url,
    headers: { authorization },
    timeoutMs: TIMEOUT_MS,
    maxBytes: 1024,
  });
  switch (provider) {
    case "twilio": {
      const { accountSid = "", authToken = "" } = given as Given<"twilio">;
      const basic = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
      return get(`${urls.twilio ?? "https://api.twilio.com"}/2010-04-01/Accounts/${accountSid}.json`, `Basic ${basic}`);
    }
    case "telnyx":
      return get(`${urls.telnyx ?? "https://api.telnyx.com/v2"}/balance`, `Bearer ${(given as Given<"telnyx">).apiKey}`);
    case "vapi": {
      const { apiKey } = given as Given<"vapi">;
      return apiKey === undefined ? undefined : get(`${urls.vapi ?? "https://api.vapi.ai"}/assistant?limit=1`, `Bearer ${apiKey}`);
    }
    case "retell":
      return get(`${urls.retell ?? "https://api.retellai.com"}/get-concurrency`, `Bearer ${(given as Given<"retell">).apiKey}`);
    case "livekit": {
      const { url = "", apiKey, apiSecret } = given as Given<"livekit">;
      const token = new AccessToken(apiKey, apiSecret, { ttl: 60 });
      token.addGrant({ roomList: true });
      const authorization = `Bearer ${await token.toJwt()}`;
      return {
        method: "POST",
        url: `${url.replace(/^ws/, "http").replace(/\/+$/, "")}/twirp/livekit.RoomService/ListRooms`,
        headers: { authorization, "content-type": "application/json" },
        body: "{}",
        timeoutMs: TIMEOUT_MS,
        maxBytes: 1024,
      };
    }
  }
}
