import type { ChannelName } from "@firstring/contract/call/event.ts";
import { outcomeOf } from "@firstring/contract/call/outcome.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import type { CallId, TenantId } from "../lib/ids.ts";
import type { Clock } from "../ports/clock.ts";
import { type EventLog, WrongSequence } from "../ports/log.ts";
import type { Connect, Engine } from "./engine.ts";
import type { Owned, Owners } from "./owners.ts";
import { standing } from "./standing.ts";

export type Recovery = {
  engine: Engine;
  log: EventLog;
  owners: Owners;
  clock: Clock;
  /** How a channel takes up a call without its socket; absent where the channel cannot. */
  reconnect: (channel: ChannelName) => Connect | undefined;
  warn: (problem: unknown, what: string, call: CallId) => void;
};

/** How often calls of processes that died are looked for, in milliseconds: an orphan is reaped well within 120 s. */
const EVERY_MS = 15_000;

/** Calls left open by a dead process are resumed where the channel allows, else ended `lost`; so are those we had to let go. Now, and from time to time. */
export async function recover(of: Recovery): Promise<{ stop(): void }> {
  await sweep(of);
  let next = of.clock.after(EVERY_MS, again);
  let stopped = false;
  function again(): void {
    void sweep(of)
      .catch((problem: unknown) => of.warn(problem, "orphaned calls could not be looked for", "" as CallId))
      .finally(() => {
        if (!stopped) next = of.clock.after(EVERY_MS, again);
      });
  }
  return {
    stop() {
      stopped = true;
      next.cancel();
    },
  };
}

async function sweep(of: Recovery): Promise<void> {
  for (const owned of await of.owners.adopt()) {
    await settle(of, owned).catch((problem: unknown) => of.warn(problem, "an orphaned call could not be recovered", owned.call));
  }
  for (const owned of (await of.owners.ours()).filter(({ call }) => of.engine.hasLetGo(call))) {
    await conclude(of, owned).catch((problem: unknown) => of.warn(problem, "a call that was let go could not be ended", owned.call));
  }
}

/** A call that could not be remembered was hung up then; its end is written now that it can be. */
async function conclude(of: Recovery, { tenant, call }: Owned): Promise<void> {
  const { state, seq } = standing(await of.log.read(tenant, `call/${call}`));
  if (seq > 0 && state.phase.is !== "ended") await end(of, tenant, call, seq, outcomeOf(state, "lost"));
  await of.owners.release({ tenant, call });
}

async function settle(of: Recovery, { tenant, call }: Owned): Promise<void> {
  const { state, seq } = standing(await of.log.read(tenant, `call/${call}`));
  const { opened, phase } = state;
  const connect = opened && of.reconnect(opened.channel);
  if (opened === undefined || phase.is === "ended") return of.owners.release({ tenant, call });
  if (connect !== undefined && goesOn(state) && (await of.engine.resume(tenant, call, connect)) !== undefined) return;
  await end(of, tenant, call, seq, outcomeOf(state, "lost"));
  await of.owners.release({ tenant, call });
}

/** Whether somebody may still be on the line who can be served without the process that is gone. */
function goesOn({ phase, opened }: CallState): boolean {
  switch (phase.is) {
    case "talking":
    case "transferring":
    case "leaving":
    case "handed_over": // whoever took it over speaks through whichever process has it
      return true;
    case "ringing":
      return opened?.channel !== "chat"; // nobody was told of a chat that has not begun
    case "unopened":
    case "ended":
      return false;
  }
}

async function end({ log, clock }: Recovery, tenant: TenantId, call: CallId, seq: number, outcome: ReturnType<typeof outcomeOf>): Promise<void> {
  try {
    await log.append(tenant, `call/${call}`, seq, [{ event: { type: "call.ended", why: "lost", outcome }, atMs: clock.nowMs() }]);
  } catch (problem) {
    if (!(problem instanceof WrongSequence)) throw problem; // somebody went on with it meanwhile: it is theirs to end
  }
}
