import type { Language } from "@firstring/contract/call/agent.ts";
import { CALLER } from "@firstring/contract/call/event.ts";
import { lines } from "@firstring/contract/call/lines.ts";
import type { WebSocket } from "ws";
import { openMedia, openRelay } from "../../channels/media-door.ts";
import { MediaLine } from "../../channels/media-line.ts";
import { RelayLine } from "../../channels/relay-line.ts";
import { Tickets } from "../../channels/tickets.ts";
import { factsOf } from "../../channels/twilio/call-facts.ts";
import { push } from "../../channels/twilio/dial.ts";
import { type Asked, failedDial, GatherLine } from "../../channels/twilio/gather-line.ts";
import { genuine } from "../../channels/twilio/signature.ts";
import { apology, briefing, connect as connectTo, hangUp, nothingToDo, notInService, putThrough } from "../../channels/twilio/twiml.ts";
import { read, type Told } from "../../channels/twilio/wire.ts";
import type { Connect } from "../../engine/engine.ts";
import type { Running } from "../../engine/run-call.ts";
import { type CallId, idOf } from "../../lib/ids.ts";
import { Refusal } from "../../lib/refusal.ts";
import { causeOf, type InboxKey } from "../../log/inbox.ts";
import type { HookReply, HookRequest } from "../hook.ts";
import { type OutboundOrder, type Placed, placeCall } from "./twilio-call.ts";
import { gatherLines, ourNumber } from "./twilio-line.ts";
import type { Business, TwilioParts } from "./twilio-parts.ts";

/** Answers Twilio's webhooks. */
export type TwilioDesk = {
  /**
   * One webhook: genuine, kept, then its effect, then TwiML. A duplicate gets the reply of the first and has no effect.
   * @throws Refusal 400 not a call, 401 unsigned, 403 wrongly signed; nothing is kept then.
   */
  receive(request: HookRequest, slug?: string): Promise<HookReply>;
  /** Has an agent call a number. */
  call(order: OutboundOrder): Promise<Placed>;
  /** Sockets of calls that are connected in sound or by a relay; each is admitted by the token in its first message. */
  openMedia(socket: WebSocket, address: string): void;
  openRelay(socket: WebSocket, address: string): void;
  /** How the engine takes up a call of a process that is gone. */
  reconnect: Connect;
};

export function twilioDesk(of: TwilioParts): TwilioDesk {
  const { engine, inbox, clock, logger } = of;
  const connect = gatherLines(() => engine, clock);
  const tickets = new Tickets<CallId>(clock);
  const door = {
    clock,
    lineOf(token: string) {
      const call = tickets.take(token);
      return call === undefined ? undefined : engine.find(call)?.line;
    },
    warn: (err: unknown, what: string) => logger.warn({ err }, what),
  };
  /** Requests being answered here: a duplicate waits for the first. */
  const atWork = new Map<string, Promise<string>>();

  return {
    reconnect: connect,
    openMedia: (socket, address) => openMedia(socket, "twilio", address, door),
    openRelay: (socket, address) => openRelay(socket, address, door),
    call: (order) => placeCall(of, order),
    async receive(request, slug) {
      const body = request.raw.toString("utf8");
      const told = read(request.url, body, header(request, "i-twilio-idempotency-token"));
      if (told === undefined) throw new Refusal(400, "invalid", "Send a form with the CallSid of a call, as Twilio does.");
      const business = await of.business({ number: told.ours, ...(slug !== undefined && { slug }) });
      if (business === undefined) return twiml(told.what.is === "voice" ? notInService() : nothingToDo());
      const unsigned = refuseForged(request, body, business);
      const key: InboxKey = { tenant: business.tenant, provider: "twilio", eventId: told.key };
      const place = `${key.tenant} ${key.eventId}`;
      const first = atWork.get(place);
      if (first !== undefined) return twiml(await first);
      const answering = answered(key, told, business, request, { url: request.url, body, ...(unsigned && { unsigned: true }) });
      atWork.set(place, answering);
      try {
        return twiml(await answering);
      } finally {
        atWork.delete(place);
      }
    },
  };

  /** True when the request is unsigned and that is allowed here. */
  function refuseForged(request: HookRequest, body: string, { account }: Business): boolean {
    if (account === undefined) {
      if (of.production) throw new Refusal(401, "unsigned", "Set this business's Twilio account and auth token first: unsigned requests are not taken.");
      return true;
    }
    const signed = { url: request.url, body, contentType: header(request, "content-type") ?? "", signature: header(request, "x-twilio-signature") };
    switch (genuine(signed, account.authToken, of.publicUrl)) {
      case "genuine":
        return false;
      case "missing":
        throw new Refusal(401, "unsigned", "X-Twilio-Signature is missing.");
      case "wrong":
        throw new Refusal(403, "wrong_signature", "The signature does not fit: check PUBLIC_URL and the auth token.");
    }
  }

  /** Kept first; an inbox row without a reply belongs to a process that died at it, so it is done again. */
  async function answered(key: InboxKey, told: Told, business: Business, request: HookRequest, kept: unknown): Promise<string> {
    const call = callOf(told, business);
    const accepted = await inbox.accept(key, kept, isAsked(told)).catch((problem: unknown) => {
      if (problem instanceof Refusal) throw problem;
      // What is answered 2xx has its row, always: the carrier asks again, or goes to its fallback address.
      logger.error({ err: problem, call, request: request.requestId }, "a Twilio request could not be kept");
      throw new Refusal(503, "try_again", "This could not be kept: send it again.");
    });
    if (accepted.is === "duplicate" && typeof accepted.reply === "string") return accepted.reply;
    let reply: string;
    try {
      reply = await effect(call, told, business, request.url, causeOf(key));
    } catch (problem) {
      // Asked again, it finds the process that comes after us.
      if (problem instanceof Refusal && problem.code === "stopping") throw problem;
      logger.error({ err: problem, call, request: request.requestId }, "a Twilio request could not be answered; the caller hears an apology");
      if (!isAsked(told)) throw new Refusal(503, "try_again", "This could not be kept: send it again.");
      reply = sorry(call, business);
    }
    await inbox
      .finish(key, reply)
      .catch((problem: unknown) => logger.error({ err: problem, call }, "a reply could not be kept; a duplicate will be done again"));
    return reply;
  }

  async function effect(call: CallId, told: Told, business: Business, url: string, cause: string): Promise<string> {
    const { what } = told;
    switch (what.is) {
      case "voice": {
        const running = await opened(call, told, business, cause);
        return running === undefined ? hangUp() : exchange(running, what, told, business, url, cause);
      }
      case "gather":
      case "more":
      case "dialled": {
        const running = await known(call, business);
        return running === undefined ? hangUp() : exchange(running, what, told, business, url, cause);
      }
      case "person":
        return person(await known(call, business), what, told, business, url, cause);
      case "status":
      case "machine": {
        const facts = factsOf(what, told.direction);
        const running = facts.length === 0 ? undefined : await known(call, business);
        // A callback that only says again what is known adds nothing.
        const isUp = running?.state().legs[CALLER]?.is === "up";
        for (const event of facts) if (!isUp || event.type !== "leg.answered" || event.by === "machine") running?.report({ event, cause });
        await running?.durable();
        return nothingToDo();
      }
      case "recording":
      case "unknown":
        return nothingToDo();
      default:
        return what satisfies never;
    }
  }

  /** A person we put a caller through to: they hear the brief, and take the call or not. Without an instruction the two are joined. */
  async function person(
    running: Running | undefined,
    { leg, on, pressed }: Extract<Told["what"], { is: "person" }>,
    told: Told,
    { slug }: Business,
    url: string,
    cause: string,
  ): Promise<string> {
    const there = running?.state().legs[leg];
    if (running === undefined || there === undefined || there.is === "ended" || (on === "taken" && !pressed)) return hangUp();
    if (on === "brief") {
      running.report({ event: { type: "leg.answered", leg, by: "human" }, cause });
      await running.durable();
      return briefing(there.brief ?? "", running.state().language, leg, addressOf(told, slug, url));
    }
    running.report({ event: { type: "leg.joined", leg, mode: "talk" }, cause });
    await running.durable();
    return nothingToDo();
  }

  function addressOf({ call }: Told, slug: string, url: string): string {
    return `${of.publicUrl}${url.split("?")[0] ?? `/webhooks/twilio/${slug}`}${call === undefined ? "" : `?call=${call}`}`;
  }

  /** The carrier is answered when what it told, and what we answer, is in the log: else a crash could lose words it was told we heard. */
  async function exchange(running: Running, asked: Asked, told: Told, { slug, account }: Business, url: string, cause: string): Promise<string> {
    const address = addressOf(told, slug, url);
    if (running.line instanceof MediaLine || running.line instanceof RelayLine) {
      const reply = connected(running, running.line, asked, address, cause);
      await running.durable();
      return reply;
    }
    if (!(running.line instanceof GatherLine)) throw new Error("this call is not on a line of Twilio's");
    const played = (twiml: string): void => {
      if (account === undefined) return;
      push(told.callSid, twiml, account).catch((problem: unknown) =>
        logger.warn({ err: problem, call: running.call }, "the carrier did not take instructions in mid-call"),
      );
    };
    const reply = await running.line.answer(asked, { cause, address, push: played });
    await running.durable();
    return reply;
  }

  /** A call that is connected to a socket of ours: to it for the first time, or again after a cut, or on to whom it is put through. */
  function connected(running: Running, line: MediaLine | RelayLine, asked: Asked, address: string, cause: string): string {
    if (asked.is === "dialled") line.dialled(asked.status === "completed" || asked.status === "answered" ? "connected" : failedDial[asked.status], cause);
    const n = asked.is === "voice" ? 1 : asked.exchange.n + 1;
    const state = running.state();
    const next = line.next();
    switch (next.is) {
      case "stream": {
        const is = line instanceof MediaLine ? "stream" : "relay";
        const url = `${of.publicUrl.replace(/^http/, "ws")}/${is === "stream" ? "media" : "relay"}/twilio`;
        return connectTo({ to: { is, url }, token: tickets.issue(running.call), address, n, language: state.language });
      }
      case "dial":
        return putThrough(next.to, address, n, ourNumber(state));
      case "hang_up":
        return hangUp();
      default:
        return next satisfies never;
    }
  }

  /** Sound where somebody here hears and speaks the language of the business; else the carrier does both. */
  function connectFor({ line, language }: Business): Connect {
    if (line === "relay")
      return ({ agent, state, report }) => new RelayLine(report, clock, state.opened === undefined ? (agent.languages[0] ?? "en") : state.language);
    if (line === "stream" && of.sound.hears.includes(language) && of.sound.speaks.includes(language))
      return (connection) => new MediaLine(connection.report, clock, of.sound.speak(connection));
    return connect;
  }

  /** The call of a voice webhook: new, running, or taken up from its log; undefined when it has ended. */
  async function opened(call: CallId, told: Told, business: Business, cause: string): Promise<Running | undefined> {
    const { tenant } = business;
    if (told.call !== undefined) return known(call, { tenant });
    const from = told.direction === "inbound" ? numberOr(told.theirs) : told.ours;
    const to = told.direction === "inbound" ? told.ours : numberOr(told.theirs);
    try {
      return await engine.arrive(
        { tenant, number: told.ours, channel: "twilio", direction: told.direction, from, to, callId: call, cause, external: told.callSid },
        connectFor(business),
      );
    } catch (problem) {
      if (problem instanceof Refusal && problem.code === "call_ended") return undefined;
      throw problem;
    }
  }

  async function known(call: CallId, { tenant }: Pick<Business, "tenant">): Promise<Running | undefined> {
    const running = await engine.resume(tenant, call, connect);
    return running?.tenant === tenant ? running : undefined;
  }

  /** Whatever went wrong, a caller hears a person's words and is not left on a dead line. */
  function sorry(call: CallId, business: Business): string {
    const running = engine.find(call);
    const language: Language = running?.state().opened === undefined ? business.language : running.state().language;
    running?.report({ event: { type: "leg.ended", leg: CALLER, why: "failed" } });
    return apology(lines.trouble[language], language, business.handOverTo);
  }
}

/** Does the carrier wait to be told what to say? Nothing else is worth an apology. */
const isAsked = ({ what }: Told): boolean => what.is === "voice" || what.is === "gather" || what.is === "more" || what.is === "dialled";

/** We name our outbound calls; an inbound one is named by Twilio. */
const callOf = (told: Told, { tenant }: Business): CallId =>
  told.call !== undefined && isUuid(told.call) ? (told.call as CallId) : idOf<CallId>("twilio", tenant, told.callSid);

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
/** A withheld number, a browser client or a SIP address is no number. */
const numberOr = (text: string): string => (/^\+[1-9]\d{6,14}$/.test(text) ? text : "");
const twiml = (body: string): HookReply => ({ status: 200, type: "text/xml", body });

function header({ headers }: HookRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
