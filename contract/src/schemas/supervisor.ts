import { z } from "zod";

/** Written down with the deed, for whoever asks later why somebody listened. */
const reason = z.string().trim().max(300).optional();
const words = z.string().trim().min(1, "Write what should be said.").max(1000);

export const byCallId = z.strictObject({ callId: z.uuid() });
export const monitoring = z.strictObject({ reason });
export const whisper = z.strictObject({ text: words, reason });
export const bargeIn = z.strictObject({ text: words.optional(), reason });
export const takeover = z.strictObject({ text: words.optional(), reason });
export const handback = z.strictObject({ summary: z.string().trim().max(1000).optional() });
export const spoken = z.strictObject({ text: words });

/** What this line or agent cannot do, said plainly. */
export const supervisionLimit = z.enum(["no_sound", "whisper_kept_only", "typed_only"]);
export type SupervisionLimit = z.infer<typeof supervisionLimit>;

export const supervision = z.object({
  callId: z.string(),
  /** How the person takes part from now on. */
  part: z.enum(["monitor", "whisper", "barge", "takeover", "none"]),
  limits: z.array(supervisionLimit).meta({
    description:
      "no_sound: this line has no live sound here, the live transcript is what there is; typed_only: what is typed is said by the line's voice; whisper_kept_only: the offline brain keeps the note and does not follow it",
  }),
});
export type Supervision = z.infer<typeof supervision>;
