/** Bounds of the engine, each with its reason. */
export const limits = {
  /** Events of one call waiting to be stepped: a talk has a few a second, so this many means a runaway source. */
  mailbox: 1_000,
  /** How long one tool may work, in milliseconds: the caller has heard the filler and the apology is near. */
  toolMs: 7_000,
  /** Live calls in one process: more than one small machine carries; a new one is told so at once. */
  liveCalls: 2_000,
  /** Events of one call in the log: an hour of fast talk has about 5,000. */
  eventsPerCall: 20_000,
} as const;
