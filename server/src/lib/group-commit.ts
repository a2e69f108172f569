/**
 * Carries out jobs in order, many at once: what arrives while a batch is on its way goes together with the next.
 * An idle writer starts at once (at the end of the current tick, so that jobs given in one go stay together).
 */
export type GroupCommit<Job, Result> = {
  /** Resolves with the job's own result; rejects when `write` rejected its batch. Urgent jobs go before the others that wait, in their own order. */
  submit(job: Job, urgent?: boolean): Promise<Result>;
  /** Jobs that wait for a batch. */
  waiting(): number;
  /** Resolves when everything submitted so far is done. */
  idle(): Promise<void>;
};

/**
 * @param write gives one result per job, in order.
 * @param limit jobs in one batch. @param lanes batches on their way at once: one keeps the order of jobs, several let one be prepared while another waits for the disk.
 */
export function groupCommit<Job, Result>(write: (jobs: readonly Job[]) => Promise<readonly Result[]>, limit: number, lanes = 1): GroupCommit<Job, Result> {
  type Queued = { job: Job; resolve: (result: Result) => void; reject: (error: unknown) => void };
  let urgent: Queued[] = [];
  let others: Queued[] = [];
  const running = new Set<Promise<void>>();

  function next(): Queued[] {
    const first = urgent.slice(0, limit);
    urgent = urgent.slice(limit);
    const rest = others.slice(0, limit - first.length);
    others = others.slice(limit - first.length);
    return [...first, ...rest];
  }

  async function drain(): Promise<void> {
    await Promise.resolve();
    while (urgent.length + others.length > 0) {
      const batch = next();
      try {
        const results = await write(batch.map((queued) => queued.job));
        batch.forEach((queued, index) => {
          queued.resolve(results[index] as Result);
        });
      } catch (error) {
        for (const queued of batch) queued.reject(error);
      }
    }
  }

  function start(): void {
    if (running.size >= lanes) return;
    const lane: Promise<void> = drain().finally(() => {
      running.delete(lane);
    });
    running.add(lane);
  }

  return {
    submit: (job, isUrgent = false) =>
      new Promise((resolve, reject) => {
        (isUrgent ? urgent : others).push({ job, resolve, reject });
        start();
      }),
    waiting: () => urgent.length + others.length,
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
