import pg from "pg";

/** A lock held by a connection of its own: it is gone the moment this process is, however it dies. */
export type SessionLock = { release(): Promise<void> };

/**
 * Takes the advisory lock of this name for as long as the connection lives; undefined when somebody else holds it.
 * @param url a login of roles.ts; the lock needs no right to any table.
 */
export async function sessionLock(url: string, name: string, onLost: (error: Error) => void = () => undefined): Promise<SessionLock | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: "firstring lock", keepAlive: true });
  await client.connect();
  client.on("error", onLost);
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock(hashtextextended($1, 0)) as taken", [name]);
  if (rows[0]?.taken === true) return { release: () => client.end() };
  await client.end();
  return undefined;
}
