import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { moonshineTokens } from "./moonshine-tokens.ts";

/** What the thread is asked: mono sound at 16 kHz from -1 to 1. */
export type Decode = { id: number; samples: Float32Array };
/** What it answers. */
export type Decoded = { id: number; text: string } | { id: number; problem: string };

type Stream = { acceptWaveform(wave: { sampleRate: number; samples: Float32Array }): void };
type Recognizer = { createStream(): Stream; decode(stream: Stream): void; getResult(stream: Stream): { text: string } };
type Sherpa = { OfflineRecognizer: new (config: unknown) => Recognizer };

const require = createRequire(import.meta.url);

function load(): Recognizer {
  const { OfflineRecognizer } = require("sherpa-onnx-node") as Sherpa;
  const weights = join(dirname(fileURLToPath(import.meta.resolve("@moonshine-ai/moonshine-js"))), "model/tiny/quantized");
  // The recogniser takes its vocabulary from a file and reads it once.
  const folder = mkdtempSync(join(tmpdir(), "firstring-ears-"));
  const tokens = join(folder, "tokens.txt");
  try {
    writeFileSync(tokens, moonshineTokens());
    return new OfflineRecognizer({
      featConfig: { sampleRate: 16_000, featureDim: 80 },
      modelConfig: {
        moonshine: { encoder: join(weights, "encoder_model.onnx"), mergedDecoder: join(weights, "decoder_model_merged.onnx") },
        tokens,
        numThreads: 1,
        provider: "cpu",
        debug: 0,
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let recognizer: Recognizer | undefined;
parentPort?.on("message", ({ id, samples }: Decode) => {
  try {
    recognizer ??= load();
    const stream = recognizer.createStream();
    stream.acceptWaveform({ sampleRate: 16_000, samples });
    recognizer.decode(stream);
    answer({ id, text: recognizer.getResult(stream).text.trim() });
  } catch (error) {
    answer({ id, problem: error instanceof Error ? error.message : String(error) });
  }
});

function answer(decoded: Decoded): void {
  parentPort?.postMessage(decoded);
}
