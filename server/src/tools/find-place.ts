import { z } from "zod";
import type { Area } from "../booking/calendar.ts";
import type { TenantId } from "../lib/ids.ts";
import type { Places } from "../places/places.ts";
import type { Tool } from "../ports/tool.ts";
import { nearOf } from "./verify-places.ts";

const input = z.strictObject({ text: z.string().min(1).max(300).describe("The place in the caller's words: an address, a corner, a landmark") });

/** Which place the caller means. */
export function findPlace(places: Places, area: (tenant: TenantId) => Promise<Area>): Tool<z.output<typeof input>> {
  return {
    name: "find_place",
    description: "Look up an address or place the caller named. Gives up to three candidates, best first; let the caller choose when they differ.",
    input,
    lasting: false,
    needsYes: false,
    async run({ text }, context) {
      const candidates = await places.find(text, nearOf(await area(context.tenant), context.language), context.signal);
      return { data: { query: text, candidates: candidates.map((place) => ({ ...place })) } };
    },
  };
}
