import type { Config } from "./config.ts";
import { type Db, openDb } from "./db/db.ts";
import { type Embedded, startEmbedded } from "./db/embedded.ts";
import { migrate } from "./db/migrate.ts";
import { settleRestoredLog } from "./db/restored-log.ts";
import { loginOf, loginUrl, prepareRoles } from "./db/roles.ts";
import type { Secrets } from "./installation.ts";
import type { Clock } from "./ports/clock.ts";

/** The database of this process: migrated, and opened as the program's own login. */
export type Database = {
  db: Db;
  /** The program's login. */
  url: string;
  /** For the banner: where the data is. */
  where: string;
  /** Lets a second start on the same data say where this one answers. */
  announce(address: string): Promise<void>;
  close(): Promise<void>;
};

/** The Postgres of DATABASE_URL, or the one that comes along, in DATA_DIR. */
export async function openDatabase(config: Config, secrets: Secrets, clock: Clock, trouble: (message: string) => void): Promise<Database> {
  const embedded = config.databaseUrl === undefined ? await startEmbedded({ folder: config.dataDir, clock, onTrouble: trouble }) : undefined;
  try {
    return await open(config, secrets, embedded, trouble);
  } catch (problem) {
    await embedded?.stop();
    throw problem;
  }
}

async function open(config: Config, secrets: Secrets, embedded: Embedded | undefined, trouble: (message: string) => void): Promise<Database> {
  const ownerUrl = embedded?.url ?? config.databaseUrl ?? "";
  const login = loginOf(secrets.encryptionKey);
  if (config.databaseAppUrl === undefined) await prepareRoles(ownerUrl, login);
  await migrate(ownerUrl);
  const url = config.databaseAppUrl ?? loginUrl(ownerUrl, login);
  const db = openDb({ url, onConnectionError: (error) => trouble(`A database connection broke: ${error.message}`) });
  if (await settleRestoredLog(db, ownerUrl))
    trouble("The log comes from another Postgres server (a restored dump): it was renumbered, and every reader goes on where it was.");
  return {
    db,
    url,
    where: embedded === undefined ? `Postgres at ${new URL(ownerUrl).host}` : `embedded Postgres in ${config.dataDir}`,
    announce: async (address) => embedded?.announce(address),
    async close() {
      await db.close();
      await embedded?.stop();
    },
  };
}
