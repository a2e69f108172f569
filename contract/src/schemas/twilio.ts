import { z } from "zod";
import { outcome } from "./call.ts";
import { id, text } from "./common.ts";

export const testCall = z.strictObject({
  toNumber: text(40).meta({ description: "Number to call; with or without spaces, beginning with + and the country", example: "+15145550111" }),
  agentId: id.optional(),
});

export const testCallPlaced = z.object({
  callId: id,
  from: z.string(),
  to: z.string(),
  status: z
    .enum(["dialled", "unknown"])
    .meta({ description: "`unknown`: the carrier gave no clear answer; it is not dialled again, and the call list tells what became of it" }),
});

/** A whole call without a telephone. */
export const simulatedCall = z.object({
  callId: id,
  caller: z.string().meta({ description: "Which simulated caller called" }),
  brain: z.string().meta({ description: "`offline`, or provider and model" }),
  outcome: outcome.nullable(),
  transcript: z.array(z.object({ who: z.enum(["caller", "agent", "supervisor"]), text: z.string() })),
  booking: z.object({ id: z.string(), code: z.string(), status: z.enum(["confirmed", "cancelled", "rescheduled"]), summary: z.string() }).nullable(),
});
export type SimulatedCall = z.infer<typeof simulatedCall>;
