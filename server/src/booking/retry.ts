import { sqlState } from "../db/sql-state.ts";

/** A transaction that lost to another one: doing it again is the remedy. */
const LOST = new Set<string | undefined>(["40001", "40P01"]);
const ATTEMPTS = 5;

/** Runs a whole transaction again when Postgres says that it lost a race (serialization failure, deadlock). */
export async function retrying<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === ATTEMPTS || !LOST.has(sqlState(error))) throw error;
    }
  }
}
