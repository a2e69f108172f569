import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const VERSION = "1.5.6-r.1";
type Reader = { getRows(): unknown[][] };
type Connection = { run(sql: string): Promise<unknown>; runAndReadAll(sql: string): Promise<Reader> };

/** DuckDB, installed outside the lock file into the cache of the packages: a peer, and no part of the product. */
export async function duckdb(): Promise<Connection> {
  const folder = join(import.meta.dirname, "../../node_modules/.cache/bench-duckdb");
  if (!existsSync(join(folder, "node_modules/@duckdb/node-api"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: { "@duckdb/node-api": VERSION } }));
    const done = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder, stdio: ["ignore", 2, 2] });
    if (done.status !== 0) throw new Error(`DuckDB ${VERSION} could not be installed; say --no-duckdb to measure without it.`);
  }
  const { DuckDBInstance } = createRequire(join(folder, "package.json"))("@duckdb/node-api") as {
    DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
  };
  return (await DuckDBInstance.create(":memory:")).connect();
}
