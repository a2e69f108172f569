import { z } from "zod";
import { id, instant, page, text } from "./common.ts";

export const keyScope = z.enum(["read", "write"]);

export const apiKey = z.object({
  id,
  name: z.string(),
  prefix: z.string().meta({ description: "The first characters, to tell keys apart" }),
  scopes: z.array(keyScope),
  createdAt: instant,
  expiresAt: instant.nullable(),
  usedAt: instant.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;
export const apiKeyDraft = z
  .strictObject({
    name: text(120).min(1),
    scopes: z.array(keyScope).min(1).max(2).default(["read", "write"]).meta({ description: "`read` alone: GET requests only" }),
    expiresAt: instant.optional(),
  })
  .meta({ example: { name: "n8n", scopes: ["read"] } });
export type ApiKeyDraft = z.infer<typeof apiKeyDraft>;
export const apiKeyMade = z.object({ ...apiKey.shape, key: z.string().meta({ description: "Shown only now" }) });
export const apiKeyList = z.strictObject(page);
