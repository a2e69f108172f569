/** Figures of the whole process, for health and metrics; never of one tenant. */
export interface Vitals {
  liveCalls(): number;
  /** Provider webhooks accepted and not finished. */
  unfinished(): Promise<number>;
  consumers(): Promise<readonly { name: string; behind: number; parked: number }[]>;
  /** How long the database takes for the smallest question, in milliseconds. @throws when it cannot be reached. */
  databaseMs(): Promise<number>;
  uptimeMs(): number;
  /** No new work is wanted: the process is on its way out. */
  stopping(): boolean;
}
