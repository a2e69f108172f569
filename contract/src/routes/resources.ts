import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { resource, resourceChange, resourceDraft, resourceList } from "../schemas/resource.ts";
import { admins, staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Resources";

export const listResources = route({
  id: "resources.list",
  method: "GET",
  path: "/api/resources",
  tag,
  summary: "Who or what is booked",
  who: staff,
  query: resourceList,
  reply: z.array(resource),
  shape: "list",
});

export const createResource = route({
  id: "resources.create",
  method: "POST",
  path: "/api/resources",
  tag,
  summary: "Add a resource",
  who: admins,
  body: resourceDraft,
  reply: resource,
  status: 201,
});

export const getResource = route({
  id: "resources.get",
  method: "GET",
  path: "/api/resources/:id",
  tag,
  summary: "One resource",
  who: staff,
  params: byId,
  reply: resource,
});

export const updateResource = route({
  id: "resources.update",
  method: "PUT",
  path: "/api/resources/:id",
  tag,
  summary: "Change a resource",
  who: admins,
  params: byId,
  body: resourceChange,
  reply: resource,
});

export const deleteResource = route({
  id: "resources.delete",
  method: "DELETE",
  path: "/api/resources/:id",
  tag,
  summary: "Remove a resource that was never booked",
  who: admins,
  params: byId,
  reply: z.object({ id: z.string() }),
});
