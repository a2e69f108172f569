/** A transaction that lost to another one: doing it again is the remedy. */
const LOST = new Set(["40001", "40P01"]);
const ATTEMPTS = 5;

/** Runs a whole transaction again when Postgres says that it lost a race (serialization failure, deadlock). */
export async function retrying<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === ATTEMPTS || !LOST.has(stateOf(error))) throw error;
    }
  }
}

/** The SQLSTATE of a database error, or "". */
export function stateOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
