import { z } from "zod";
import type { Tool } from "../ports/tool.ts";

const input = z.strictObject({});

/** Ends the conversation. The farewell is the brain's own: it is heard to the end before we hang up. */
export function endCall(): Tool<z.output<typeof input>> {
  return {
    name: "end_call",
    description: "Hang up, after the caller has said goodbye or wants nothing more. Say goodbye first.",
    input,
    lasting: true,
    needsYes: false,
    run: () => Promise.resolve({ goodbye: true }),
  };
}
