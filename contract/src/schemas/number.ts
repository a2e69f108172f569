import { z } from "zod";
import { e164, id, instant, page, text } from "./common.ts";

export const channelName = z.enum(["twilio", "telnyx", "vapi", "retell", "livekit", "browser", "chat", "simulator"]);

export const numberLine = z.enum(["gather", "relay", "stream"]);
export type NumberLine = z.infer<typeof numberLine>;

const fields = {
  agentId: id.nullable().meta({ description: "Who answers; null: the tenant's default agent" }),
  channel: channelName,
  line: numberLine.meta({
    description:
      "How the carrier connects it: gather (it hears and speaks, and asks by webhook), relay (the same over a socket), stream (it sends the sound to us)",
  }),
  label: text(120),
};

export const numberDraft = z
  .strictObject({ number: e164, ...fields })
  .partial({ agentId: true, label: true, line: true })
  .meta({ example: { number: "+15145555678", channel: "twilio", label: "Main line" } });
export const numberChange = z
  .strictObject(fields)
  .partial()
  .meta({ example: { label: "After hours" } });
export type NumberDraft = z.infer<typeof numberDraft>;
export type NumberChange = z.infer<typeof numberChange>;

export const ownNumber = z.object({
  id,
  number: e164,
  ...fields,
  verified: z.boolean().meta({ description: "A provider proved that the number is this tenant's" }),
  createdAt: instant,
});
export type OwnNumber = z.infer<typeof ownNumber>;

export const numberList = z.strictObject(page);
