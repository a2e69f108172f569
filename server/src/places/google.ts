import { z } from "zod";
import { namesCity } from "./address.ts";
import { MOST_PLACES, type Near, type Place } from "./places.ts";

export type GoogleOptions = {
  key: string;
  fetch: typeof globalThis.fetch;
  /** Elsewhere than Google only in tests. */
  base?: string;
};

const BASE = "https://places.googleapis.com";
/** The mask chooses the price: these three stay in the cheap tier. */
const FIELDS = "places.id,places.displayName,places.formattedAddress,places.location";
/** A caller is waiting. */
const TIMEOUT_MS = 2_500;

const answer = z.object({
  // Nothing found is `{}`.
  places: z
    .array(
      z.object({
        id: z.string(),
        formattedAddress: z.string(),
        displayName: z.object({ text: z.string() }).optional(),
        location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
      }),
    )
    .optional(),
});

/** Google's Places API (New), text search. Rejects when it cannot be reached, refuses the key, or is out of quota. */
export function googlePlaces({ key, fetch, base = BASE }: GoogleOptions): (text: string, near: Near, signal?: AbortSignal) => Promise<Place[]> {
  return async (text, { language, country, city }, signal) => {
    const limits = [AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])];
    const response = await fetch(`${base}/v1/places:searchText`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-goog-api-key": key, "x-goog-fieldmask": FIELDS },
      // The search has no "near this city" but by coordinates; words do as well.
      body: JSON.stringify({
        textQuery: city && !namesCity(text) ? `${text}, ${city}` : text,
        languageCode: language,
        regionCode: country,
        pageSize: MOST_PLACES,
      }),
      signal: AbortSignal.any(limits),
    });
    if (!response.ok) throw new Error(`Google Places answered ${response.status}: check the key, that Places API (New) is enabled, and its quota`);
    const { places = [] } = answer.parse(await response.json());
    return places.slice(0, MOST_PLACES).map(({ id, formattedAddress, displayName, location }) => ({
      placeId: id,
      address: formattedAddress,
      approximate: false,
      // Google names an address by its own first line: that is no name.
      ...(displayName && !formattedAddress.startsWith(displayName.text) && { name: displayName.text }),
      ...(location && { lat: location.latitude, lng: location.longitude }),
    }));
  };
}
