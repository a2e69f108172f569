/** Bounds of one conversation, each with its reason. */
export const limits = {
  /** Replies to one utterance: a brain that calls tools in circles is stopped before the caller loses patience. */
  roundsPerUtterance: 8,
  /** Sentences in one turn: nobody listens to more, and a model that runs on is cut. */
  sentencesPerTurn: 12,
  /** Tool calls at work at once: more is a model gone wrong. */
  toolsAtOnce: 4,
  /** Replies in a row a brain may fail to give before we apologise and end the call. */
  failuresInARow: 3,
  /** How long a line may take to hang up, in milliseconds, before the call is closed without its word. */
  leavingMs: 15_000,
} as const;
