import { z } from "zod";

/** One's way into a spoken call: a ticket to show on the socket, once. */
export const talkWish = z.strictObject({
  tenant: z.string().min(1).max(64).optional().meta({ description: "Slug of the business, for visitors who are not signed in" }),
  agentId: z.string().max(64).optional(),
  language: z.enum(["en", "fr"]).optional(),
  resume: z.string().max(300).optional().meta({ description: "From `started`: comes back to that call" }),
});

export const talkTicket = z.object({
  token: z.string().meta({ description: "Shown in the first message on `/media/browser`; good once, for 30 seconds" }),
  hears: z.array(z.enum(["en", "fr"])).meta({ description: "Languages this server understands by ear" }),
  speaks: z.array(z.enum(["en", "fr"])).meta({ description: "Languages this server has a voice for" }),
});

/** What a browser says on `/media/browser`, as text. Sound goes as binary: mono 16-bit, 16 kHz, little-endian. */
export const browserSays = z.discriminatedUnion("type", [
  /** First of all. With `sound` the server hears and speaks; without, words go both ways. */
  z.strictObject({ type: z.literal("start"), token: z.string().max(200), sound: z.boolean() }),
  /** Everything before this mark was heard. */
  z.strictObject({ type: z.literal("played"), mark: z.string().max(40) }),
  /** Without sound: what was read, or spoken by the browser, of a speech. */
  z.strictObject({ type: z.literal("heard"), speech: z.string().max(40), text: z.string().max(8000) }),
  /** Typed, or understood by the browser's own recogniser. */
  z.strictObject({ type: z.literal("said"), text: z.string().trim().min(1).max(4000) }),
  z.strictObject({ type: z.literal("hang_up") }),
]);
export type BrowserSays = z.output<typeof browserSays>;

/** What the server says, as text. */
export type ServerSays =
  | { type: "started"; call: string; agent: { id: string; name: string }; resume: string }
  | { type: "say"; speech: string; text: string }
  | { type: "caller"; text: string }
  | { type: "partial"; text: string }
  | { type: "mark"; name: string }
  | { type: "clear" }
  | { type: "trouble"; code: "deaf" | "mute"; message: string }
  | { type: "refused"; code: string; message: string }
  | { type: "ended" };
