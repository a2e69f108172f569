import { z } from "zod";
import { id, instant, language, page } from "./common.ts";

/** What a caller left for the business. */
export const messageTaken = z.object({
  id,
  callId: id.nullable(),
  name: z.string(),
  phone: z.string().meta({ description: "E.164, or empty" }),
  text: z.string(),
  language,
  done: z.boolean(),
  createdAt: instant,
});
export type MessageReply = z.infer<typeof messageTaken>;

export const messageList = z.strictObject({
  ...page,
  done: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
});
export const messageChange = z.strictObject({ done: z.boolean() }).meta({ example: { done: true } });
