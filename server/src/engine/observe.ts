import type { CallEvent } from "@firstring/contract/call/event.ts";
import { outcomeOf } from "@firstring/contract/call/outcome.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { fold } from "@firstring/contract/call/step.ts";
import type { CallId, StreamId, TenantId } from "../lib/ids.ts";
import type { ObservedFact } from "../lib/observed-call.ts";
import { type EventLog, type Fact, WrongSequence } from "../ports/log.ts";
import { causeKey } from "./standing.ts";

/** `ours`: our own agent conducts this call, so its facts come from its loop. */
export type Observed = { is: "recorded"; fresh: number } | { is: "ours" };

/**
 * Records what is not yet known of a call that somebody else conducts: there is no loop, since nothing is asked of anyone.
 * The same facts again, in any order, change nothing.
 */
export async function observe(log: EventLog, tenant: TenantId, call: CallId, told: readonly ObservedFact[]): Promise<Observed> {
  const stream: StreamId = `call/${call}`;
  for (let attempt = 1; ; attempt++) {
    const recorded = await log.read(tenant, stream);
    const known = recorded.map(({ event }) => event as CallEvent);
    const opened = known[0];
    if (opened?.type === "call.opened" && opened.agent.observed !== true) return { is: "ours" };
    const causes = new Set(recorded.flatMap(({ cause, event }) => (cause === undefined ? [] : [causeKey(cause, event.type)])));
    const isOver = known.some(({ type }) => type === "call.ended");
    const fresh = told.filter(({ event, cause }) => !causes.has(causeKey(cause, event.type)) && (!isOver || event.type === "call.charged"));
    if (fresh.length === 0) return { is: "recorded", fresh: 0 };
    try {
      await log.append(tenant, stream, recorded.length, facts(fold(known), fresh));
      return { is: "recorded", fresh: fresh.length };
    } catch (problem) {
      // Two accounts of one call at once: whoever comes second looks again.
      if (!(problem instanceof WrongSequence) || attempt >= ATTEMPTS) throw problem;
    }
  }
}

const ATTEMPTS = 10;

function facts(before: CallState, told: readonly ObservedFact[]): Fact[] {
  let state = before;
  return told.map(({ event, atMs, cause }) => {
    const whole: CallEvent = event.type === "call.ended" ? { ...event, outcome: outcomeOf(state, event.why) } : event;
    state = fold([whole], state);
    return { event: whole, atMs, cause };
  });
}
