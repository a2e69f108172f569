import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { delivery, deliveryDetail, deliveryList, deliveryStats } from "../schemas/delivery.ts";
import { outgoingEvent, outgoingList } from "../schemas/outgoing-event.ts";
import { admins, staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Events that leave";

export const listDeliveries = route({
  id: "deliveries.list",
  method: "GET",
  path: "/api/dashboard/webhooks/deliveries",
  also: ["/dashboard/webhooks/deliveries"],
  tag,
  summary: "Events on their way, delivered, and dead letters (`status=dead`)",
  who: admins,
  query: deliveryList,
  reply: z.array(delivery),
  shape: "list",
});

export const getDelivery = route({
  id: "deliveries.get",
  method: "GET",
  path: "/api/dashboard/webhooks/deliveries/:id",
  also: ["/dashboard/webhooks/deliveries/:id"],
  tag,
  summary: "One delivery with its bytes and every attempt",
  who: admins,
  params: byId,
  reply: deliveryDetail,
});

export const retryDelivery = route({
  id: "deliveries.retry",
  method: "POST",
  path: "/api/dashboard/webhooks/deliveries/:id/retry",
  also: ["/dashboard/webhooks/deliveries/:id/retry"],
  tag,
  summary: "Send one again, now: the same id and bytes, a new round of the schedule",
  who: admins,
  params: byId,
  reply: delivery,
  status: 202,
});

export const getDeliveryStats = route({
  id: "deliveries.stats",
  method: "GET",
  path: "/api/dashboard/webhooks/stats",
  also: ["/dashboard/webhooks/stats"],
  tag,
  summary: "How deliveries fare",
  who: admins,
  reply: deliveryStats,
});

export const listOutgoing = route({
  id: "events.list",
  method: "GET",
  path: "/api/events",
  tag,
  summary: "What left, oldest first: to catch up without a stream",
  who: staff,
  query: outgoingList,
  reply: z.array(z.object({ position: z.int(), event: outgoingEvent })),
  shape: "list",
});
