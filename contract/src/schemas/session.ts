import { z } from "zod";
import { id, instant, page } from "./common.ts";

export const session = z.object({
  id,
  tenant: z.string(),
  ip: z.string(),
  createdAt: instant,
  usedAt: instant,
  expiresAt: instant,
  current: z.boolean().meta({ description: "The sign-in that asks" }),
});
export type Session = z.infer<typeof session>;
export const sessionList = z.strictObject(page);
