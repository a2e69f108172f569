import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { figureDesk } from "../../server/src/figures/figures.ts";
import type { TenantId } from "../../server/src/lib/ids.ts";
import { stepOf } from "../../server/src/lib/log-scale.ts";
import { memoryLog } from "../../server/src/log/memory.ts";
import { realClock } from "../../server/src/ports/clock.ts";
import { bothSides } from "../../server/test/figures/raw.ts";
import { BIGGEST, fill } from "./calls.ts";
import { duckdb } from "./duck.ts";
import { ground } from "./ground.ts";
import { writeRate } from "./write-rate.ts";

// The figures of thirty days of the biggest business: the roll-up as the product reads it, against the best index on the calls
// themselves and against DuckDB, in one run, in turns. Then what the roll-up costs those who write.
const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "30" },
    duckdb: { type: "boolean", default: true },
    writes: { type: "string", default: "6000" },
  },
  allowNegative: true,
});
const calls = Number(values.calls);
const rounds = Number(values.rounds);

const there = await ground();
try {
  const { owner, db } = there;
  const { fillMs, countMs } = await fill(owner, calls);
  console.log(`${calls} calls written in ${seconds(fillMs)}, counted from nothing in ${seconds(countMs)}.`);
  // The best that an index on the calls can do: everything the figures need is in it.
  await owner.query(
    `create index bench_covering on calls (tenant_id, day) include (channel, direction, answered_at, outcome, handled_by, duration_ms, sentiment, billed_seconds,
       provider_cost_micro_cents, own_cost_micro_cents, message_count, reply_delays) where ended_at is not null`,
  );
  await owner.query("vacuum analyze calls");
  const desk = figureDesk(db, memoryLog(realClock), realClock);
  const end = new Date().toISOString().slice(0, 10);
  const start = new Date(Date.now() - 29 * 86_400_000).toISOString().slice(0, 10);
  const raw = `select count(*) as calls, count(answered_at) as answered, count(*) filter (where handled_by = 'ai') as ai, count(*) filter (where outcome = 'booked') as booked, sum(duration_ms), sum(billed_seconds),
      sum(provider_cost_micro_cents), sum(own_cost_micro_cents), percentile_disc(0.95) within group (order by duration_ms) from calls
    where tenant_id = '${BIGGEST}' and day between '${start}' and '${end}' and ended_at is not null`;
  const sides: Record<string, () => Promise<{ calls: number; p95Ms: number }>> = {
    "roll-up (the product)": async () => {
      const { figures } = await desk.range(BIGGEST as TenantId, { startDate: start, endDate: end });
      return { calls: figures.calls ?? 0, p95Ms: figures.p95DurationMs ?? 0 };
    },
    "covering index on calls": async () => {
      const { rows } = await owner.query<Record<string, string>>(raw);
      return { calls: Number(rows[0]?.["calls"]), p95Ms: Number(rows[0]?.["percentile_disc"]) };
    },
  };
  const folder = mkdtempSync(join(tmpdir(), "firstring-bench-duck-"));
  chmodSync(folder, 0o777); // the database writes into it, as somebody else
  if (values.duckdb) {
    const duck = await duckdb();
    await owner.query(`set statement_timeout = 0`);
    const columns =
      "tenant_id, day, channel, answered_at, outcome, handled_by, duration_ms, billed_seconds, provider_cost_micro_cents, own_cost_micro_cents, ended_at";
    await owner.query(`copy (select ${columns} from calls order by tenant_id, day) to '${folder}/calls.csv' with (format csv, header)`);
    await duck.run(`create table calls as select * from read_csv('${folder}/calls.csv')`);
    const sql = raw.replace("percentile_disc(0.95) within group (order by duration_ms)", "quantile_disc(duration_ms, 0.95)");
    sides["DuckDB in memory"] = async () => {
      const [row] = (await duck.runAndReadAll(sql)).getRows();
      return { calls: Number(row?.[0]), p95Ms: Number(row?.[8]) };
    };
  }
  const took: Record<string, number[]> = {};
  const said: Record<string, { calls: number; p95Ms: number }> = {};
  for (let round = 0; round < rounds; round++)
    for (const [name, ask] of Object.entries(sides)) {
      const fromMs = performance.now();
      said[name] = await ask();
      if (round >= 3) took[name] = [...(took[name] ?? []), performance.now() - fromMs];
    }
  const [first] = Object.values(said);
  const ours = median(took["roll-up (the product)"] ?? []);
  console.log("\n| figures of thirty days | p50 ms | p95 ms | against the roll-up | calls | p95 duration, step |\n| --- | --- | --- | --- | --- | --- |");
  for (const [name, ms] of Object.entries(took))
    console.log(
      `| ${name} | ${median(ms).toFixed(1)} | ${at(ms, 0.95).toFixed(1)} | ${(median(ms) / ours).toFixed(1)} × | ${said[name]?.calls} | ${stepOf(said[name]?.p95Ms ?? 0)} |`,
    );
  if (Object.values(said).some((each) => each.calls !== first?.calls)) throw new Error("they do not count the same calls");
  rmSync(folder, { recursive: true, force: true });
  await owner.query("drop index bench_covering");
  if (calls <= 200_000) {
    const { kept, counted } = await bothSides(owner);
    console.log(`\nEqual to the row with every call counted by hand: ${JSON.stringify(kept) === JSON.stringify(counted)}`);
  }
  await writeRate(there, Number(values.writes));
} finally {
  await there.close();
}

function at(ms: readonly number[], share: number): number {
  const sorted = ms.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
function median(ms: readonly number[]): number {
  return at(ms, 0.5);
}
function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
