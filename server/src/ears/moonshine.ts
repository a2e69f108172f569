import { WorkerDesk } from "../lib/worker-desk.ts";
import type { Ears } from "../ports/ears.ts";
import { byUtterance } from "./by-utterance.ts";
import type { Decode, Decoded } from "./moonshine.worker.ts";

/** The embedded ears: Moonshine tiny, English, no key, no network, in a thread of its own, which starts with the first words. */
export function moonshine(): Ears & { close(): Promise<void> } {
  const desk = new WorkerDesk<Decode, Decoded>(new URL("./moonshine.worker.ts", import.meta.url));
  const decode = async (pcm: Int16Array): Promise<string> => {
    const samples = Float32Array.from(pcm, (sample) => sample / 32_768);
    const decoded = await desk.ask({ samples }, [samples.buffer]);
    if ("problem" in decoded) throw new Error(`The embedded ears could not listen: ${decoded.problem}`);
    return decoded.text;
  };
  const ears = byUtterance({
    name: "moonshine",
    rateHz: 16000,
    languages: ["en"],
    recognise: async (pcm) => ({ text: await decode(pcm) }),
    // A partial is a courtesy: while others wait for the thread, none is made.
    partials: { everyMs: PARTIAL_MS, recognise: async (pcm) => (desk.waiting > 0 ? undefined : decode(pcm)) },
  });
  let warm = false;
  return {
    ...ears,
    listen(listening) {
      // The weights take seconds to load: they do while the greeting is spoken.
      if (!warm) decode(new Int16Array(1600)).catch(() => undefined);
      warm = true;
      return ears.listen(listening);
    },
    close: () => desk.close(),
  };
}

/** Reading four seconds again takes a sixth of a second of the thread: at most a third of it goes to partials of one caller. */
const PARTIAL_MS = 500;
