import { z } from "zod";
import { detailedHealth, health } from "../schemas/health.ts";
import { route } from "./route.ts";

const tag = "Health";

export const getHealth = route({ id: "health.get", method: "GET", path: "/health", tag, summary: "The program answers", who: "public", reply: health });

export const getLiveness = route({
  id: "health.live",
  method: "GET",
  path: "/health/live",
  tag,
  summary: "Restart the program when this does not answer",
  who: "public",
  reply: z.object({ status: z.literal("ok") }),
});

export const getReadiness = route({
  id: "health.ready",
  method: "GET",
  path: "/health/ready",
  tag,
  summary: "Send traffic here only while this is 200; 503 when the database cannot be reached or the program is stopping",
  who: "public",
  reply: z.object({ status: z.literal("ok") }),
});

export const getDetailedHealth = route({
  id: "health.detailed",
  method: "GET",
  path: "/health/detailed",
  tag,
  summary: "Database, queue, readers of the log and live calls",
  who: "public",
  reply: detailedHealth,
});
