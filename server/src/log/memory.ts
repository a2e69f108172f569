import type { StreamId, TenantId } from "../lib/ids.ts";
import { storable } from "../lib/storable.ts";
import { type Clock, realClock } from "../ports/clock.ts";
import { type DomainEvent, type EventLog, type Recorded, START, WrongSequence } from "../ports/log.ts";
import { wakes } from "../ports/wakes.ts";
import { cursorOf, placeOf } from "./cursor.ts";

const LOOK_MS = 60_000;
const PAGE = 500;

/** The log of a process that keeps nothing: for tests, replays and simulations. Same contract as the one in Postgres. */
export function memoryLog(clock: Clock = realClock): EventLog {
  const all: Recorded[] = [];
  const streams = new Map<string, Recorded[]>();
  const news = wakes(clock);
  const of = (tenant: TenantId, stream: StreamId): Recorded[] => streams.get(`${tenant} ${stream}`) ?? [];

  return {
    async append(tenant, stream, expectedSeq, facts) {
      if (facts.length === 0) return;
      const before = of(tenant, stream);
      if (before.length !== expectedSeq) throw new WrongSequence(`${stream} holds ${before.length} events, not ${expectedSeq}: another writer owns it.`);
      const fresh = facts.map(
        (fact, index): Recorded => ({
          cursor: cursorOf({ xid: 0n, position: BigInt(all.length + index + 1) }),
          tenant,
          stream,
          seq: expectedSeq + index,
          atMs: fact.atMs,
          // As it would come back from a database: nobody else holds a piece of it.
          event: JSON.parse(JSON.stringify(storable(fact.event))) as DomainEvent,
          ...(fact.cause !== undefined && { cause: fact.cause }),
        }),
      );
      const causes = [...before, ...fresh].flatMap(({ cause, event }) => (cause === undefined ? [] : [`${event.type} ${cause}`]));
      if (new Set(causes).size < causes.length) throw new Error(`${stream} already holds an event of this type and cause`);
      streams.set(`${tenant} ${stream}`, [...before, ...fresh]);
      all.push(...fresh);
      news.wake();
    },

    async read(tenant, stream) {
      return [...of(tenant, stream)];
    },

    async *tail(after, signal) {
      let next = Number(placeOf(after).position);
      while (!signal.aborted) {
        const seen = news.count();
        const page = all.slice(next, next + PAGE);
        next += page.length;
        if (page.length > 0) yield page;
        else await news.wait(seen, LOOK_MS, signal);
      }
    },

    async head() {
      return all.at(-1)?.cursor ?? START;
    },
  };
}
