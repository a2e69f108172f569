import type { SpeechId } from "@firstring/contract/call/event.ts";
import { describe, expect, it } from "vitest";
import { heardWithin, speakingMs } from "../../../src/channels/heard.ts";
import { type Asked, GatherLine, type GatherSettings } from "../../../src/channels/twilio/gather-line.ts";
import { read } from "../../../src/channels/twilio/wire.ts";
import type { Caused } from "../../../src/ports/line.ts";
import { manualClock } from "../../harness/clock.ts";
import { wordsLineContract } from "../words-line.ts";

const address = "https://calls.example.com/webhooks/twilio/demo";

/** The carrier's side of one call: plays TwiML to a caller and asks again as the TwiML says. */
class Carrier {
  readonly clock = manualClock(Date.UTC(2026, 10, 21, 15));
  readonly reported: Caused[] = [];
  readonly heard: string[] = [];
  readonly line: GatherLine;
  readonly pushed: string[] = [];
  twiml = "";
  #exchanges = 0;

  constructor(settings: Partial<GatherSettings> = {}) {
    this.line = new GatherLine((caused) => this.reported.push(caused), this.clock, { language: "en", silenceMs: 7000, ...settings });
  }

  /** One request; whatever is done until `whileOpen` returns happens while it is open. */
  async ask(asked: Asked, whileOpen: () => void = () => {}): Promise<string> {
    const answer = this.line.answer(asked, { cause: `CA:${this.#exchanges++}`, address, push: (twiml) => this.pushed.push(twiml) });
    whileOpen();
    this.twiml = await answer;
    return this.twiml;
  }

  voice(whileOpen?: () => void): Promise<string> {
    return this.ask({ is: "voice" }, whileOpen);
  }

  /** Follows the action or redirect of the last TwiML with these form fields. */
  follow(fields: Record<string, string>, whileOpen?: () => void): Promise<string> {
    const target = /(?:action|Redirect method="POST")(?:="|>)([^"<]+)/.exec(this.twiml)?.[1]?.replaceAll("&amp;", "&").split("#")[0];
    if (target === undefined) throw new Error(`nothing to follow in ${this.twiml}`);
    const body = new URLSearchParams({ CallSid: `CA${"1".repeat(32)}`, CallStatus: "in-progress", ...fields }).toString();
    const what = read(target.replace("https://calls.example.com", ""), body, undefined)?.what;
    if (what?.is !== "gather" && what?.is !== "more" && what?.is !== "dialled") throw new Error(`not an exchange: ${what?.is}`);
    return this.ask(what, whileOpen);
  }

  /** Plays the last TwiML whole. */
  play(): void {
    for (const [, text] of this.twiml.matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)) {
      this.heard.push(text!);
      this.clock.advance(speakingMs(text!));
    }
  }

  events(): string[] {
    return this.reported.map(({ event }) => event.type);
  }

  say(speech: SpeechId, text: string, interruptible = true): void {
    this.line.send({ type: "say", speech, text, interruptible });
  }
}

wordsLineContract("twilio gather", () => {
  const carrier = new Carrier();
  let pending: Promise<string> | undefined;
  return {
    line: carrier.line,
    reported: carrier.reported,
    begin() {
      pending = carrier.voice();
    },
    async listenToEnd() {
      for (;;) {
        await pending;
        carrier.play();
        if (!/action=|Redirect/.test(carrier.twiml)) return;
        const listening = carrier.twiml.includes("<Gather");
        pending = carrier.follow(listening ? { Digits: "" } : {});
        return;
      }
    },
    heard: () => carrier.heard,
    leaks: () => carrier.clock.waiting(),
  };
});

describe("a call by Gather", () => {
  it("answers at once with the greeting inside a Gather that listens for speech and keys", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => {
      carrier.say("1.0", "Hello, this is Demo Rides.");
      carrier.line.send({ type: "end_turn", turn: 1 });
    });
    expect(carrier.events()).toEqual(["leg.answered"]);
    expect(carrier.twiml).toMatch(
      /<Gather input="speech dtmf" action="[^"]*on=gather&amp;n=1[^"]*i=1.0#rc=5&amp;rp=5xx,ct,rt" method="POST" language="en-US" speechTimeout="auto" timeout="7" actionOnEmptyResult="true"><Say language="en-US" voice="[^"]+">Hello, this is Demo Rides.<\/Say><\/Gather>/,
    );
  });

  it("speaks a read-back before the Gather, so that it is heard whole, and whatever came before it too", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => {
      carrier.say("1.0", "Very well.");
      carrier.say("1.1", "A ride for two at nine. Is that right?", false);
      carrier.line.send({ type: "end_turn", turn: 1 });
    });
    expect(carrier.twiml).toMatch(/Very well\.<\/Say><Say[^>]*>A ride for two at nine\. Is that right\?<\/Say><Gather [^>]*\/>/);
    await carrier.follow({ SpeechResult: "Yes", Confidence: "0.91" }, () => carrier.line.send({ type: "end_turn", turn: 2 }));
    expect(carrier.reported.slice(1).map(({ event }) => event)).toEqual([
      { type: "speech.stopped", speech: "1.0", heard: "Very well." },
      { type: "speech.stopped", speech: "1.1", heard: "A ride for two at nine. Is that right?" },
      { type: "caller.said", leg: "caller", text: "Yes", confidence: 0.91 },
    ]);
  });

  it("estimates what was heard of a speech the caller spoke over", async () => {
    const carrier = new Carrier();
    const text = "We are open from Monday to Friday, eight to five, and on Saturdays from nine until noon.";
    await carrier.voice(() => {
      carrier.say("1.0", text);
      carrier.line.send({ type: "end_turn", turn: 1 });
    });
    carrier.clock.advance(3200); // the caller begins within it: "stop" and the carrier's second of waiting are at its end
    await carrier.follow({ SpeechResult: "Stop" }, () => carrier.line.send({ type: "end_turn", turn: 2 }));
    const stopped = carrier.reported.find(({ event }) => event.type === "speech.stopped")?.event;
    expect(stopped).toMatchObject({ speech: "1.0" });
    const heard = stopped?.type === "speech.stopped" ? stopped.heard : "";
    expect(heard.length).toBeGreaterThan(0);
    expect(text.startsWith(heard)).toBe(true);
    expect(heard).not.toBe(text);
  });

  it("counts the carrier's empty result as silence, never as words", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => {
      carrier.say("1.0", "How can I help?");
      carrier.line.send({ type: "end_turn", turn: 1 });
    });
    await carrier.follow({ Digits: "" }, () => {
      carrier.say("2.0", "Are you still there?");
      carrier.line.send({ type: "end_turn", turn: 2 });
    });
    expect(carrier.reported.map(({ event }) => event)).toEqual([
      { type: "leg.answered", leg: "caller" },
      { type: "speech.stopped", speech: "1.0", heard: "How can I help?" },
      { type: "timer.fired", timer: "silence" },
    ]);
  });

  it("speaks French with a French voice and listens in French, from the first French sentence on", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => {
      carrier.say("1.0", "Bonjour, comment puis-je vous aider?");
      carrier.line.send({ type: "end_turn", turn: 1 });
    });
    expect(carrier.twiml).toContain('language="fr-CA" speechTimeout');
    expect(carrier.twiml).toMatch(/<Say language="fr-CA" voice="[^"]+">Bonjour/);
  });

  it("is never silent: a late brain is a filler, then a breath, then the caller is listened to again", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => carrier.clock.advance(4000));
    expect(carrier.twiml).toMatch(/<Say[^>]*>One moment, please\.<\/Say><Redirect method="POST">[^<]*on=more&amp;n=1/);
    await carrier.follow({}, () => carrier.clock.advance(4000));
    expect(carrier.twiml).toMatch(/<Pause length="1"\/><Redirect/);
    await carrier.follow({}, () => carrier.clock.advance(4000));
    expect(carrier.twiml).toContain("<Gather");
  });

  it("sends the first sentence of a slow turn after a lull and fetches the rest while it plays", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => {
      carrier.say("1.0", "Let me look.");
      carrier.clock.advance(1000);
    });
    expect(carrier.twiml).toMatch(/Let me look\.<\/Say><Redirect/);
    await carrier.follow({}, () => {
      carrier.say("1.1", "There is one at nine.");
      carrier.line.send({ type: "end_turn", turn: 1 });
    });
    expect(carrier.reported.map(({ event }) => event)).toContainEqual({ type: "speech.stopped", speech: "1.0", heard: "Let me look." });
    expect(carrier.twiml).toMatch(/<Gather[^>]*><Say[^>]*>There is one at nine\./);
  });

  it("puts the caller through and tells how that went", async () => {
    const carrier = new Carrier({ callerId: () => "+15145550100" });
    await carrier.voice(() => {
      carrier.say("1.0", "I'll put you through.");
      carrier.line.send({ type: "transfer", transfer: { to: "+15145550199", brief: "wants a person" } });
    });
    expect(carrier.twiml).toMatch(
      /put you through\.<\/Say><Dial action="[^"]*on=dial[^"]*" method="POST" answerOnBridge="true" timeout="25" callerId="\+15145550100">\+15145550199<\/Dial>/,
    );
    await carrier.follow({ DialCallStatus: "completed" });
    expect(carrier.twiml).toContain("<Hangup/>");
    expect(carrier.reported.map(({ event }) => event)).toEqual([
      { type: "leg.answered", leg: "caller" },
      { type: "speech.stopped", speech: "1.0", heard: "I'll put you through." },
      { type: "leg.ended", leg: "transfer", why: "transferred" },
      { type: "leg.ended", leg: "caller", why: "transferred" },
    ]);
  });

  it("tells that nobody answered the transfer and stays on the line", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => carrier.line.send({ type: "transfer", transfer: { to: "+15145550199", brief: "" } }));
    await carrier.follow({ DialCallStatus: "no-answer" }, () => {
      carrier.say("2.0", "Nobody can take your call right now.");
      carrier.line.send({ type: "end_turn", turn: 2 });
    });
    expect(carrier.reported.map(({ event }) => event)).toContainEqual({ type: "leg.ended", leg: "transfer", why: "no_answer" });
    expect(carrier.twiml).toContain("<Gather");
  });

  it("goes on in another process: what the carrier was given is reported, what it was not is said again", async () => {
    const before = new Carrier();
    await before.voice(() => {
      before.say("1.0", "Hello.", false);
      before.line.send({ type: "end_turn", turn: 1 });
    });
    const after = new Carrier({
      unfinished: [
        { id: "1.0", text: "Hello." },
        { id: "1.1", text: "Your ride is at nine." },
      ],
    });
    after.twiml = before.twiml;
    await after.follow({ SpeechResult: "Hi" }, () => after.line.send({ type: "end_turn", turn: 2 }));
    expect(after.reported[0]?.event).toEqual({ type: "speech.stopped", speech: "1.0", heard: "Hello." });
    expect(after.twiml).toMatch(/Your ride is at nine\./);
    expect(after.twiml).not.toMatch(/Hello\./);
  });

  it("listens on when a request was taken up again and nothing is at work", async () => {
    const carrier = new Carrier({ idle: () => true, unfinished: [{ id: "2.0", text: "Where to?" }] });
    await carrier.voice(() => carrier.clock.advance(900));
    expect(carrier.twiml).toMatch(/Where to\?<\/Say><Gather/);
  });

  it("sends a request that is open when the process lets go of the call back for more", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => carrier.line.close());
    expect(carrier.twiml).toMatch(/<Redirect/);
  });

  it("takes a carrier that does not ask again, long after the longest answer, for lost", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => {
      carrier.say("1.0", "Where to?");
      carrier.line.send({ type: "end_turn", turn: 1 });
    });
    carrier.clock.advance(75_000);
    expect(carrier.events()).toEqual(["leg.answered"]);
    carrier.clock.advance(45_000);
    expect(carrier.reported.slice(1).map(({ event }) => event)).toEqual([{ type: "leg.ended", leg: "caller", why: "lost" }]);
  });

  it("takes the carrier of a call that was taken up, and of which nothing is heard, for lost within two minutes", () => {
    const after = new Carrier({ unfinished: [{ id: "1.0", text: "Your ride is at nine." }] });
    after.clock.advance(120_000);
    expect(after.reported.map(({ event }) => event)).toEqual([{ type: "leg.ended", leg: "caller", why: "lost" }]);
  });

  it("waits for as long as they talk when the caller was put through", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => carrier.line.send({ type: "transfer", transfer: { to: "+15145550199", brief: "" } }));
    const after = new Carrier({ unfinished: [] });
    after.line.send({ type: "transfer", transfer: { to: "+15145550199", brief: "" } });
    for (const each of [carrier, after]) {
      each.clock.advance(3_600_000);
      expect(each.events()).not.toContain("leg.ended");
    }
  });

  it("asks the carrier to play the farewell now when no request is open", async () => {
    const carrier = new Carrier();
    await carrier.voice(() => carrier.line.send({ type: "end_turn", turn: 1 }));
    carrier.say("2.0", "Time is up. Goodbye.");
    carrier.line.send({ type: "hang_up", why: "too_long" });
    expect(carrier.pushed.join()).toMatch(/Time is up\. Goodbye\.<\/Say><Hangup\/>/);
  });
});

describe("what was heard, by estimate", () => {
  it("is nothing at once, everything in the end, and never shrinks in between", () => {
    const text = "Your ride is on Tuesday at 9:30, from 12 Main Street to the airport. Is that right?";
    expect(heardWithin(text, 0)).toBe("");
    expect(heardWithin(text, speakingMs(text))).toBe(text);
    let before = 0;
    for (let ms = 0; ms < speakingMs(text); ms += 100) {
      const heard = heardWithin(text, ms).length;
      expect(heard).toBeGreaterThanOrEqual(before);
      before = heard;
    }
  });
});
