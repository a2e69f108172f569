import type { CallEvent } from "@firstring/contract/call/event.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import type { Step } from "@firstring/contract/call/step.ts";

/** What a call adds to the numbers of its business. */
export type Figures = Readonly<{
  /** The caller has spoken and waits for a reply since then. */
  askedAtMs?: number;
  /** One for each reply: from the caller's last words to our first, in milliseconds. Fillers are no replies. */
  replyDelaysMs: readonly number[];
  /** A person took the call over. */
  byPerson: boolean;
  /** What the carrier or the provider that conducts the call charged, in millionths of a cent. */
  providerCostMicroCents: number;
  /** What models and speech of ours cost, in millionths of a cent. */
  ownCostMicroCents: number;
}>;

export const uncounted: Figures = { replyDelaysMs: [], byPerson: false, providerCostMicroCents: 0, ownCostMicroCents: 0 };

/** The figures after one more event. Pure. */
export function counted(before: Figures, { atMs, event }: { atMs: number; event: CallEvent }, stateBefore: CallState, { state, commands }: Step): Figures {
  switch (event.type) {
    case "caller.said":
    case "caller.pressed":
      return state.transcript === stateBefore.transcript ? before : { ...before, askedAtMs: atMs };
    case "supervisor.took_over":
      return { ...before, byPerson: before.byPerson || state.phase.is === "handed_over" };
    case "model.used":
      return { ...before, ownCostMicroCents: before.ownCostMicroCents + event.microCents };
    case "call.charged":
      return { ...before, providerCostMicroCents: before.providerCostMicroCents + event.microCents };
    case "timer.fired":
      return before;
    default: {
      if (before.askedAtMs === undefined || !commands.some(({ type }) => type === "say")) return before;
      const { askedAtMs, ...rest } = before;
      return { ...rest, replyDelaysMs: [...before.replyDelaysMs, Math.max(0, atMs - askedAtMs)] };
    }
  }
}
