import type { Language } from "@firstring/contract/call/agent.ts";

/** A place that could be meant. `approximate`: nobody checked that there is such a door. */
export type Place = { placeId: string; address: string; name?: string; lat?: number; lng?: number; approximate: boolean };
/** Where the asker is: ISO country, and the city that an unqualified name is taken to be in. */
export type Near = { language: Language; country: string; city?: string };

export type Places = {
  /** What the words may mean, best first, at most three; none when they name no place ("over there"). Never rejects. */
  find(text: string, near: Near, signal?: AbortSignal): Promise<Place[]>;
};

export const MOST_PLACES = 3;

/** A source that can fail or be out of quota, with one that cannot behind it; `failed` hears why. */
export function withFallback(
  first: (text: string, near: Near, signal?: AbortSignal) => Promise<Place[]>,
  second: Places,
  failed: (error: Error) => void,
): Places {
  return {
    async find(text, near, signal) {
      try {
        const found = await first(text, near, signal);
        if (found.length > 0) return found;
      } catch (error) {
        failed(error instanceof Error ? error : new Error(String(error)));
      }
      return second.find(text, near, signal);
    },
  };
}
