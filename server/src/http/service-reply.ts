import type { ServiceReply, serviceChange, serviceDraft } from "@firstring/contract/schemas/service.ts";
import type { z } from "zod";
import type { Service, ServiceDraft } from "../booking/services.ts";
import { Refusal } from "../lib/refusal.ts";
import { named } from "./named.ts";

export function serviceReply({ createdMs, updatedMs, ...spec }: Service): ServiceReply {
  return { ...spec, createdAt: new Date(createdMs).toISOString(), updatedAt: new Date(updatedMs).toISOString() } as ServiceReply;
}

/** @throws Refusal when the capacity slot is not one of its count slots. */
export function specOf(body: z.output<typeof serviceDraft>): ServiceDraft {
  const draft = withoutHoles(body) as ServiceDraft;
  const { capacitySlot, slots } = draft;
  if (capacitySlot !== undefined && !slots.some(({ name, type }) => name === capacitySlot && type === "count"))
    throw new Refusal(422, "invalid", "capacitySlot must name one of the slots of type count.");
  return draft;
}

export const changesOf = (body: z.output<typeof serviceChange>): Partial<ServiceDraft> => withoutHoles(named(body)) as Partial<ServiceDraft>;

/** zod leaves members that were not given as undefined; as JSON they are not there at all, and so it is kept. */
const withoutHoles = (value: object): object => JSON.parse(JSON.stringify(value)) as object;
