import type { Language } from "@firstring/contract/call/agent.ts";
import type { NumberLine } from "@firstring/contract/schemas/number.ts";
import type { Logger } from "pino";
import type { SpeakOn } from "../../channels/media-line.ts";
import type { TwilioAccount } from "../../channels/twilio/dial.ts";
import type { Connection, Engine } from "../../engine/engine.ts";
import type { TenantId } from "../../lib/ids.ts";
import type { Inbox } from "../../log/inbox.ts";
import type { Clock } from "../../ports/clock.ts";

/** A business as a carrier's request finds it. */
export type Business = Readonly<{
  tenant: TenantId;
  slug: string;
  /** Its main language, for an apology before any call exists. */
  language: Language;
  /** Its main number (E164), or "". */
  phone: string;
  /** Where a caller we cannot serve is sent (E164), if anywhere. */
  handOverTo?: string;
  /** Its account at Twilio: its requests are signed with that secret. Absent: unsigned, and only outside production. */
  account?: TwilioAccount;
  /** The number outbound calls come from, if not the main one. */
  callsFrom?: string;
  /** How calls to the number called are connected. */
  line: NumberLine;
  /** Countries (ISO 3166) that may be called. */
  countries: readonly string[];
}>;

export type TwilioParts = Readonly<{
  engine: Engine;
  inbox: Inbox;
  clock: Clock;
  logger: Logger;
  /** What Twilio calls, without a slash at the end. */
  publicUrl: string;
  production: boolean;
  /** Lines in sound: who hears and speaks on them, and in which languages. */
  sound: { hears: readonly Language[]; speaks: readonly Language[]; speak: (connection: Connection) => SpeakOn };
  /** The business of a number, else of a slug, else by its id. */
  business: (called: { number?: string; slug?: string; tenant?: TenantId }) => Promise<Business | undefined>;
}>;
