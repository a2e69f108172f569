import type { BrowserSays, ServerSays } from "@firstring/contract/schemas/spoken.ts";
import { WebSocket } from "ws";
import { realClock } from "../../src/ports/clock.ts";
import { wheel } from "../../src/voice/wheel.ts";

const RATE_HZ = 16_000;
const FRAME = RATE_HZ / 50;

/** A browser that calls: its microphone never stops, it plays what it gets in real time and says when a mark was reached. */
export class SpokenCaller {
  readonly said: ServerSays[] = [];
  /** Samples of sound that came. */
  heardSamples = 0;
  closed = false;
  readonly #sound: boolean;
  #socket: WebSocket | undefined;
  #mouth: Int16Array[] = [];
  #ear: (number | string)[] = [];
  /** Speeches that were cut off. */
  readonly #cleared = new Set<string>();
  readonly #turning: { remove(): void };

  constructor(sound = true) {
    this.#sound = sound;
    this.#turning = wheel(realClock, 20).add(() => this.#turn());
  }

  connect(url: string, token: string): Promise<void> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/media/browser`);
    this.#socket = socket;
    this.closed = false;
    socket.on("message", (data: Buffer, binary: boolean) => {
      if (binary) {
        this.heardSamples += data.length / 2;
        this.#ear.push(data.length / 2);
        return;
      }
      const says = JSON.parse(data.toString()) as ServerSays;
      this.said.push(says);
      if (says.type === "mark") this.#ear.push(says.name);
      if (says.type === "clear") {
        this.#ear = [];
        for (const before of this.said) if (before.type === "say") this.#cleared.add(before.speech);
      }
      if (says.type === "say" && !this.#sound) this.send({ type: "heard", speech: says.speech, text: says.text });
    });
    socket.on("close", () => {
      this.closed = this.#socket === socket;
    });
    return new Promise((resolve, reject) => {
      socket.once("open", () => {
        this.send({ type: "start", token, sound: this.#sound });
        resolve();
      });
      socket.once("error", reject);
    });
  }

  /** Cuts the line without a word. */
  drop(): void {
    this.#socket?.terminate();
    this.#socket = undefined;
  }

  speak(pcm: Int16Array): void {
    for (let at = 0; at < pcm.length; at += FRAME) {
      const frame = new Int16Array(FRAME);
      frame.set(pcm.subarray(at, at + FRAME));
      this.#mouth.push(frame);
    }
  }

  send(says: BrowserSays): void {
    this.#socket?.send(JSON.stringify(says));
  }

  sendRaw(data: Buffer | string): void {
    this.#socket?.send(data);
  }

  agentSaid(): string {
    return this.said.flatMap((says) => (says.type === "say" ? [says.text] : [])).join(" ");
  }

  /** Nothing is being played, and everything that was to be played has its mark. */
  get quiet(): boolean {
    const marked = this.said.flatMap((says) => (says.type === "mark" ? [says.name] : []));
    return (
      this.#ear.length === 0 &&
      this.#mouth.length === 0 &&
      this.said.every((says) => says.type !== "say" || marked.includes(says.speech) || this.#cleared.has(says.speech))
    );
  }

  /** What the agent said since it was last answered. */
  lastTurn(): string {
    const spoken = this.said.flatMap((says) => (says.type === "say" ? [says] : []));
    const turn = spoken.at(-1)?.speech.split(".")[0];
    return spoken.flatMap(({ speech, text }) => (speech.split(".")[0] === turn ? [text] : [])).join(" ");
  }

  end(): void {
    this.#turning.remove();
    this.#socket?.terminate();
  }

  #turn(): void {
    const open = this.#socket?.readyState === WebSocket.OPEN;
    if (open && this.#sound) this.#socket!.send(this.#mouth.shift() ?? new Int16Array(FRAME));
    let left = FRAME;
    while (this.#ear.length > 0) {
      const next = this.#ear[0]!;
      if (typeof next === "string") {
        this.send({ type: "played", mark: next });
        this.#ear.shift();
        continue;
      }
      if (left <= 0) break;
      const taken = Math.min(next, left);
      left -= taken;
      if (taken === next) this.#ear.shift();
      else this.#ear[0] = next - taken;
    }
  }
}
