import { z } from "zod";
import { done, loggedIn } from "../schemas/account.ts";
import { byId } from "../schemas/common.ts";
import { invitation, invitationAcceptance, invitationDraft, invitationList, invitationMade } from "../schemas/invitation.ts";
import { admins } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Team";

export const listInvitations = route({
  id: "invitations.list",
  method: "GET",
  path: "/api/invitations",
  tag,
  summary: "Invitations that can still be accepted",
  who: admins,
  query: invitationList,
  reply: z.array(invitation),
  shape: "list",
});

export const createInvitation = route({
  id: "invitations.create",
  method: "POST",
  path: "/api/invitations",
  tag,
  summary: "Invite somebody by e-mail; an earlier invitation to the same address ends",
  who: admins,
  body: invitationDraft,
  reply: invitationMade,
  status: 201,
  idempotent: false,
});

export const revokeInvitation = route({
  id: "invitations.revoke",
  method: "DELETE",
  path: "/api/invitations/:id",
  tag,
  summary: "Take an invitation back",
  who: admins,
  params: byId,
  reply: done,
});

export const acceptInvitation = route({
  id: "invitations.accept",
  method: "POST",
  path: "/api/invitations/accept",
  tag,
  summary: "Join with the account one has; who has none registers with the invitation",
  who: "signed_in",
  body: invitationAcceptance,
  reply: loggedIn,
  shape: "raw",
  idempotent: false,
});
