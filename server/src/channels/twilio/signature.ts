import webhooks from "twilio/lib/webhooks/webhooks.js";

/** What a signature covers, exactly as it came over the wire. */
export type SignedRequest = Readonly<{
  /** Path and query as requested (`/webhooks/twilio/demo?n=2`). */
  url: string;
  contentType: string;
  /** `X-Twilio-Signature`, or undefined when the header is missing. */
  signature: string | undefined;
  /** The body's bytes as text, before any parsing. */
  body: string;
}>;

export type Genuineness = "genuine" | "missing" | "wrong";

/**
 * Was this request made by the holder of the auth token? The address is the one the carrier was given (`publicUrl`),
 * never the request's `Host`, which anybody can write. Twilio signs no time: replays are found by their dedupe key.
 */
export function genuine(request: SignedRequest, authToken: string, publicUrl: string): Genuineness {
  if (request.signature === undefined || request.signature === "") return "missing";
  const url = publicUrl.replace(/\/+$/, "") + request.url;
  try {
    const valid = isForm(request.contentType)
      ? webhooks.validateRequest(authToken, request.signature, url, paramsOf(request.body))
      : webhooks.validateRequestWithBody(authToken, request.signature, url, request.body);
    return valid ? "genuine" : "wrong";
  } catch {
    return "wrong"; // the SDK throws on an address it cannot parse
  }
}

/** A form body as the SDK signs it: a repeated key is a list. */
export function paramsOf(body: string): Record<string, string | string[]> {
  const params: Record<string, string | string[]> = Object.create(null);
  for (const [key, value] of new URLSearchParams(body)) {
    const before = params[key];
    params[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return params;
}

const isForm = (contentType: string): boolean => contentType.toLowerCase().startsWith("application/x-www-form-urlencoded");
