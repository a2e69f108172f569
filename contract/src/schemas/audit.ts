import { z } from "zod";
import { id, instant, page } from "./common.ts";

export const auditEntry = z.object({
  id,
  at: instant,
  personId: id.nullable(),
  actor: z.string().meta({ description: "E-mail of the person, or the API key" }),
  action: z.string().meta({ example: "team.role_changed" }),
  target: z.string(),
  details: z.record(z.string(), z.unknown()),
  ip: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;
export const auditList = z.strictObject({ ...page, action: z.string().max(60).optional() });
