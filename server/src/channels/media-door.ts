import type { Language } from "@firstring/contract/call/agent.ts";
import type { WebSocket } from "ws";
import type { Clock } from "../ports/clock.ts";
import { MediaLine, type MediaWire } from "./media-line.ts";
import { RelayLine, type RelayWire } from "./relay-line.ts";

export type DoorParts = Readonly<{
  clock: Clock;
  /** The line that a single-use token was given out for; undefined for a token that is wrong, used or old. */
  lineOf: (token: string) => unknown;
  warn: (problem: unknown, what: string) => void;
}>;

/** Twilio names its stream in everything it is sent; Telnyx does not. */
export type Carrier = "twilio" | "telnyx";

/**
 * Takes a carrier's media stream: `start` with a token (in its parameters; Telnyx may also carry it in the address), then sound
 * both ways. A wrong token, or none in time, closes the socket; what cannot be read is passed over.
 */
export function openMedia(socket: WebSocket, carrier: Carrier, address: string, { clock, lineOf, warn }: DoorParts): void {
  let line: MediaLine | undefined;
  let wire: MediaWire | undefined;
  const late = clock.after(START_MS, () => socket.close(NOT_ADMITTED));
  socket.on("error", (error) => warn(error, "a carrier's media socket broke"));
  socket.on("close", () => {
    late.cancel();
    if (wire !== undefined) line?.detach(wire);
  });
  socket.on("message", (data: Buffer) => {
    const message = read(data);
    if (message === undefined) return;
    const { event } = message;
    if (line === undefined) {
      if (event !== "start") return;
      late.cancel();
      const found = lineOf(tokenOf(partOf(message, "start"), address));
      if (!(found instanceof MediaLine)) return socket.close(NOT_ADMITTED);
      line = found;
      wire = mediaWire(socket, carrier, textOf(message["streamSid"]) ?? textOf(message["stream_id"]) ?? "");
      return line.attach(wire);
    }
    switch (event) {
      case "media": {
        const media = partOf(message, "media");
        const payload = textOf(media["payload"]);
        const track = textOf(media["track"]);
        if (payload !== undefined && (track === undefined || track.startsWith("inbound"))) line.hear(Buffer.from(payload, "base64"));
        break;
      }
      case "dtmf": {
        const digit = textOf(partOf(message, "dtmf")["digit"]);
        if (digit !== undefined && /^[0-9*#A-D]$/.test(digit)) line.pressed(digit);
        break;
      }
      case "mark": {
        const name = textOf(partOf(message, "mark")["name"]);
        if (name !== undefined) line.played(name);
        break;
      }
      case "stop":
        line.gone();
        break;
      case "error":
        warn(new Error(JSON.stringify(message["payload"] ?? null).slice(0, 200)), "the carrier did not take our sound");
        break;
      default:
        break; // `connected`, and whatever may come later
    }
  });
}

/** Takes a ConversationRelay session: `setup` with a token, then words both ways. */
export function openRelay(socket: WebSocket, address: string, { clock, lineOf, warn }: DoorParts): void {
  let line: RelayLine | undefined;
  let wire: RelayWire | undefined;
  const late = clock.after(START_MS, () => socket.close(NOT_ADMITTED));
  socket.on("error", (error) => warn(error, "a carrier's relay socket broke"));
  socket.on("close", () => {
    late.cancel();
    if (wire !== undefined) line?.detach(wire);
  });
  socket.on("message", (data: Buffer) => {
    const message = read(data);
    if (message === undefined) return;
    if (line === undefined) {
      if (message["type"] !== "setup") return;
      late.cancel();
      const found = lineOf(tokenOf(message, address));
      if (!(found instanceof RelayLine)) return socket.close(NOT_ADMITTED);
      line = found;
      wire = { send: (says) => void (socket.readyState === socket.OPEN && socket.send(JSON.stringify(says))), close: () => socket.close(1000) };
      return line.attach(wire);
    }
    switch (message["type"]) {
      case "prompt":
        // A partial is said again, whole, by what follows it.
        if (message["last"] !== false) line.said(textOf(message["voicePrompt"]) ?? "", languageOf(textOf(message["lang"])));
        break;
      case "interrupt":
        line.interrupted(textOf(message["utteranceUntilInterrupt"]) ?? "");
        break;
      case "dtmf": {
        const digit = textOf(message["digit"]);
        if (digit !== undefined && /^[0-9*#A-D]$/.test(digit)) line.pressed(digit);
        break;
      }
      case "error":
        warn(new Error((textOf(message["description"]) ?? "").slice(0, 200)), "the relay did not take what we said");
        break;
      default:
        break;
    }
  });
}

function mediaWire(socket: WebSocket, carrier: Carrier, stream: string): MediaWire {
  const of = carrier === "twilio" ? `"streamSid":${JSON.stringify(stream)},` : "";
  const before = `{"event":"media",${of}"media":{"payload":"`;
  const open = () => socket.readyState === socket.OPEN && socket.bufferedAmount < MOST_UNSENT;
  return {
    play: (audio) => void (open() && socket.send(`${before}${Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength).toString("base64")}"}}`)),
    mark: (name) => void (open() && socket.send(`{"event":"mark",${of}"mark":{"name":${JSON.stringify(name)}}}`)),
    clear: () => void (open() && socket.send(carrier === "twilio" ? `{"event":"clear","streamSid":${JSON.stringify(stream)}}` : `{"event":"clear"}`)),
    close: () => socket.close(1000),
  };
}

type Message = Readonly<Record<string, unknown>>;

function read(data: Buffer): Message | undefined {
  try {
    const message: unknown = JSON.parse(data.toString("utf8"));
    return isMessage(message) ? message : undefined;
  } catch {
    return undefined; // garbage is no message
  }
}

/** Twilio strips the query of a stream's address, so its token travels as a parameter. */
function tokenOf(start: Message, address: string): string {
  const given = textOf(partOf(start, "customParameters")["token"]) ?? textOf(partOf(start, "custom_parameters")["token"]);
  return given ?? new URLSearchParams(address.split("?")[1] ?? "").get("token") ?? "";
}

const isMessage = (value: unknown): value is Message => typeof value === "object" && value !== null && !Array.isArray(value);
const partOf = (message: Message, name: string): Message => (isMessage(message[name]) ? message[name] : {});
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const languageOf = (tag: string | undefined): Language | undefined => (tag?.startsWith("fr") ? "fr" : tag?.startsWith("en") ? "en" : undefined);

/** A socket that does not say who it is holds nothing open for long. */
const START_MS = 10_000;
const NOT_ADMITTED = 4403;
/** A carrier that takes nothing for some ten seconds of sound loses sound rather than our memory. */
const MOST_UNSENT = 160_000;
