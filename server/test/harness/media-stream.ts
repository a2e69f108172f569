import { WebSocket } from "ws";
import { fromMulaw, toMulaw } from "../../src/lib/mulaw.ts";
import { realClock } from "../../src/ports/clock.ts";
import { wheel } from "../../src/voice/wheel.ts";

/** 20 ms at 8 kHz. */
const FRAME = 160;

/** Twilio's end of a media stream: sends sound without a pause, plays what it gets in real time and tells of marks; a clear returns them at once. */
export class MediaStream {
  readonly got: { event: string; name?: string }[] = [];
  /** Samples that were not silence. */
  heardSamples = 0;
  closed = false;
  readonly #socket: WebSocket;
  readonly #turning: { remove(): void };
  #mouth: Int16Array[] = [];
  #ear: (number | string)[] = [];

  constructor(url: string, token: string) {
    this.#socket = new WebSocket(url);
    this.#turning = wheel(realClock, 20).add(() => this.#turn());
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => {
      this.closed = true;
      this.#turning.remove();
    });
    this.#socket.on("open", () => {
      this.send({ event: "connected", protocol: "Call", version: "1.0.0" });
      this.send({
        event: "start",
        sequenceNumber: "1",
        streamSid: STREAM,
        start: {
          accountSid: "AC",
          streamSid: STREAM,
          callSid: "CA",
          tracks: ["inbound"],
          mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
          customParameters: { token },
        },
      });
    });
    this.#socket.on("message", (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { event: string; streamSid: string; media?: { payload: string }; mark?: { name: string } };
      if (message.streamSid !== STREAM) throw new Error("a message without its stream");
      this.got.push({ event: message.event, ...(message.mark && { name: message.mark.name }) });
      if (message.media) {
        const sound = fromMulaw(Buffer.from(message.media.payload, "base64"));
        this.heardSamples += sound.filter((sample) => Math.abs(sample) > 100).length;
        this.#ear.push(sound.length);
      }
      if (message.mark) this.#ear.push(message.mark.name);
      if (message.event === "clear") for (const held of this.#ear.splice(0)) if (typeof held === "string") this.#mark(held);
    });
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }
  sendRaw(data: Buffer | string): void {
    this.#socket.send(data);
  }
  speak(pcm: Int16Array): void {
    for (let at = 0; at < pcm.length; at += FRAME) this.#mouth.push(pcm.slice(at, at + FRAME));
  }
  press(digit: string): void {
    this.send({ event: "dtmf", streamSid: STREAM, sequenceNumber: "5", dtmf: { track: "inbound_track", digit } });
  }
  /** The caller hangs up. */
  stop(): void {
    this.send({ event: "stop", streamSid: STREAM, stop: { accountSid: "AC", callSid: "CA" } });
  }
  cut(): void {
    this.#socket.terminate();
  }

  #mark(name: string): void {
    this.send({ event: "mark", streamSid: STREAM, mark: { name } });
  }

  #turn(): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const frame = new Int16Array(FRAME);
    frame.set(this.#mouth.shift() ?? []);
    this.send({
      event: "media",
      streamSid: STREAM,
      media: { track: "inbound", chunk: "1", timestamp: "5", payload: Buffer.from(toMulaw(frame)).toString("base64") },
    });
    let left = FRAME;
    for (let next = this.#ear[0]; next !== undefined; next = this.#ear[0]) {
      if (typeof next === "string") this.#mark(next);
      else if (next > left) {
        this.#ear[0] = next - left;
        return;
      } else left -= next;
      this.#ear.shift();
    }
  }
}

const STREAM = "MZ00000000000000000000000000000001";
