import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { wallOf } from "../booking/zones.ts";
import type { ToolContext } from "../ports/tool.ts";
import type { Told } from "./say-refusal.ts";

/** How to speak of refusals in this call. */
export function told(context: ToolContext, zone: string, slots: ServiceSpec["slots"] = []): Told {
  return { language: context.language, slots, today: wallOf(zone, context.nowMs).date };
}
