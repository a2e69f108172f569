import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { trainClassifier } from "../../server/src/brains/offline/understand/classifier.ts";
import { weightsFile } from "../../server/src/brains/offline/understand/message-intent.ts";
import { packModel } from "../../server/src/brains/offline/understand/model-file.ts";
import { messageIntents } from "./message-intents.ts";

const { values } = parseArgs({ options: { data: { type: "string" } }, allowPositionals: true });
if (values.data === undefined) throw new Error("Say where the dialogue data is: npm run train -- --data <dir>");

const examples = messageIntents(values.data, "train");
const bytes = packModel(trainClassifier(examples, { epochs: 12, rate: 0.2, least: 3, seed: 1 }));
writeFileSync(weightsFile, bytes);
process.stdout.write(`${examples.length} messages learnt; ${(bytes.length / 1024).toFixed(0)} KiB written to ${weightsFile.pathname}.\n`);
