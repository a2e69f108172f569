import { z } from "zod";
import { id, instant, page } from "./common.ts";

export const deliveryStatus = z.enum(["pending", "delivered", "dead"]);
export const delivery = z.object({
  id,
  endpointId: id,
  endpointName: z.string(),
  url: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  callId: z.string().nullable(),
  status: deliveryStatus,
  attempts: z.int(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
  createdAt: instant,
  nextAt: instant.nullable().meta({ description: "Of a pending delivery: not before" }),
  settledAt: instant.nullable(),
});
export type Delivery = z.infer<typeof delivery>;

export const deliveryAttempt = z.object({
  nth: z.int(),
  at: instant,
  ms: z.int(),
  requestHeaders: z.record(z.string(), z.string()),
  status: z.int().nullable(),
  responseHeaders: z.record(z.string(), z.string()).nullable(),
  responseBody: z.string().nullable().meta({ description: "Its beginning, as text" }),
  error: z.string().nullable(),
});
export const deliveryDetail = z.object({
  ...delivery.shape,
  body: z.string().meta({ description: "The very bytes of every attempt" }),
  tries: z.array(deliveryAttempt),
});
export type DeliveryDetail = z.infer<typeof deliveryDetail>;

export const deliveryList = z.strictObject({
  ...page,
  status: deliveryStatus.optional(),
  endpointId: id.optional(),
  eventType: z.string().max(80).optional(),
  callId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type DeliveryList = z.infer<typeof deliveryList>;

export const deliveryStats = z.object({
  pending: z.int(),
  delivered: z.int(),
  dead: z.int(),
  successRate: z.number().nullable().meta({ description: "Delivered of all settled in the last 24 hours, 0 to 1" }),
  attempts24h: z.int(),
  failures24h: z.int(),
  oldestPendingAt: instant.nullable(),
  p50Ms: z.int().nullable().meta({ description: "Time a receiver takes, last 24 hours" }),
  p95Ms: z.int().nullable(),
});
