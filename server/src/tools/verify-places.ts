import type { Language } from "@firstring/contract/call/agent.ts";
import type { SlotSpec } from "@firstring/contract/call/service.ts";
import type { PlaceFact, SlotValues } from "../booking/booked.ts";
import type { Area } from "../booking/calendar.ts";
import type { Refused } from "../booking/refused.ts";
import type { Near, Place, Places } from "../places/places.ts";

export const nearOf = ({ country, city }: Area, language: Language): Near => ({ language, country, ...(city !== undefined && { city }) });

/** Every place among the slots looked up again: what is booked and read back is the address that was found, not the words. */
export async function verifyPlaces(
  places: Places,
  specs: readonly SlotSpec[],
  slots: SlotValues,
  near: Near,
  signal?: AbortSignal,
): Promise<{ slots: SlotValues; places: Record<string, PlaceFact> } | Refused> {
  const wanted = specs.filter((slot) => slot.type === "place" && slots[slot.name] !== undefined);
  const found = await Promise.all(wanted.map(async ({ name }) => ({ name, place: (await places.find(String(slots[name]), near, signal))[0] })));
  const missing = found.find(({ place }) => place === undefined);
  if (missing) return { refused: "invalid", slot: missing.name };
  const facts = Object.fromEntries(found.map(({ name, place }) => [name, factOf(place!)]));
  return { slots: { ...slots, ...Object.fromEntries(found.map(({ name, place }) => [name, inFull(place!)])) }, places: facts };
}

function inFull({ name, address }: Place): string {
  return name === undefined || address.startsWith(name) ? address : `${name}, ${address}`;
}

function factOf(place: Place): PlaceFact {
  const { placeId, lat, lng, approximate } = place;
  return { placeId, address: inFull(place), approximate, ...(lat !== undefined && { lat }), ...(lng !== undefined && { lng }) };
}
