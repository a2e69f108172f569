import type { Clock } from "./ports/clock.ts";

/** Work that nobody waits for, done now and then. */
export type Chore = { name: string; everyMs: number; run: () => Promise<unknown> };

/** Does each chore in its rhythm; one that fails is told and done again the next time. */
export function chores(clock: Clock, list: readonly Chore[], warn: (problem: unknown, what: string) => void): { stop(): Promise<void> } {
  let stopped = false;
  const timers = new Map<string, { cancel(): void }>();
  const running = new Map<string, Promise<unknown>>();

  function plan(chore: Chore): void {
    if (stopped) return;
    timers.set(
      chore.name,
      clock.after(chore.everyMs, () => running.set(chore.name, turn(chore))),
    );
  }

  async function turn(chore: Chore): Promise<void> {
    await chore.run().catch((problem: unknown) => warn(problem, `${chore.name} was not done this time`));
    plan(chore);
  }

  list.forEach(plan);
  return {
    async stop() {
      stopped = true;
      for (const timer of timers.values()) timer.cancel();
      await Promise.all(running.values());
    },
  };
}
