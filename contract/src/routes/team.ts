import { z } from "zod";
import { done } from "../schemas/account.ts";
import { byId } from "../schemas/common.ts";
import { admins, staff } from "../schemas/role.ts";
import { member, memberChange, memberList } from "../schemas/team.ts";
import { route } from "./route.ts";

const tag = "Team";

export const listTeam = route({
  id: "team.list",
  method: "GET",
  path: "/api/team",
  tag,
  summary: "Who works here",
  who: staff,
  query: memberList,
  reply: z.array(member),
  shape: "list",
});

export const changeRole = route({
  id: "team.change_role",
  method: "PUT",
  path: "/api/team/:id",
  tag,
  summary: "Change the role of a member; only an owner makes owners and admins",
  who: admins,
  params: byId,
  body: memberChange,
  reply: member,
});

export const removeMember = route({
  id: "team.remove",
  method: "DELETE",
  path: "/api/team/:id",
  tag,
  summary: "Remove a member: their sign-ins to this business end at once",
  who: admins,
  params: byId,
  reply: done,
});
