import type { Act, Json } from "@firstring/contract/call/event.ts";

/** What the caller hears and, beside it, what the call's events say of it: no benchmark reads prose to know what was meant. */
export type Heard = {
  spoken: string;
  /** The structured act of the last reply. */
  act: Act | undefined;
  /** The slots of the proposal that is being read back (the input of the tool that prepared it), if one is open. */
  readBack: Readonly<Record<string, Json>> | undefined;
  /** What the caller may choose from: addresses, or times as `YYYY-MM-DD HH:MM`. */
  offered: readonly string[];
  ended: boolean;
  transferred: boolean;
  messageTaken: boolean;
};

/** A transport for one call after another: in process, or posting speech to a telephone channel. */
export interface Driver {
  /** Now for the business, in milliseconds since 1970, and its zone. */
  readonly nowMs: number;
  readonly zone: string;
  /** Rings; resolves with the greeting. */
  open(): Promise<Heard>;
  say(words: string): Promise<Heard>;
  /** Hangs up; resolves with the bookings that stand, as their slots. */
  close(): Promise<Readonly<Record<string, Json>>[]>;
}
