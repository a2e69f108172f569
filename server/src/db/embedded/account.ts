import { existsSync, readFileSync, statSync } from "node:fs";

/** The account Postgres runs as, as `spawn` takes it; empty where it is our own. */
export type Account = { uid?: number; gid?: number };

/** Postgres refuses to run as root, so root's runs as the folder's owner, or as `nobody`. */
export function postgresAccount(folder: string): Account {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder);
    if (uid !== 0) return { uid, gid };
  }
  return nobody();
}

function nobody(): Account {
  const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8"));
  if (line === null)
    throw new Error(
      "Started as root, the bundled Postgres needs an account to run as: add the account nobody, start Firstring as another user, or set DATABASE_URL.",
    );
  return { uid: Number(line[1]), gid: Number(line[2]) };
}
