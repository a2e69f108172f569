import type { BrowserSays, ServerSays } from "@firstring/contract/schemas/spoken.ts";
import { openSoundCard, type SoundCard } from "./sound-card.ts";

export type Ticket = { token: string; hears: readonly ("en" | "fr")[]; speaks: readonly ("en" | "fr")[] };
export type CallState = "connecting" | "live" | "reconnecting" | "ended";

export type BrowserCallOrder = {
  /** Where the server is, without a slash at the end: `https://calls.example.com`. */
  server: string;
  /** Asks for a ticket; again, with what it was given, when the line broke. */
  ticket: (resume: string | undefined) => Promise<Ticket>;
  /** In sound, or in words only. */
  sound: boolean;
  device?: string;
  state: (state: CallState) => void;
  says: (says: ServerSays) => void;
  /** How loud both sides are, from 0 to 1. */
  levels?: (mine: number, theirs: number) => void;
  /** Without sound: brings a speech to the reader, and gives what of it was read or heard. */
  present?: (text: string) => Promise<string>;
};

/** A call with an agent on `/media/browser`. When its line breaks it comes back to the same call. */
export class BrowserCall {
  readonly #order: BrowserCallOrder;
  #socket: WebSocket | undefined;
  #card: SoundCard | undefined;
  #resume: string | undefined;
  #tries = 0;
  #over = false;
  #levels: [number, number] = [0, 0];
  /** Typed, and what the microphone heard, while the line was broken. */
  #unsent: (BrowserSays | ArrayBuffer)[] = [];
  #muted = false;

  constructor(order: BrowserCallOrder) {
    this.#order = order;
  }

  /** Call it from a click. @throws NoSound, or what the ticket throws */
  async start(): Promise<void> {
    const { server, sound, device, levels, ticket, state } = this.#order;
    state("connecting");
    if (sound) {
      this.#card = await openSoundCard(`${server}/talk-worklet.js`, device, {
        frame: (pcm) => this.#muted || this.#send(pcm),
        level: (level) => {
          this.#levels = [this.#muted ? 0 : level, this.#levels[1]];
          levels?.(...this.#levels);
        },
        agentLevel: (level) => {
          this.#levels = [this.#levels[0], level];
          levels?.(...this.#levels);
        },
        played: (mark) => this.#send({ type: "played", mark }),
      });
    }
    try {
      this.#connect((await ticket(undefined)).token);
    } catch (error) {
      this.#card?.close();
      throw error;
    }
  }

  say(text: string): void {
    this.#send({ type: "said", text });
  }

  mute(on: boolean): void {
    this.#muted = on;
  }

  choose(device: string): Promise<void> {
    return this.#card?.choose(device) ?? Promise.resolve();
  }

  hangUp(): void {
    this.#send({ type: "hang_up" });
    this.#end();
  }

  #connect(token: string): void {
    const { server, sound, state } = this.#order;
    const socket = new WebSocket(`${server.replace(/^http/, "ws")}/media/browser`);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: "start", token, sound } satisfies BrowserSays));
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data !== "string") return this.#card?.play(data);
      this.#take(JSON.parse(data) as ServerSays);
    };
    socket.onclose = () => {
      if (this.#socket !== socket || this.#over) return;
      this.#socket = undefined;
      if (this.#resume === undefined) return this.#end();
      state("reconnecting");
      void this.#comeBack();
    };
  }

  async #comeBack(): Promise<void> {
    const { ticket } = this.#order;
    await new Promise((resolve) => setTimeout(resolve, Math.min(4_000, 250 * 2 ** this.#tries++)));
    if (this.#over) return;
    if (this.#tries > MOST_TRIES) return this.#end();
    try {
      this.#connect((await ticket(this.#resume)).token);
    } catch {
      void this.#comeBack();
    }
  }

  #take(says: ServerSays): void {
    const { state, says: tell, present } = this.#order;
    switch (says.type) {
      case "started":
        this.#resume = says.resume;
        this.#tries = 0;
        state("live");
        for (const unsent of this.#unsent.splice(0)) this.#send(unsent);
        break;
      case "say":
        if (!this.#order.sound)
          void (present?.(says.text) ?? Promise.resolve(says.text)).then((text) => this.#send({ type: "heard", speech: says.speech, text }));
        break;
      case "mark":
        this.#card?.mark(says.name);
        return;
      case "clear":
        this.#card?.clear();
        break;
      case "ended":
      case "refused":
        tell(says);
        return this.#end();
    }
    tell(says);
  }

  #send(what: BrowserSays | ArrayBuffer): void {
    if (this.#over) return;
    if (this.#socket?.readyState !== WebSocket.OPEN || this.#resume === undefined) {
      this.#unsent.push(what);
      if (this.#unsent.length > MOST_UNSENT)
        this.#unsent.splice(
          this.#unsent.findIndex((one) => one instanceof ArrayBuffer),
          1,
        );
      return;
    }
    this.#socket.send(what instanceof ArrayBuffer ? what : JSON.stringify(what));
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#card?.close();
    this.#socket?.close();
    this.#order.state("ended");
  }
}

/** With the pauses between them, as long as the server keeps the call: half a minute. */
const MOST_TRIES = 10;
/** Five seconds of microphone. */
const MOST_UNSENT = 250;
