import { readFileSync } from "node:fs";
import { type Classifier, classifierOf, type Scored } from "./classifier.ts";
import { unpackModel } from "./model-file.ts";

/** Where `npm run train` writes what messages are about, learnt from open sets (see NOTICE). */
export const weightsFile = new URL("../weights/message-intent.gz", import.meta.url);

let loaded: Classifier | undefined;

/** What an English message is about, by what was learnt; the likeliest first. */
export function learntIntent(text: string): Scored {
  loaded ??= classifierOf(unpackModel(readFileSync(weightsFile)));
  return loaded.scores(text);
}
