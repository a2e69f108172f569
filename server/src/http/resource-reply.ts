import type { ResourceReply } from "@firstring/contract/schemas/resource.ts";
import type { ResourceRecord } from "../booking/resources.ts";

export function resourceReply({ createdMs, updatedMs, ...rest }: ResourceRecord): ResourceReply {
  return { ...rest, createdAt: new Date(createdMs).toISOString(), updatedAt: new Date(updatedMs).toISOString() };
}
