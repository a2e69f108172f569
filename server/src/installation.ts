import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.ts";

/** The secrets of this installation: given by the environment, or made once and kept in the data folder. */
export type Secrets = { jwtSecret: string; encryptionKey: string };

export function secretsOf({ dataDir, jwtSecret, encryptionKey }: Pick<Config, "dataDir" | "jwtSecret" | "encryptionKey">): Secrets {
  return { jwtSecret: jwtSecret ?? kept(dataDir, "jwt-secret"), encryptionKey: encryptionKey ?? kept(dataDir, "encryption-key") };
}

/** Written with `wx`, so that of two that start at once one writes and both read the same. */
function kept(dataDir: string, name: string): string {
  const file = join(dataDir, name);
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${randomBytes(48).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "EEXIST")
      throw new Error(`DATA_DIR ${dataDir} cannot be written: choose a folder that this user may write, or set DATA_DIR.`, { cause: problem });
  }
  return readFileSync(file, "utf8").trim();
}
