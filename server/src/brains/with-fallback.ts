import type { Brain, ModelPart } from "../ports/brain.ts";
import type { Clock } from "../ports/clock.ts";

export type FallbackSettings = Readonly<{
  clock: Clock;
  /** How long the first brain may take to its first sentence or tool, in milliseconds. */
  firstPartMs: number;
  /** Hears of every failure of the first brain. */
  warn: (problem: unknown, what: string) => void;
}>;

/**
 * Two brains as one: when the first fails or keeps silent before it has said or asked anything, the second answers in
 * the same turn. Once something was said, a failure ends the turn where it stands: two brains never speak over one another.
 */
export function withFallback(first: Brain, second: Brain, settings: FallbackSettings): Brain {
  return { name: `${first.name}, else ${second.name}`, respond: (prompt, signal) => respond(prompt, signal) };

  async function* respond(prompt: Parameters<Brain["respond"]>[0], signal: AbortSignal): AsyncGenerator<ModelPart> {
    const giveUp = new AbortController();
    const silent = Promise.withResolvers<"silent">();
    const alarm = settings.clock.after(settings.firstPartMs, () => silent.resolve("silent"));
    const parts = first.respond(prompt, AbortSignal.any([signal, giveUp.signal]))[Symbol.asyncIterator]();
    let begun = false;
    try {
      for (;;) {
        const next = parts.next();
        next.catch(() => undefined); // a brain that is given up may still fail
        const part = begun ? await next : await Promise.race([next, silent.promise]);
        if (part === "silent") throw new Error(`${first.name} said nothing for ${settings.firstPartMs} ms.`);
        if (part.done) return;
        if (part.value.type === "used") {
          yield part.value; // paid for, whatever came of it
          continue;
        }
        if (part.value.type !== "note" && !begun) {
          begun = true;
          alarm.cancel();
        }
        if (begun) yield part.value;
      }
    } catch (problem) {
      if (signal.aborted) return;
      settings.warn(problem, begun ? "a brain failed in mid-reply; the turn ends" : `a brain failed; ${second.name} answers`);
    } finally {
      alarm.cancel();
      giveUp.abort();
    }
    if (!begun) yield* second.respond(prompt, signal);
  }
}
