import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { closure, closureChange, closureDraft, closureList } from "../schemas/hours.ts";
import { admins, staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Hours";

export const listClosures = route({
  id: "closures.list",
  method: "GET",
  path: "/api/closures",
  tag,
  summary: "Days off of the business or of one resource",
  who: staff,
  query: closureList,
  reply: z.array(closure),
  shape: "list",
});

export const createClosure = route({
  id: "closures.create",
  method: "POST",
  path: "/api/closures",
  tag,
  summary: "Add days off",
  who: admins,
  body: closureDraft,
  reply: closure,
  status: 201,
});

export const getClosure = route({
  id: "closures.get",
  method: "GET",
  path: "/api/closures/:id",
  tag,
  summary: "One stretch of days off",
  who: staff,
  params: byId,
  reply: closure,
});

export const updateClosure = route({
  id: "closures.update",
  method: "PUT",
  path: "/api/closures/:id",
  tag,
  summary: "Change a stretch of days off",
  who: admins,
  params: byId,
  body: closureChange,
  reply: closure,
});

export const deleteClosure = route({
  id: "closures.delete",
  method: "DELETE",
  path: "/api/closures/:id",
  tag,
  summary: "Remove a stretch of days off",
  who: admins,
  params: byId,
  reply: z.object({ id: z.string() }),
});
