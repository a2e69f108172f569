import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { hour, hourChange, hourDraft, hourList } from "../schemas/hours.ts";
import { admins, staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Hours";

export const listHours = route({
  id: "hours.list",
  method: "GET",
  path: "/api/hours",
  tag,
  summary: "Opening hours by weekday",
  who: staff,
  query: hourList,
  reply: z.array(hour),
  shape: "list",
});

export const createHour = route({
  id: "hours.create",
  method: "POST",
  path: "/api/hours",
  tag,
  summary: "Add opening hours of a weekday",
  who: admins,
  body: hourDraft,
  reply: hour,
  status: 201,
});

export const getHour = route({
  id: "hours.get",
  method: "GET",
  path: "/api/hours/:id",
  tag,
  summary: "One stretch of opening hours",
  who: staff,
  params: byId,
  reply: hour,
});

export const updateHour = route({
  id: "hours.update",
  method: "PUT",
  path: "/api/hours/:id",
  tag,
  summary: "Change a stretch",
  who: admins,
  params: byId,
  body: hourChange,
  reply: hour,
});

export const deleteHour = route({
  id: "hours.delete",
  method: "DELETE",
  path: "/api/hours/:id",
  tag,
  summary: "Remove a stretch",
  who: admins,
  params: byId,
  reply: z.object({ id: z.string() }),
});
