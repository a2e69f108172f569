import type { Db } from "../db/db.ts";
import { isTransient } from "../db/sql-state.ts";
import type { Egress } from "../egress/egress.ts";
import { type GroupCommit, groupCommit } from "../lib/group-commit.ts";
import type { Seal } from "../lib/seal.ts";
import { type Clock, pause } from "../ports/clock.ts";
import { type Wakes, wakes } from "../ports/wakes.ts";
import { type Claimed, claim, giveBack, keep } from "./claim.ts";
import { Lane, usualRoom } from "./lane.ts";
import { CHANNEL } from "./outbox.ts";
import { post } from "./post.ts";
import { secretsReader } from "./secrets.ts";
import { type Attempt, settle } from "./settle.ts";

export type DeliveryWorker = {
  /** There may be something due. */
  nudge(): void;
  /** Ends after the attempts under way, or a moment later without them: what was not settled is given back. */
  stop(): Promise<void>;
};

export type WorkerOptions = {
  db: Db;
  egress: Pick<Egress, "send">;
  clock: Clock;
  seal: Seal;
  /** From 0 to 1: spreads what is tried again. */
  chance: () => number;
  onTrouble: (message: string, error: unknown) => void;
};

/** Deliveries in memory at once, with their bodies: bounds memory, and is more than one machine sends in a second. */
const HELD = 1_000;
/** Something may fall due without anybody saying so. */
const LOOK_MS = 1_000;
/** A third of the lease. */
const KEEP_MS = 10_000;
/** Attempts settled in one transaction. */
const TOGETHER = 500;
const SETTLE_TRIES = 5;
const TRY_AGAIN_MS = 200;
const STOP_MS = 5_000;

/** Sends what is due, as long as the process lives. Any number of processes may do so at once. */
export function deliveryWorker({ db, egress, clock, seal, chance, onTrouble }: WorkerOptions): DeliveryWorker {
  const secrets = secretsReader(seal);
  const news: Wakes = wakes(clock);
  const lanes = new Map<string, Lane>();
  const held = new Map<string, Claimed>();
  const ending = new AbortController();
  const cutting = new AbortController();
  const settling: GroupCommit<Attempt, boolean> = groupCommit((attempts) => settleSoon(attempts), TOGETHER);
  const stopHearing = db.listen(CHANNEL, news.wake);
  /** More may be due than there is room for. */
  let full = false;
  let keeping = clock.after(KEEP_MS, keepOn);
  const looking = look();

  async function look(): Promise<void> {
    while (!ending.signal.aborted) {
      const seen = news.count();
      await take().catch((error: unknown) => onTrouble("Due deliveries could not be looked up; tried again in a moment.", error));
      // Not again at once for the few that were freed meanwhile: a lane that runs low says so, and whoever makes deliveries.
      await news.wait(seen, LOOK_MS, ending.signal);
    }
  }

  async function take(): Promise<void> {
    const free = HELD - held.size;
    full = free <= 0;
    if (full) return;
    const rooms = [...lanes].map(([endpoint_id, lane]) => ({ tenant_id: tenantOf.get(endpoint_id)!, endpoint_id, room: lane.room }));
    const claimed = await claim(db, clock.nowMs(), { free, usual: usualRoom, rooms });
    const given = new Map<Lane, number>();
    for (const one of claimed) {
      held.set(keyOf(one), one);
      const lane = laneOf(one);
      if (!given.has(lane)) given.set(lane, lane.room);
      lane.waiting.push(one);
    }
    for (const [lane, room] of given) {
      // As much as it could take: there may be more.
      lane.more = lane.waiting.length >= room;
      flow(lane);
    }
    full = claimed.length === free;
  }

  const tenantOf = new Map<string, Claimed["tenant_id"]>();
  function laneOf({ endpoint_id, tenant_id }: Claimed): Lane {
    let lane = lanes.get(endpoint_id);
    if (lane === undefined) {
      forgetIdle();
      lane = new Lane();
      lanes.set(endpoint_id, lane);
      tenantOf.set(endpoint_id, tenant_id);
    }
    return lane;
  }

  /** What is known of endpoints that have nothing is dropped, the oldest first, when there are many. */
  function forgetIdle(): void {
    if (lanes.size < HELD) return;
    for (const [endpoint, lane] of lanes) {
      if (lanes.size < HELD) return;
      if (!lane.idle) continue;
      lanes.delete(endpoint);
      tenantOf.delete(endpoint);
    }
  }

  function flow(lane: Lane): void {
    while (lane.open && !ending.signal.aborted) {
      const claimed = lane.waiting.shift()!;
      lane.running += 1;
      void attempt(claimed, lane);
    }
  }

  async function attempt(claimed: Claimed, lane: Lane): Promise<void> {
    try {
      const made = await post(claimed, { egress, clock, seal, secrets, chance, signal: cutting.signal }).finally(() => {
        lane.running -= 1;
      });
      lane.met(made.ms);
      flow(lane);
      // Cut off by our own stop, it is nobody's failure: given back below.
      if (cutting.signal.aborted && made.status === null) return news.wake();
      await settling.submit(made);
      held.delete(keyOf(claimed));
    } catch (error) {
      held.delete(keyOf(claimed));
      onTrouble("An attempt could not be kept; it is made again when its lease is over.", error);
    }
    // Nobody else says that there is room again.
    if (lane.low || (full && held.size <= HELD / 2) || ending.signal.aborted) news.wake();
  }

  async function settleSoon(attempts: readonly Attempt[]): Promise<readonly boolean[]> {
    for (let tries = 1; ; tries++) {
      try {
        return await settle(db, attempts, clock.nowMs());
      } catch (error) {
        if (!isTransient(error) || tries >= SETTLE_TRIES) throw error;
        await pause(clock, TRY_AGAIN_MS * tries);
      }
    }
  }

  function keepOn(): void {
    const nowMs = clock.nowMs();
    void keep(db, nowMs, [...held.values()])
      .catch((error: unknown) => onTrouble("Leases could not be kept; others may take what is held.", error))
      .finally(() => {
        if (!ending.signal.aborted) keeping = clock.after(KEEP_MS, keepOn);
      });
  }

  return {
    nudge: news.wake,
    async stop() {
      ending.abort();
      await looking;
      const patience = new AbortController();
      await Promise.race([pause(clock, STOP_MS, patience.signal), quiet()]);
      patience.abort();
      cutting.abort(new Error("The program stops."));
      await quiet();
      await settling.idle();
      keeping.cancel();
      await stopHearing();
      await giveBack(db, [...held.values()]).catch((error: unknown) => onTrouble("What was held is free when its lease is over.", error));
    },
  };

  /** Resolves when no attempt is under way. */
  async function quiet(): Promise<void> {
    for (;;) {
      const seen = news.count();
      if ([...lanes.values()].every(({ running }) => running === 0)) return;
      await news.wait(seen, LOOK_MS, new AbortController().signal);
    }
  }
}

const keyOf = ({ tenant_id, id }: Pick<Claimed, "tenant_id" | "id">): string => `${tenant_id} ${id}`;
