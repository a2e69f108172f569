/** The five characters by which Postgres says what went wrong, or undefined when the error is not from Postgres. */
export function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The name of the constraint that refused a row, or undefined. */
export function refusedBy(error: unknown): string | undefined {
  return error instanceof Error && "constraint" in error && typeof error.constraint === "string" ? error.constraint : undefined;
}

/** Whether the same work may succeed when it is tried again: the database was away, busy, or chose us to lose a deadlock. */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return TRANSIENT.test(state);
  return (
    error instanceof Error &&
    (NETWORK.has("code" in error ? error.code : undefined) ||
      /connection (terminated|timeout|error)|timeout exceeded when trying to connect/i.test(error.message))
  );
}

// 08 connection, 40 rolled back (serialization, deadlock), 53 out of resources, 55P03 lock, 57P stopped by an operator, 58 system, 25P03 idle in transaction.
const TRANSIENT = /^(08|40|53|57P|58)|^(55P03|25P03)$/;
const NETWORK = new Set<unknown>(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
