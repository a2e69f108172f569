import type { Route } from "@firstring/contract/routes/route.ts";
import { pagination } from "@firstring/contract/schemas/common.ts";
import { z } from "zod";

/** The schema of a route's whole successful answer. */
export function envelope({ shape, reply }: Route): z.ZodType {
  switch (shape) {
    case "raw":
    case "file":
      return reply;
    case "data":
      return z.object({ success: z.literal(true), data: reply });
    case "list":
      return z.object({ success: z.literal(true), data: reply, pagination });
  }
}
