import type { CallEvent } from "@firstring/contract/call/event.ts";
import type { StreamId, TenantId } from "../lib/ids.ts";
import type { BookingEvent } from "./booking-event.ts";

export type DomainEvent = CallEvent | BookingEvent;

/** A place in the whole log, opaque, totally ordered by the log: a reader keeps the last it has handled. "" is the beginning. */
export type Cursor = string & { readonly brand: "Cursor" };
export const START = "" as Cursor;

/** An event as the log keeps it. `seq` orders one stream, without gaps, from 0; `cursor` orders the whole log. */
export type Recorded<E extends DomainEvent = DomainEvent> = Readonly<{
  cursor: Cursor;
  tenant: TenantId;
  stream: StreamId;
  seq: number;
  atMs: number;
  event: E;
  /** What in the outside world this is the effect of (an inbox key): the log keeps at most one event of a cause per stream and type. */
  cause?: string;
}>;

/** An event on its way into the log. */
export type Fact<E extends DomainEvent = DomainEvent> = { event: E; atMs: number; cause?: string };

/** The stream was written by somebody else: the writer no longer owns it and must stop. */
export class WrongSequence extends Error {
  override readonly name = "WrongSequence";
}

/** The one place where things are remembered. Append-only; a reader owns a cursor, the log knows no readers. */
export interface EventLog {
  /**
   * Resolves once the facts are durable. Appends of one process are group-committed in order.
   * @throws WrongSequence when the stream does not hold exactly `expectedSeq` events.
   */
  append(tenant: TenantId, stream: StreamId, expectedSeq: number, facts: readonly Fact[]): Promise<void>;
  read(tenant: TenantId, stream: StreamId): Promise<Recorded[]>;
  /** Everything after the cursor, in order, for ever (until `signal`): never skips an event that commits late. */
  tail(after: Cursor, signal: AbortSignal): AsyncIterable<readonly Recorded[]>;
  /** The cursor of the newest event that `tail` could give now. */
  head(): Promise<Cursor>;
}
