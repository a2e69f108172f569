import { theService } from "../scene.ts";
import type { Work } from "./reply.ts";

/** What is known of who is calling. */
export function caller({ memory, scene }: Pick<Work, "memory" | "scene">): { name?: string; phone?: string } {
  const service = theService(scene, memory);
  const of = (type: "person" | "phone"): string | undefined => {
    const slot = service?.slots.find((candidate) => candidate.type === type);
    const value = memory.slots[slot?.name ?? type]?.value;
    return value === undefined ? undefined : String(value);
  };
  const name = of("person");
  const phone = of("phone") ?? (/^\+\d{8,15}$/.test(scene.prompt.caller) ? scene.prompt.caller : undefined);
  return { ...(name !== undefined && { name }), ...(phone !== undefined && { phone }) };
}
