import type { EndReason } from "@firstring/contract/call/event.ts";

/** One live leg in sound, as a channel makes it out of its wire. Frames are played and forgotten. */
export interface SoundLine {
  readonly kind: "sound";
  readonly format: SoundFormat;
  /** Sends sound in the line's own encoding, paced by whoever calls. */
  play(frame: Uint8Array): void;
  /** Comes back as `played` once everything sent before it was heard. */
  mark(name: string): void;
  /** Drops what was sent and not yet heard; marks it held back do not count. */
  clear(): void;
  hangUp(why: EndReason): void;
  /** The call is over for us: let go of the socket. */
  close(): void;
}

export type SoundFormat = Readonly<{ encoding: "mulaw" | "pcm16"; rateHz: 8000 | 16000 | 24000 }>;

/** What a sound line reports. */
export type SoundHandler = Readonly<{
  /** Sound of the other party in the line's encoding; the bytes are the handler's only until it returns. */
  frame(audio: Uint8Array): void;
  digits(digits: string): void;
  played(mark: string): void;
  gone(why: EndReason): void;
}>;
