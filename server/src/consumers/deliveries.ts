import type { CallEvent } from "@firstring/contract/call/event.ts";
import type { BookingData } from "@firstring/contract/schemas/outgoing-event.ts";
import type { Tx } from "../db/db.ts";
import { leave, type Outgoing } from "../deliveries/outbox.ts";
import type { TenantId } from "../lib/ids.ts";
import type { Seal } from "../lib/seal.ts";
import type { BookingEvent } from "../ports/booking-event.ts";
import type { Clock } from "../ports/clock.ts";
import type { Consumer } from "../ports/consumer.ts";
import type { Recorded } from "../ports/log.ts";
import { folded, type Happened, type Understand, unfolded } from "./calls/fold.ts";
import { bookingData } from "./outgoing/booking-data.ts";
import { callData } from "./outgoing/call-data.ts";
import { kindOf, leaving } from "./outgoing/kind.ts";

/**
 * Writes what leaves: for each fact that others are told, its body and a delivery to every endpoint that wants it, in the transaction that moves
 * this reader's cursor. So a fact is on its way exactly when it is past, and once.
 */
export function deliveriesConsumer(seal: Seal, clock: Clock, understand: Understand): Consumer {
  return {
    name: "deliveries",
    wants: leaving,
    async handle(batch, tx) {
      const all: Outgoing[] = [];
      for (const record of batch) {
        const outgoing = isOfBooking(record) ? ofBooking(record) : await ofCall(record as Recorded<CallEvent>, tx, understand);
        if (outgoing !== undefined) all.push(outgoing);
      }
      await leave(tx, all, seal, clock.nowMs());
    },
  };
}

const isOfBooking = (record: Recorded): record is Recorded<BookingEvent> => record.event.type.startsWith("booking.");

function ofBooking(record: Recorded<BookingEvent>): Outgoing | undefined {
  const kind = kindOf(record.event);
  const booking = bookingData(record.event);
  if (kind === undefined || booking === undefined) return undefined;
  const { tenant, stream, seq, atMs, event } = record;
  const call = event.booking.call;
  return {
    tenant,
    // What a call booked counts with the call.
    subject: call === undefined ? stream : `call/${call}`,
    eventId: `booking:${booking.id}:${kind.slice("booking.".length)}:${seq}`,
    eventType: kind,
    atMs,
    stream,
    seq,
    data: { callId: call ?? null, booking },
  };
}

async function ofCall({ tenant, stream, seq, atMs, event }: Recorded<CallEvent>, tx: Tx, understand: Understand): Promise<Outgoing | undefined> {
  const kind = kindOf(event);
  if (kind === undefined) return undefined;
  const call = stream.slice("call/".length);
  const facts = await factsUpTo(tx, tenant, stream, seq);
  const fold = facts.reduce((so, fact) => folded(so, fact, understand), unfolded);
  const channel = fold.state.opened?.channel ?? "call";
  const opening = facts[0]?.event;
  const external = opening?.type === "call.opened" ? opening.external : undefined;
  const newest = fold.state.bookings.at(-1);
  return {
    tenant,
    subject: stream,
    eventId: `${channel}:${nameOf(external ?? call)}:${kind.slice("call.".length)}:${seq}`,
    eventType: kind,
    atMs,
    stream,
    seq,
    data: {
      ...callData(call, fold, newest === undefined ? null : await bookingAt(tx, tenant, newest.id, atMs)),
      ...(external !== undefined && { [channel]: { callId: external } }),
    },
  };
}

/** In an id that is signed and split at full stops (Standard Webhooks), and at colons by us. */
const nameOf = (external: string): string => external.replace(/[^\w-]/g, "_").slice(0, 200);

async function factsUpTo(tx: Tx, tenant: TenantId, stream: Recorded["stream"], seq: number): Promise<Happened[]> {
  const rows = await tx
    .selectFrom("events")
    .select(["seq", "at", "event"])
    .where("tenant_id", "=", tenant)
    .where("stream", "=", stream)
    .where("seq", "<=", seq)
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({ seq: row.seq, atMs: row.at.getTime(), event: row.event as CallEvent }));
}

/** The booking as it was then, however late this is read. */
async function bookingAt(tx: Tx, tenant: TenantId, booking: string, atMs: number): Promise<BookingData | null> {
  const rows = await tx
    .selectFrom("events")
    .select("event")
    .where("tenant_id", "=", tenant)
    .where("stream", "=", `booking/${booking}`)
    .where("at", "<=", new Date(atMs))
    .orderBy("seq", "desc")
    .execute();
  for (const { event } of rows) {
    const data = bookingData(event as BookingEvent);
    if (data !== undefined) return data;
  }
  return null;
}
