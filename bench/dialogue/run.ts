import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { calls } from "./calls/calls.ts";
import type { Bench, Row } from "./row.ts";
import { dates } from "./rows/dates.ts";
import { faq } from "./rows/faq.ts";
import { identity } from "./rows/identity.ts";
import { intents } from "./rows/intents.ts";
import { messageIntent } from "./rows/message-intent.ts";
import { routing } from "./rows/routing.ts";
import { sentiment } from "./rows/sentiment.ts";
import { slots } from "./rows/slots.ts";
import { states } from "./rows/states.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    split: { type: "string", default: "dev" },
    json: { type: "string" },
    seed: { type: "string", default: "1" },
    /** How many whole calls each of text, voice and French. */
    calls: { type: "string", default: "2000" },
    /** Only these parts, by name, with commas between. */
    only: { type: "string" },
    /** A folder where chrono-node, @microsoft/recognizers-text-suite and node-nlp are installed: they run beside ours. */
    peers: { type: "string" },
    /** Shows so many calls of each ending that is not right. */
    show: { type: "string", default: "0" },
  },
  allowPositionals: true,
});
if (values.data === undefined) throw new Error("Say where the dialogue data is: --data <dir>");
const peersFolder = values.peers;
const bench: Bench & { show: number } = {
  dataDir: values.data,
  split: values.split,
  seed: Number(values.seed),
  calls: Number(values.calls),
  show: Number(values.show),
  peers: peersFolder === undefined ? undefined : { load: (name) => createRequire(join(resolve(peersFolder), "package.json"))(name) as unknown },
};
const parts = { dates, intents, messages: messageIntent, slots, states, routing, identity, faq, sentiment, calls };
const only = values.only?.split(",");
const table: Row[] = [];
process.stdout.write(
  `${line(["metric", "measured", "95 % interval", "of", "target dev / held-out", "peers in the same run"])}\n${line(["---", "---", "---", "---", "---", "---"])}\n`,
);
for (const [name, part] of Object.entries(parts)) {
  if (only !== undefined && !only.includes(name)) continue;
  for (const row of await part(bench)) {
    table.push(row);
    process.stdout.write(`${line(cellsOf(row))}\n`);
  }
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ split: bench.split, seed: bench.seed, rows: table }, null, 2));

function cellsOf({ metric, value, low, high, of, target, peers, unit, note }: Row): string[] {
  const shown = (n: number | undefined): string => (n === undefined || Number.isNaN(n) ? "-" : n.toFixed(unit === undefined ? 1 : 2));
  const others = Object.entries(peers ?? {}).map(([name, score]) => `${name} ${shown(score)}`);
  return [
    metric,
    `${shown(value)}${unit === undefined ? "" : ` ${unit}`}`,
    low === undefined ? "" : `${shown(low)} – ${shown(high)}`,
    String(of),
    target,
    [...others, ...(note === undefined ? [] : [note])].join(", "),
  ];
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
