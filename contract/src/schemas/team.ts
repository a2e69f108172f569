import { z } from "zod";
import { id, instant, page } from "./common.ts";
import { role } from "./role.ts";

export const member = z.object({ id, email: z.string(), name: z.string(), role, joinedAt: instant });
export type Member = z.infer<typeof member>;
export const memberList = z.strictObject({ ...page, role: role.optional().meta({ description: "Absent: everyone who works here" }) });
export const memberChange = z.strictObject({ role }).meta({ example: { role: "SUPERVISOR" } });
