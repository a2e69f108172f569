import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDb } from "./db/db.ts";
import { startEmbedded } from "./db/embedded.ts";
import { migrate } from "./db/migrate.ts";
import { loginOf, loginUrl, prepareRoles } from "./db/roles.ts";
import { realClock } from "./ports/clock.ts";
import { runScenario } from "./scenarios/run-scenario.ts";
import { scenariosIn } from "./scenarios/scenario.ts";

export type SimulateOptions = { only?: string; verbose?: boolean };

/**
 * `firstring simulate`: plays scenario files (or folders of them) on a database that is thrown away, and says how each ends.
 * @returns how many are not right.
 */
export async function simulate(paths: readonly string[], { only, verbose = false }: SimulateOptions): Promise<number> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const scenarios = files.flatMap(scenariosIn).filter(({ name }) => only === undefined || name.includes(only));
  if (scenarios.length === 0)
    throw new Error(
      only === undefined ? "There are no scenarios there: name .yaml files or folders of them." : `No scenario's name has ${JSON.stringify(only)} in it.`,
    );
  const folder = await mkdtemp(join(tmpdir(), "firstring-simulate-"));
  const postgres = await startEmbedded({ folder, clock: realClock, settings: { fsync: "off" } });
  try {
    const login = loginOf(randomBytes(32).toString("hex"));
    await prepareRoles(postgres.url, login);
    await migrate(postgres.url);
    const db = openDb({ url: loginUrl(postgres.url, login) });
    let failed = 0;
    try {
      for (const scenario of scenarios) {
        const { wrong, turns } = await runScenario(db, scenario);
        const isKnown = scenario.wanting !== undefined && wrong.length > 0;
        const isWrong = scenario.wanting === undefined ? wrong.length > 0 : wrong.length === 0;
        if (isWrong) failed++;
        process.stdout.write(`${isWrong ? "WRONG " : isKnown ? "known " : "ok    "} ${scenario.name}\n`);
        if (verbose || isWrong)
          for (const { caller, agent } of turns) process.stdout.write(`         > ${caller}\n${agent.map((text) => `         < ${text}\n`).join("")}`);
        for (const finding of wrong) process.stdout.write(`       ${finding}\n`);
        if (scenario.wanting !== undefined && wrong.length === 0) process.stdout.write("       It passes now: take its `wanting` away.\n");
      }
    } finally {
      await db.close();
    }
    process.stdout.write(`\n${scenarios.length} scenarios, ${failed} not right.\n`);
    return failed;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function filesAt(path: string): Promise<string[]> {
  if (/\.ya?ml$/.test(path)) return [path];
  return (await readdir(path))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(path, name));
}
