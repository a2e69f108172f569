import type { Language } from "@firstring/contract/call/agent.ts";
import type { SpeechId } from "@firstring/contract/call/event.ts";
import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import { ASK_AGAIN, type Exchange, queryOf } from "./wire.ts";

export type Said = Readonly<{ id: SpeechId; text: string; language: Language }>;

/** One reply to the carrier: what is spoken whole, and then what happens. */
export type Reply = Readonly<{ whole: readonly Said[]; next: Then; n: number; sentMs: number /** Sounded after what is spoken whole. */; keys?: string }>;

export type Then =
  /** The caller may speak, or press keys, from the first word of `inside` on. */
  | { is: "listen"; inside: readonly Said[]; language: Language; silenceMs: number }
  /** More is coming: fetch it as soon as this was spoken. `filler` keeps the line alive where there is nothing to say yet. */
  | { is: "more"; filler?: { text: string; language: Language } }
  /** `leg`: the person hears what it is about and takes the call before the caller is joined to them. */
  | { is: "dial"; to: string; callerId: string | undefined; leg?: string }
  | { is: "hang_up" };

/** TwiML of a reply. `address` is our webhook (absolute): what follows comes back to it with the exchange in its query. */
export function twimlOf({ whole, next, n, sentMs, keys }: Reply, address: string): string {
  const response = new VoiceResponse();
  for (const said of whole) response.say(voices[said.language], said.text);
  if (keys !== undefined) response.play({ digits: keys });
  const back = (on: "gather" | "more" | "dial", inside: readonly Said[] = []): string => {
    const exchange: Exchange = { n, sentMs, whole: whole.map(({ id }) => id), inside: inside.map(({ id }) => id) };
    return address + (address.includes("?") ? "&" : "?") + queryOf(on, exchange) + ASK_AGAIN;
  };
  switch (next.is) {
    case "listen": {
      const action = back("gather", next.inside);
      const gather = response.gather({
        input: ["speech", "dtmf"],
        action,
        method: "POST",
        language: voices[next.language].language,
        speechTimeout: "auto",
        timeout: Math.min(60, Math.max(1, Math.round(next.silenceMs / 1000))),
        actionOnEmptyResult: true,
      });
      for (const said of next.inside) gather.say(voices[said.language], said.text);
      break;
    }
    case "more":
      if (next.filler !== undefined) response.say(voices[next.filler.language], next.filler.text);
      else if (whole.length === 0) response.pause({ length: 1 });
      response.redirect({ method: "POST" }, back("more"));
      break;
    case "dial":
      {
        const how = { action: back("dial"), method: "POST", answerOnBridge: true, timeout: RING_SECONDS, ...(next.callerId && { callerId: next.callerId }) };
        if (next.leg === undefined) response.dial(how, next.to);
        else response.dial(how).number({ url: personsAddress(address, next.leg, "brief"), method: "POST" }, next.to);
      }
      break;
    case "hang_up":
      response.hangup();
      break;
    default:
      next satisfies never;
  }
  return response.toString();
}

const personsAddress = (address: string, leg: string, on: "brief" | "taken"): string =>
  `${address}${address.includes("?") ? "&" : "?"}leg=${encodeURIComponent(leg)}&on=${on}${ASK_AGAIN}`;

/** What a person hears before the caller is joined to them. They take the call with any key: an answering machine never does. */
export function briefing(text: string, language: Language, leg: string, address: string): string {
  const response = new VoiceResponse();
  const gather = response.gather({ input: ["dtmf"], numDigits: 1, timeout: TAKE_SECONDS, action: personsAddress(address, leg, "taken"), method: "POST" });
  if (text !== "") gather.say(voices[language], text);
  gather.say(voices[language], pressAnyKey[language]);
  response.hangup();
  return response.toString();
}

/** Hands the call to a socket of ours, in sound or in words; when that is over, the carrier asks how to go on. */
export function connect({ to, token, address, n, language }: Connection): string {
  const response = new VoiceResponse();
  const back = address + (address.includes("?") ? "&" : "?") + queryOf("more", { n, sentMs: 0, whole: [], inside: [] }) + ASK_AGAIN;
  if (to.is === "stream") {
    response.connect().stream({ url: to.url }).parameter({ name: "token", value: token });
    response.redirect({ method: "POST" }, back);
  } else {
    const { language: tag } = voices[language];
    response
      .connect({ action: back })
      .conversationRelay({ url: to.url, language: tag, dtmfDetection: true, interruptible: "any" })
      .parameter({ name: "token", value: token });
  }
  return response.toString();
}

/** `address`: our webhook (absolute); `n` counts our replies in this call. */
export type Connection = Readonly<{ to: { is: "stream" | "relay"; url: string }; token: string; address: string; n: number; language: Language }>;

/** Puts the call through; what comes of it comes back to our webhook. */
export function putThrough(to: string, address: string, n: number, callerId: string | undefined): string {
  return twimlOf({ n, sentMs: 0, whole: [], next: { is: "dial", to, callerId } }, address);
}

/** The last word when nothing else can be said: an apology in the caller's language, then a person if there is one. Never fails. */
export function apology(text: string, language: Language, handOverTo: string | undefined): string {
  const response = new VoiceResponse();
  response.say(voices[language], text);
  if (handOverTo === undefined) response.hangup();
  else response.dial({ timeout: RING_SECONDS }, handOverTo);
  return response.toString();
}

/** For a call that is over on our side. */
export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

/** For callbacks that expect no instruction. */
export const nothingToDo = (): string => new VoiceResponse().toString();

/** For a number that is nobody's: not answered, not billed. */
export function notInService(): string {
  const response = new VoiceResponse();
  response.reject({ reason: "rejected" });
  return response.toString();
}

const RING_SECONDS = 25;
/** How long a person may look for a key. */
const TAKE_SECONDS = 10;
const pressAnyKey = { en: "Press any key to take the call.", fr: "Appuyez sur une touche pour prendre l'appel." };
const voices = {
  en: { language: "en-US", voice: "Polly.Joanna-Neural" },
  fr: { language: "fr-CA", voice: "Polly.Gabrielle-Neural" },
} as const;
