import { z } from "zod";
import { done } from "../schemas/account.ts";
import { byId } from "../schemas/common.ts";
import { delivery } from "../schemas/delivery.ts";
import { endpoint, endpointChange, endpointDraft, endpointList, endpointMade, redelivered, redelivery, rotation } from "../schemas/endpoint.ts";
import { eventSample } from "../schemas/outgoing-event.ts";
import { admins } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Events that leave";

export const listEndpoints = route({
  id: "endpoints.list",
  method: "GET",
  path: "/api/endpoints",
  tag,
  summary: "Where events are sent",
  who: admins,
  query: endpointList,
  reply: z.array(endpoint),
  shape: "list",
});

export const createEndpoint = route({
  id: "endpoints.create",
  method: "POST",
  path: "/api/endpoints",
  tag,
  summary: "Send events to an address; the answer holds the signing secret, once",
  who: admins,
  body: endpointDraft,
  reply: endpointMade,
  status: 201,
  idempotent: false,
});

export const getEndpoint = route({
  id: "endpoints.get",
  method: "GET",
  path: "/api/endpoints/:id",
  tag,
  summary: "One endpoint, with how it fares",
  who: admins,
  params: byId,
  reply: endpoint,
});

export const updateEndpoint = route({
  id: "endpoints.update",
  method: "PUT",
  path: "/api/endpoints/:id",
  tag,
  summary: "Change an endpoint, pause it, or enable it again",
  who: admins,
  params: byId,
  body: endpointChange,
  reply: endpoint,
});

export const deleteEndpoint = route({
  id: "endpoints.delete",
  method: "DELETE",
  path: "/api/endpoints/:id",
  tag,
  summary: "Send nothing there any more, and forget its deliveries",
  who: admins,
  params: byId,
  reply: done,
});

export const rotateSecret = route({
  id: "endpoints.rotate",
  method: "POST",
  path: "/api/endpoints/:id/rotate",
  tag,
  summary: "A new signing secret; the old one stays in force for the overlap",
  who: admins,
  params: byId,
  body: rotation,
  reply: endpointMade,
  idempotent: false,
});

export const testEndpoint = route({
  id: "endpoints.test",
  method: "POST",
  path: "/api/endpoints/:id/test",
  tag,
  summary: "Send a sample event there now",
  who: admins,
  params: byId,
  reply: delivery,
  status: 202,
  perMinute: 60,
});

export const redeliver = route({
  id: "endpoints.redeliver",
  method: "POST",
  path: "/api/endpoints/:id/redeliver",
  tag,
  summary: "Send a range, or everything that failed since a moment, again: the same ids and bytes",
  who: admins,
  params: byId,
  body: redelivery,
  reply: redelivered,
  status: 202,
});

export const listEventTypes = route({
  id: "event_types.list",
  method: "GET",
  path: "/api/event-types",
  tag,
  summary: "Every kind of event that leaves, with its schema and a sample",
  who: "signed_in",
  reply: z.array(eventSample),
});

export const getWorkflow = route({
  id: "endpoints.n8n",
  method: "GET",
  path: "/api/endpoints/n8n-workflow",
  tag,
  summary: "An n8n workflow, ready to import, that takes events and checks their signature",
  who: "signed_in",
  reply: z.record(z.string(), z.unknown()),
  shape: "raw",
});
