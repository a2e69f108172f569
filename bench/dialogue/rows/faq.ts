import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { knowledgeIndex, search } from "../../../server/src/agents/knowledge-search.ts";
import { classifierOf, trainClassifier } from "../../../server/src/brains/offline/understand/classifier.ts";
import { type Bench, type Row, rowOf, setOf } from "../row.ts";

type Asked = { text: string; gold: string[]; entity: string };
type Entry = { key: string; entity: string; domain: string; q: string; a: string };

/** The right entry of a business's knowledge first (R@1), for questions that have one. */
export async function faq(bench: Bench): Promise<Row[]> {
  const found: Row[] = [];
  const file = join(bench.dataDir, "kb", "dstc11_faq.json");
  const questions = (setOf<Asked>(bench, bench.split, "faq-dstc11") ?? []).filter(({ gold }) => gold.length > 0);
  if (existsSync(file) && questions.length > 0) {
    const entries = JSON.parse(readFileSync(file, "utf8")) as Entry[];
    const scores = questions.map(({ text, gold, entity }) => {
      const domain = gold[0]!.split("/")[0];
      const index = knowledgeIndex(
        entries
          .filter((entry) => entry.entity === entity && entry.domain === domain)
          .map(({ key, q, a }) => ({ id: key, question: q, answer: a, language: "en" as const, source: "" })),
      );
      return gold.includes(search(index, text, { language: "en" })[0]?.id ?? "") ? 1 : 0;
    });
    found.push(rowOf("FAQ R@1 DSTC11", scores, "65 / 60"));
  }
  const train = (setOf<{ text: string; intent: string }>(bench, "train", "hint3-curekart") ?? []).map(({ text, intent }) => ({ text, labels: [intent] }));
  const held = (setOf<{ text: string; intent: string }>(bench, bench.split, "hint3-curekart") ?? []).filter(({ intent }) => intent !== "NO_NODES_DETECTED");
  if (bench.split !== "train" && train.length > 0 && held.length > 0) {
    const { scores } = classifierOf(trainClassifier(train, { epochs: 20, least: 1 }));
    found.push(
      rowOf(
        "FAQ R@1 curekart",
        held.map(({ text, intent }) => (scores(text)[0]?.label === intent ? 1 : 0)),
        "55 / 50",
      ),
    );
  }
  return found;
}
