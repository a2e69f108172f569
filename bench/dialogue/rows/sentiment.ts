import { understandMessage } from "../../../server/src/brains/offline/understand-message.ts";
import { type Bench, type Row, rowOf, setOf } from "../row.ts";

/** Reviews as positive, negative or neutral. */
export async function sentiment(bench: Bench): Promise<Row[]> {
  const rows = setOf<{ text: string; label: string }>(bench, bench.split, "senti-reviews") ?? [];
  const scores = rows.map(({ text, label }) => {
    const { sentiment } = understandMessage(text, "en");
    return (sentiment === "urgent" ? "negative" : sentiment) === label ? 1 : 0;
  });
  return [rowOf("sentiment: reviews", scores, "68 / 67")];
}
