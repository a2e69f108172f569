/**
 * Carries out jobs in order, many at once: what arrives while a batch is on its way goes together with the next.
 * An idle writer starts at once (at the end of the current tick, so that jobs given in one go stay together).
 */
export type GroupCommit<Job, Result> = {
  /** Resolves with the job's own result; rejects when `write` rejected its batch. */
  submit(job: Job): Promise<Result>;
  /** Resolves when everything submitted so far is done. */
  idle(): Promise<void>;
};

/** @param write gives one result per job, in order. One call at a time. */
export function groupCommit<Job, Result>(write: (jobs: readonly Job[]) => Promise<readonly Result[]>, limit: number): GroupCommit<Job, Result> {
  type Queued = { job: Job; resolve: (result: Result) => void; reject: (error: unknown) => void };
  let queue: Queued[] = [];
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = queue.slice(0, limit);
      queue = queue.slice(limit);
      try {
        const results = await write(batch.map((queued) => queued.job));
        batch.forEach((queued, index) => {
          queued.resolve(results[index] as Result);
        });
      } catch (error) {
        for (const queued of batch) queued.reject(error);
      }
    }
    running = undefined;
  }

  return {
    submit: (job) =>
      new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject });
        running ??= drain();
      }),
    idle: async () => {
      while (running !== undefined) await running;
    },
  };
}
