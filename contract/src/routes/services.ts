import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { admins } from "../schemas/role.ts";
import { service, serviceChange, serviceDraft, serviceList } from "../schemas/service.ts";
import { route } from "./route.ts";

const tag = "Services";

export const listServices = route({
  id: "services.list",
  method: "GET",
  path: "/api/services",
  tag,
  summary: "What the business sells and takes bookings for",
  who: "signed_in",
  query: serviceList,
  reply: z.array(service),
  shape: "list",
});

export const createService = route({
  id: "services.create",
  method: "POST",
  path: "/api/services",
  tag,
  summary: "Add a service",
  who: admins,
  body: serviceDraft,
  reply: service,
  status: 201,
});

export const getService = route({
  id: "services.get",
  method: "GET",
  path: "/api/services/:id",
  tag,
  summary: "One service",
  who: "signed_in",
  params: byId,
  reply: service,
});

export const updateService = route({
  id: "services.update",
  method: "PUT",
  path: "/api/services/:id",
  tag,
  summary: "Change a service",
  who: admins,
  params: byId,
  body: serviceChange,
  reply: service,
});

export const deleteService = route({
  id: "services.delete",
  method: "DELETE",
  path: "/api/services/:id",
  tag,
  summary: "Remove a service that was never booked",
  who: admins,
  params: byId,
  reply: z.object({ id: z.string() }),
});
