import { z } from "zod";
import { email } from "./account.ts";
import { id, instant, page } from "./common.ts";
import { role } from "./role.ts";

export const invitation = z.object({ id, email: z.string(), role, createdAt: instant, expiresAt: instant });
export type Invitation = z.infer<typeof invitation>;
export const invitationDraft = z.strictObject({ email, role }).meta({ example: { email: "luc@example.com", role: "OPERATOR" } });
export type InvitationDraft = z.infer<typeof invitationDraft>;
export const invitationMade = z.object({
  ...invitation.shape,
  token: z.string().meta({ description: "For `invitation` at registration; shown only now, and mailed" }),
});
export const invitationList = z.strictObject(page);
export const invitationAcceptance = z.strictObject({ invitation: z.string().min(1).max(200) });
