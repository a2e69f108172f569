import { WorkerDesk } from "../lib/worker-desk.ts";
import type { Voice } from "../ports/voice.ts";
import { byClause } from "./by-clause.ts";
import type { Synthesise, Synthesised } from "./flite.worker.ts";

/** The embedded English voice: no key, no network, in a thread of its own, which starts with the first sentence. */
export function flite(): Voice & { close(): Promise<void> } {
  const desk = new WorkerDesk<Synthesise, Synthesised>(new URL("./flite.worker.ts", import.meta.url));
  return {
    name: "flite",
    rateHz: 16000,
    languages: ["en"],
    async *speak(text, _language, signal) {
      for (const clause of byClause(text)) {
        if (signal.aborted) return;
        const spoken = await desk.ask({ text: clause });
        if (signal.aborted) return;
        if ("problem" in spoken) throw new Error(`The embedded voice could not speak: ${spoken.problem}`);
        yield { pcm: spoken.pcm, text: clause };
      }
    },
    close: () => desk.close(),
  };
}
