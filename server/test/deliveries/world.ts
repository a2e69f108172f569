import { sql } from "kysely";
import type { Db } from "../../src/db/db.ts";
import { endpoints } from "../../src/deliveries/endpoints.ts";
import { CHANNEL, leave, type Outgoing } from "../../src/deliveries/outbox.ts";
import { newId, type TenantId } from "../../src/lib/ids.ts";
import { sealWith } from "../../src/lib/seal.ts";
import { type Clock, realClock } from "../../src/ports/clock.ts";

export const KEY = "a key of the tests that is 32 bytes long or more";
export const seal = sealWith(KEY);

const nobodyMinds = { examine: () => {} };
const unwritten = async () => {};

/** An endpoint of a tenant at an address, and its secret. */
export async function endpointAt(db: Db, tenant: TenantId, url: string, clock: Clock = realClock): Promise<{ id: string; secret: string }> {
  const made = await endpoints(db, clock, seal, nobodyMinds).create(tenant, { url, name: "", eventTypes: [], headers: {} }, unwritten);
  return { id: made.id, secret: made.secret };
}

/** So many events of one call of a tenant, on their way to every endpoint there is. */
export async function accept(db: Db, tenant: TenantId, count: number, nowMs = realClock.nowMs()): Promise<string[]> {
  const call = newId();
  const events = Array.from(
    { length: count },
    (_, seq): Outgoing => ({
      tenant,
      subject: `call/${call}`,
      eventId: `simulator:${call}:call-ended:${seq}`,
      eventType: "call.call-ended",
      atMs: nowMs,
      stream: `call/${call}`,
      seq,
      data: { callId: call, transcript: "Bonjour, je voudrais prendre un rendez-vous… ".repeat(10) },
    }),
  );
  await db.worker((tx) => leave(tx, events, seal, nowMs));
  return events.map(({ eventId }) => eventId);
}

/** What waits for its next attempt is due now. @returns how many still wait or are at work. */
export const hurry = (db: Db, nowMs: number): Promise<number> =>
  db.worker(async (tx) => {
    await sql`update deliveries set due_at = ${new Date(nowMs)} where status = 'pending' and due_at > ${new Date(nowMs)}`.execute(tx);
    await sql`select pg_notify(${CHANNEL}, '')`.execute(tx);
    const { rows } = await sql<{ left: number }>`select count(*)::int as left from deliveries where status = 'pending'`.execute(tx);
    return rows[0]!.left;
  });
