import twilio from "twilio";
import { expect } from "vitest";
import { paramsOf } from "../../src/channels/twilio/signature.ts";
import { Engine } from "../../src/engine/engine.ts";
import { nobodyElse } from "../../src/engine/owners.ts";
import type { HookReply, HookRequest } from "../../src/http/hook.ts";
import { type TwilioDesk, twilioDesk } from "../../src/http/hooks/twilio.ts";
import type { TwilioParts } from "../../src/http/hooks/twilio-parts.ts";
import { makeLogger } from "../../src/http/logger.ts";
import type { TenantId } from "../../src/lib/ids.ts";
import { inbox } from "../../src/log/inbox.ts";
import { postgresLog } from "../../src/log/postgres.ts";
import type { Brain } from "../../src/ports/brain.ts";
import { type Clock, realClock } from "../../src/ports/clock.ts";
import type { Tool } from "../../src/ports/tool.ts";
import { agentOf } from "../engine/scripted.ts";
import { someTenant, type TestDatabase } from "../harness/database.ts";

export const publicUrl = "https://calls.example.com";
export const number = "+15145550123";
/** Long enough to be a token, and plainly none. */
export const token = "test ".repeat(8);

export type World = { desk: TwilioDesk; engine: Engine; tenant: TenantId; slug: string; problems: unknown[]; carrier: (callSid?: string) => Carrier };

export async function twilioWorld(
  { db }: TestDatabase,
  brain: Brain,
  tools: readonly Tool[] = [],
  changes: { tenant?: TenantId; clock?: Clock; parts?: Partial<TwilioParts>; unsigned?: boolean } = {},
): Promise<World> {
  const clock = changes.clock ?? realClock;
  const slug = `t${Math.random().toString(36).slice(2)}`;
  const tenant = changes.tenant ?? (await someTenant(db, slug));
  const problems: unknown[] = [];
  const engine = new Engine({
    log: postgresLog(db, clock),
    clock,
    owners: nobodyElse,
    ended: async () => {},
    reception: async () => ({ tenant, agent: agentOf(tools) }),
    brain: () => brain,
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    warn: (problem) => problems.push(problem),
  });
  const account = { accountSid: `AC${"0".repeat(32)}`, authToken: token, apiUrl: "http://127.0.0.1:9" };
  const desk = twilioDesk({
    engine,
    inbox: inbox(db),
    clock,
    logger: makeLogger("test", "silent"),
    publicUrl,
    production: false,
    sound: { hears: [], speaks: [], speak: () => () => expect.unreachable("nobody speaks here") },
    business: async (called) =>
      called.number === number || called.slug === slug
        ? {
            tenant,
            slug,
            language: "fr",
            phone: number,
            handOverTo: "+15145550199",
            line: "gather" as const,
            countries: ["CA", "US"],
            ...(!changes.unsigned && { account }),
          }
        : undefined,
    ...changes.parts,
  });
  return { desk, engine, tenant, slug, problems, carrier: (callSid) => new Carrier(desk, callSid) };
}

/** Twilio's side of one call: signs with the official library, plays TwiML, follows its addresses. */
export class Carrier {
  readonly callSid: string;
  readonly #desk: TwilioDesk;
  twiml = "";
  said: string[] = [];

  constructor(desk: TwilioDesk, callSid = `CA${[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`) {
    this.#desk = desk;
    this.callSid = callSid;
  }

  request(url: string, fields: Record<string, string>): HookRequest {
    const body = new URLSearchParams({
      AccountSid: `AC${"0".repeat(32)}`,
      CallSid: this.callSid,
      From: "+15145550111",
      To: number,
      Direction: "inbound",
      CallStatus: "in-progress",
      ...fields,
    }).toString();
    return signedRequest(url, body);
  }

  async send(request: HookRequest): Promise<HookReply> {
    return this.#desk.receive(request, /^\/webhooks\/twilio\/([^?/]+)/.exec(request.url)?.[1]);
  }

  async voice(): Promise<string> {
    return this.#take(await this.send(this.request("/api/twilio/call", { CallStatus: "ringing" })));
  }

  /** The next request as the last TwiML asks for it. */
  next(fields: Record<string, string> = {}): HookRequest {
    const target = /(?:action|Redirect method="POST")(?:="|>)([^"<]+)/.exec(this.twiml)?.[1]?.replaceAll("&amp;", "&").split("#")[0];
    if (!target?.startsWith(publicUrl)) throw new Error(`nothing to follow in ${this.twiml}`);
    return this.request(target.slice(publicUrl.length), fields);
  }

  /** Says it, and follows every redirect until the caller is listened to again or the call is over. */
  async say(text: string): Promise<string> {
    this.#take(await this.send(this.next({ SpeechResult: text, Confidence: "0.9" })));
    while (this.twiml.includes("<Redirect")) this.#take(await this.send(this.next()));
    return this.twiml;
  }

  status(status: string, sequence: number): Promise<HookReply> {
    return this.send(this.request("/api/twilio/call", { CallStatus: status, SequenceNumber: String(sequence), CallbackSource: "call-progress-events" }));
  }

  #take({ body }: HookReply): string {
    this.twiml = String(body);
    for (const [, text] of this.twiml.matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)) this.said.push(text!);
    return this.twiml;
  }
}

export function signedRequest(url: string, body: string): HookRequest {
  return {
    method: "POST",
    url,
    params: {},
    query: {},
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": twilio.getExpectedTwilioSignature(token, publicUrl + url, paramsOf(body)),
    },
    raw: Buffer.from(body),
    ip: "127.0.0.1",
    requestId: "test",
    signal: new AbortController().signal,
  };
}
