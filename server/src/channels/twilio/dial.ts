import type { Twilio } from "twilio";
import { ASK_AGAIN } from "./wire.ts";

export type TwilioAccount = Readonly<{
  accountSid: string;
  authToken: string;
  /** Where the REST API is, if not at Twilio (a test's fake carrier). */
  apiUrl?: string;
}>;

export type DialOrder = Readonly<{
  /** E164. */
  to: string;
  from: string;
  /** Our webhook for this call, absolute: it is asked what to say, and told what becomes of the call. */
  address: string;
  ringSeconds: number;
  /** Listen for an answering machine, and tell when its greeting is over. */
  detectMachine?: boolean;
}>;

/** `unknown`: the carrier may or may not be calling. It is never dialled again; the status callbacks will tell. */
export type Dialled = { is: "dialled"; callSid: string } | { is: "refused"; code: number; message: string } | { is: "unknown"; message: string };

/** Places one call, with one request and no retry: there is no idempotency key at the carrier, so a second request is a second call. */
export async function dial(order: DialOrder, account: TwilioAccount): Promise<Dialled> {
  try {
    const client = await clientOf(account);
    const { sid } = await client.calls.create({
      to: order.to,
      from: order.from,
      url: order.address + ASK_AGAIN,
      method: "POST",
      statusCallback: order.address + ASK_AGAIN,
      statusCallbackMethod: "POST",
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      timeout: order.ringSeconds,
      // Asynchronous: a person who answers is greeted at once. Both members are needed.
      ...(order.detectMachine === true && {
        machineDetection: "DetectMessageEnd",
        asyncAmd: "true",
        asyncAmdStatusCallback: order.address + ASK_AGAIN,
        asyncAmdStatusCallbackMethod: "POST",
      }),
    });
    return { is: "dialled", callSid: sid };
  } catch (error) {
    const { status, code, message } = error as { status?: number; code?: number; message: string };
    if (status !== undefined && status >= 400 && status < 500) return { is: "refused", code: code ?? status, message };
    return { is: "unknown", message };
  }
}

export type Placed = { sid: string; to: string; from: string; startedMs: number };

/** The calls the carrier knows to this number since then: what became of a dial whose answer was lost. Twilio keeps no reference of ours. */
export async function callsTo(to: string, sinceMs: number, account: TwilioAccount): Promise<Placed[]> {
  const client = await clientOf(account);
  const found = await client.calls.list({ to, startTimeAfter: new Date(sinceMs), limit: 50 });
  return found.map(({ sid, to: called, from, startTime, dateCreated }) => ({ sid, to: called, from, startedMs: (startTime ?? dateCreated).getTime() }));
}

/** Has the carrier play these instructions in a live call now. Rejects when it would not. */
export async function push(callSid: string, twiml: string, account: TwilioAccount): Promise<void> {
  const client = await clientOf(account);
  await client.calls(callSid).update({ twiml });
}

async function clientOf({ accountSid, authToken, apiUrl }: TwilioAccount): Promise<Twilio> {
  const { default: twilio } = await import("twilio"); // 300 ms to load: only an installation that dials pays for it
  const client = twilio(accountSid, authToken, { autoRetry: false, httpClient: new twilio.RequestClient({ timeout: TIMEOUT_MS, autoRetry: false }) });
  if (apiUrl !== undefined) client.api.baseUrl = apiUrl;
  return client;
}

const TIMEOUT_MS = 10_000;
