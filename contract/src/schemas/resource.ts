import { z } from "zod";
import { id, instant, page, text } from "./common.ts";

const fields = {
  name: text(120).min(1),
  kind: text(60).min(1).meta({ description: "car, technician, room, chair…" }),
  capacity: z.int().min(1).max(1000).meta({ description: "How many people it takes at once" }),
  active: z.boolean(),
  services: z.array(id).max(100).meta({ description: "Ids of the services it serves" }),
};

export const resourceDraft = z
  .strictObject({ ...fields, capacity: fields.capacity.default(1), active: fields.active.default(true), services: fields.services.default([]) })
  .meta({ example: { name: "Van 3", kind: "van", capacity: 7 } });
export const resourceChange = z
  .strictObject(fields)
  .partial()
  .meta({ example: { active: false } });

export const resource = z.object({ id, ...fields, createdAt: instant, updatedAt: instant });
export type ResourceReply = z.infer<typeof resource>;
export const resourceList = z.strictObject(page);
