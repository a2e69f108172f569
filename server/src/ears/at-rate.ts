import { Resampler } from "../lib/resampler.ts";
import type { Ears } from "../ports/ears.ts";

/** The same ears for sound of another rate. */
export function earsAtRate(ears: Ears, rateHz: Ears["rateHz"]): Ears {
  if (ears.rateHz === rateHz) return ears;
  return {
    ...ears,
    rateHz,
    listen(listening) {
      const session = ears.listen(listening);
      const resampler = new Resampler(rateHz, ears.rateHz);
      return { hear: (pcm) => session.hear(resampler.take(pcm)), flush: () => session.flush(), close: () => session.close() };
    },
  };
}
