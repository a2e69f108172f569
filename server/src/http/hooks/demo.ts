import type { Demo } from "@firstring/contract/schemas/demo.ts";
import type { Parts } from "../parts.ts";

export function told({ demo, simulator }: Pick<Parts, "demo" | "simulator">): Demo {
  return { demo: demo !== undefined, simulating: simulator.on, ...(demo && { email: demo.email, password: demo.password }) };
}
