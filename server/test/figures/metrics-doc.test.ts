import { readFileSync } from "node:fs";
import { metricNames, metrics } from "@firstring/contract/schemas/metric.ts";
import { expect, test } from "vitest";

test("docs/reference/metrics.md explains every figure in the words of the dictionary", () => {
  const rows = metricNames.map((name) => `| \`${name}\` | ${metrics[name].label.en} | ${metrics[name].unit} | ${metrics[name].formula.en} |`);
  expect(readFileSync(new URL("../../../docs/reference/metrics.md", import.meta.url), "utf8")).toContain(rows.join("\n"));
});
