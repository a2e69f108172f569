import { understandMessage } from "../../../server/src/brains/offline/understand-message.ts";
import { messageIntents } from "../../train/message-intents.ts";
import { type Bench, type Row, rowOf } from "../row.ts";

/** What a message is about, as every message of a call is labelled. */
export async function messageIntent(bench: Bench): Promise<Row[]> {
  const scores = messageIntents(bench.dataDir, bench.split).map(({ text, labels }) => (labels.includes(understandMessage(text, "en").intent) ? 1 : 0));
  return [rowOf("message intents (ours, mapped from NLU++ and CLINC150)", scores, "")];
}
