import { z } from "zod";
import { id, instant, page, text } from "./common.ts";
import { outgoingType } from "./outgoing-event.ts";

const url = text(2000)
  .refine((value) => URL.canParse(value) && /^https?:\/\//i.test(value), "write the whole address, such as https://example.com/hook")
  .meta({
    description: "Where events are sent, by POST. https; a public address unless the operator opened it",
    example: "https://example.com/hooks/firstring",
  });
const eventTypes = z.array(outgoingType).max(50).meta({ description: "Which events; empty: all, those of later versions too" });
/** A fixed header for receivers that check one (n8n's Header Auth). Ours cannot be replaced. */
const headers = z
  .record(
    z.string().regex(/^[A-Za-z0-9-]{1,64}$/, "header names are letters, digits and dashes"),
    z.string().regex(/^[\t\x20-\x7e]{1,1000}$/, "header values are printable ASCII"),
  )
  .refine((value) => Object.keys(value).length <= 10, "10 headers at most")
  .refine(
    (value) =>
      !Object.keys(value).some((name) =>
        /^(webhook-|x-webhook-|host$|content-|transfer-encoding$|connection$|user-agent$|expect$|upgrade$|keep-alive$|te$|trailer$|proxy-)/i.test(name),
      ),
    "this header is set by us",
  );

export const endpoint = z.object({
  id,
  name: z.string(),
  url: z.string(),
  eventTypes: z.array(outgoingType),
  headers: z.record(z.string(), z.string()).meta({ description: "Values are masked" }),
  status: z.enum(["enabled", "paused", "disabled"]).meta({ description: "disabled: by us, because it answered 410 or failed for days" }),
  disabledWhy: z.enum(["gone", "failing"]).nullable(),
  disabledAt: instant.nullable(),
  secretMask: z.string(),
  previousSecretUntil: instant.nullable().meta({ description: "Until then both secrets are in force" }),
  failingSince: instant.nullable(),
  lastFailureAt: instant.nullable(),
  lastSuccessAt: instant.nullable(),
  pending: z.int(),
  dead: z.int(),
  createdAt: instant,
  updatedAt: instant,
});
export type Endpoint = z.infer<typeof endpoint>;
export const endpointMade = z.object({ ...endpoint.shape, secret: z.string().meta({ description: "Shown only now" }) });
export type EndpointMade = z.infer<typeof endpointMade>;

export const endpointDraft = z
  .strictObject({ url, name: text(120).default(""), eventTypes: eventTypes.default([]), headers: headers.default({}) })
  .meta({ example: { url: "https://example.com/hooks/firstring", name: "n8n", eventTypes: ["call.call-ended"] } });
export type EndpointDraft = z.infer<typeof endpointDraft>;
export const endpointChange = z.strictObject({
  url: url.optional(),
  name: text(120).optional(),
  eventTypes: eventTypes.optional(),
  headers: headers.optional(),
  status: z.enum(["enabled", "paused"]).optional(),
});
export type EndpointChange = z.infer<typeof endpointChange>;
export const endpointList = z.strictObject(page);

export const rotation = z
  .strictObject({ overlapHours: z.number().min(0).max(168).default(24).meta({ description: "How long the old secret stays in force beside the new" }) })
  .meta({ example: { overlapHours: 24 } });

/** What to send again: everything dead since a moment, or all of a range whatever became of it. */
export const redelivery = z
  .strictObject({ from: instant.optional(), to: instant.optional(), which: z.enum(["dead", "all"]).default("dead") })
  .meta({ example: { from: "2026-11-21T00:00:00Z", which: "dead" } });
export type Redelivery = z.infer<typeof redelivery>;
export const redelivered = z.object({ queued: z.int().meta({ description: "Deliveries that begin a new round" }) });
