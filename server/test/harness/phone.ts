import { randomBytes } from "node:crypto";
import twilio from "twilio";

/** Where the phone's carrier finds the server, and what it signs with. `publicUrl` is what the server believes its address to be. */
export type Carrier = {
  at: () => string;
  publicUrl: string;
  accountSid: string;
  authToken: string;
  fetch?: typeof fetch;
  onAnswered?: (request: Answered) => void;
  retry?: () => Promise<void>;
};
type Answered = { callSid: string; url: string; form: Record<string, string>; status: number; body: string };

/** What a reply asks for. */
export type Heard = {
  says: string[];
  next:
    | { is: "listen"; action: string }
    | { is: "fetch"; address: string }
    | { is: "dial"; number: string; action: string | undefined; url: string | undefined }
    | { is: "hang_up" };
};

/** A telephone call as Twilio would carry it: signed webhooks, TwiML obeyed, status callbacks at the end. */
export class Phone {
  readonly callSid = `CA${randomBytes(16).toString("hex")}`;
  readonly #carrier: Carrier;
  readonly #slug: string;
  readonly #base: Record<string, string>;
  heard: Heard = { says: [], next: { is: "hang_up" } };
  over = false;

  constructor(carrier: Carrier, slug: string, from: string, to: string) {
    this.#carrier = carrier;
    this.#slug = slug;
    this.#base = {
      CallSid: this.callSid,
      AccountSid: carrier.accountSid,
      From: from,
      To: to,
      Caller: from,
      Called: to,
      Direction: "inbound",
      ApiVersion: "2010-04-01",
    };
  }

  /** Rings; resolves with the first words. */
  ring(): Promise<string[]> {
    return this.#follow(this.#webhook(), { CallStatus: "ringing" });
  }

  /**
   * Speaks when it is the caller's turn, having heard everything first; resolves with what is said back, through redirects. "" is silence.
   * The server reckons what was heard by the clock, and a test does not wait: so the phone answers as if a minute had passed.
   */
  say(text: string): Promise<string[]> {
    const { next } = this.heard;
    if (next.is !== "listen") throw new Error("it is not the caller's turn");
    const aMinuteLater = next.action.replace(/([?&]at=)(\d+)/, (_, at: string, sentMs: string) => `${at}${Number(sentMs) - 60_000}`);
    return this.#follow(aMinuteLater, { CallStatus: "in-progress", ...(text === "" ? {} : { SpeechResult: text, Confidence: "0.92" }) });
  }

  /** The number the caller was put through to has been dialled; resolves with what is said then. */
  async dialled(status: "completed" | "busy" | "no-answer"): Promise<string[]> {
    const { next } = this.heard;
    if (next.is !== "dial" || next.action === undefined) throw new Error("the caller was not put through");
    if (status === "completed" && next.url !== undefined) {
      // The person picks up, hears the brief and takes the call with a key, on a line of their own.
      const theirs = {
        CallSid: `CA${randomBytes(16).toString("hex")}`,
        ParentCallSid: this.callSid,
        CallStatus: "in-progress",
        Direction: "outbound-dial",
        From: this.#base["To"] ?? "",
        To: next.number,
      };
      const brief = obey(await this.#post(next.url, theirs));
      if (brief.next.is === "listen") await this.#post(brief.next.action, { ...theirs, Digits: "1" });
    }
    return this.#follow(next.action, { CallStatus: "in-progress", DialCallStatus: status });
  }

  /** The caller hangs up: the carrier says so. */
  async hangUp(): Promise<void> {
    this.over = true;
    await this.#post(this.#webhook(), {
      CallStatus: "completed",
      CallDuration: "60",
      SequenceNumber: "3",
      CallbackSource: "call-progress-events",
    });
  }

  /** As it is entered at the number, see docs/how-to/connect-twilio.md. */
  #webhook(): string {
    return `${this.#carrier.publicUrl}/webhooks/twilio/${this.#slug}#rc=2&rp=5xx,ct,rt`;
  }

  async #follow(address: string, form: Record<string, string>): Promise<string[]> {
    const says: string[] = [];
    for (let hops = 0; hops < 20; hops++) {
      this.heard = obey(await this.#post(address, form));
      says.push(...this.heard.says);
      const { next } = this.heard;
      if (next.is === "hang_up") await this.hangUp();
      if (next.is !== "fetch") return says;
      address = next.address;
      form = { CallStatus: "in-progress" };
    }
    throw new Error("the server redirects for ever");
  }

  /** One webhook. A carrier told to ask again (the fragment, which is not sent) sends the same request until it is answered. */
  async #post(given: string, form: Record<string, string>): Promise<string> {
    const [address = "", fragment = ""] = given.split("#");
    const policy = new URLSearchParams(fragment).get("rp")?.split(",") ?? [];
    const { at, publicUrl, authToken, onAnswered, retry, fetch: send = fetch } = this.#carrier;
    const all = { ...this.#base, ...form };
    const signature = twilio.getExpectedTwilioSignature(authToken, address, all);
    const token = randomBytes(8).toString("hex");
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await send(at() + address.slice(publicUrl.length), {
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature, "i-twilio-idempotency-token": token },
          body: new URLSearchParams(all).toString(),
        });
        const body = await response.text();
        if (response.status < 300) {
          onAnswered?.({ callSid: this.callSid, url: address, form: all, status: response.status, body });
          return body;
        }
        if (response.status < 500 || !policy.includes("5xx")) throw new Refused(response.status, body);
      } catch (problem) {
        // Nobody listened (ct), or nobody finished the answer (rt).
        if (problem instanceof Refused || !policy.includes("ct") || !policy.includes("rt")) throw problem;
      }
      if (retry === undefined || attempt > 200) throw new Error(`nobody answers at ${address}`);
      await retry();
    }
  }
}

class Refused extends Error {
  constructor(status: number, body: string) {
    super(`${status}: ${body.slice(0, 300)}`);
  }
}

/** Reads TwiML as Twilio obeys it. */
export function obey(twiml: string): Heard {
  const says = [...twiml.matchAll(/<Say[^>]*>([\s\S]*?)<\/Say>/g)].map(([, text]) => plainText(text ?? ""));
  const gather = /<Gather[^>]*\baction="([^"]+)"/.exec(twiml)?.[1];
  const redirect = /<Redirect[^>]*>([^<]+)<\/Redirect>/.exec(twiml)?.[1];
  const dial = /<Dial([^>]*)>(?:<Number([^>]*)>)?([^<]*)<\//.exec(twiml);
  if (dial) {
    const action = /\baction="([^"]+)"/.exec(dial[1] ?? "")?.[1];
    const url = /\burl="([^"]+)"/.exec(dial[2] ?? "")?.[1];
    return { says, next: { is: "dial", number: dial[3] ?? "", action: action && plainText(action), url: url && plainText(url) } };
  }
  if (gather) return { says, next: { is: "listen", action: plainText(gather) } };
  if (redirect) return { says, next: { is: "fetch", address: plainText(redirect) } };
  return { says, next: { is: "hang_up" } };
}

function plainText(text: string): string {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&#xE9;/gi, "é")
    .replace(/&amp;/g, "&");
}
