import type { Ending } from "./caller.ts";
import type { Temper, Wish } from "./wishes.ts";

/** What the world outside saw, kept where no crash of the system reaches. */
export type Ledger = {
  /** Every webhook the system said it had heard (2xx). */
  answered: { callSid: string; url: string; body: string; reply: string }[];
  calls: { callSid: string; wish: Wish; temper: Temper; ending: Ending; talk: readonly string[] }[];
};

export const emptyLedger = (): Ledger => ({ answered: [], calls: [] });

/** One line: how many calls, and how they went. */
export function summary({ answered, calls }: Ledger): string {
  const endings = Map.groupBy(calls, ({ temper, ending }) => `${temper.is}: ${ending.is}`);
  return `${calls.length} calls, ${answered.length} webhooks answered; ${[...endings].map(([how, those]) => `${how} ${those.length}`).join(", ")}`;
}
