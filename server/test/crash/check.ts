import type { CallEvent } from "@firstring/contract/call/event.ts";
import { understandMessage } from "../../src/brains/offline/understand-message.ts";
import type { OfCall } from "../../src/consumers/calls/of-call.ts";
import type { StoredCall } from "../../src/consumers/calls/present.ts";
import { replayed } from "../../src/consumers/calls/replay.ts";
import { type CallId, idOf, type TenantId } from "../../src/lib/ids.ts";
import { OVERLAPS } from "../booking/race.ts";
import type { Ledger } from "./ledger.ts";
import type { Wish } from "./wishes.ts";

/** Asks the database as its owner. */
export type Ask = <R extends object>(sql: string, values?: unknown[]) => Promise<R[]>;

/**
 * Compares what the world saw with what the database holds once everything is quiet.
 * @returns one line for each broken promise.
 */
export async function broken(ledger: Ledger, ask: Ask, tenant: TenantId): Promise<string[]> {
  return [
    ...(await unheard(ledger, ask, tenant)),
    ...(await bookingsWrong(ledger, ask, tenant)),
    ...(await callsWrong(ledger, ask, tenant)),
    ...(await readersWrong(ask)),
  ];
}

/** Every webhook answered 2xx has its row, and the row has the answer. */
async function unheard({ answered }: Ledger, ask: Ask, tenant: TenantId): Promise<string[]> {
  const rows = await ask<{ url: string; body: string; reply: string | null; done: boolean }>(
    "select request->>'url' as url, request->>'body' as body, reply #>> '{}' as reply, done_at is not null as done from inbox where tenant_id = $1 and provider = 'twilio'",
    [tenant],
  );
  const kept = new Map(rows.map((row) => [`${row.url} ${row.body}`, row]));
  return [
    ...answered.flatMap(({ url, body, reply, callSid }) => {
      const row = kept.get(`${url} ${body}`);
      if (row === undefined) return [`webhook without inbox row: ${callSid} ${url}`];
      return row.done && row.reply === reply ? [] : [`webhook answered otherwise than its inbox row says: ${callSid} ${url}`];
    }),
    ...rows.filter(({ done }) => !done).map(({ url }) => `inbox row never finished: ${url}`),
  ];
}

type BookingRow = { id: string; code: string; status: string; call: string | null; date: string; time: string; slots: Record<string, string | number> };

/** A code that was heard is one confirmed booking of that call, as it was wished; and no call has two. */
async function bookingsWrong({ calls }: Ledger, ask: Ask, tenant: TenantId): Promise<string[]> {
  const rows = await ask<BookingRow>(
    `select id, code, status, call_id as call, slots, to_char(lower(during) at time zone 'America/Toronto', 'YYYY-MM-DD') as date,
       to_char(lower(during) at time zone 'America/Toronto', 'HH24:MI') as time from bookings where tenant_id = $1 and status in ('confirmed', 'done')`,
    [tenant],
  );
  const byCall = Map.groupBy(rows, ({ call }) => call ?? "");
  const wishes = new Map(calls.map(({ callSid, wish }) => [callIdOf(tenant, callSid), wish]));
  const told = await ask<{ stream: string; n: number }>(
    "select stream, count(*)::int as n from events where tenant_id = $1 and type = 'booking.confirmed' group by stream",
    [tenant],
  );
  const mails = await ask<{ booking: string; n: number }>(
    "select booking_id as booking, count(*)::int as n from mails where tenant_id = $1 and kind = 'booking.confirmed' and audience = 'business' group by 1",
    [tenant],
  );
  const [overlaps] = await ask<{ pairs: number }>(OVERLAPS);
  const ids = new Set(rows.map(({ id }) => id));
  const once = (counts: Map<string, number>, what: string): string[] => [
    ...rows.flatMap(({ id, code }) => (counts.get(id) === 1 ? [] : [`booking ${code} has ${counts.get(id) ?? 0} ${what}`])),
    ...[...counts.keys()].filter((id) => !ids.has(id)).map((id) => `${what} without a confirmed booking: ${id}`),
  ];
  return [
    ...calls.flatMap(({ callSid, wish, ending }) => {
      if (ending.is !== "booked") return [];
      const mine = byCall.get(callIdOf(tenant, callSid)) ?? [];
      if (mine.length !== 1 || mine[0]?.code !== ending.code) return [`${callSid} heard ${ending.code}, the ledger has ${mine.map(({ code }) => code)}`];
      return differences(mine[0], wish).map((difference) => `${ending.code} is not what ${callSid} wished: ${difference}`);
    }),
    ...[...byCall].filter(([, mine]) => mine.length > 1).map(([call, mine]) => `call ${call} has ${mine.length} bookings`),
    // Who hung up before the code was heard may have a booking, but none they did not wish for.
    ...rows.flatMap((row) => {
      const wish = wishes.get(row.call as CallId);
      return wish === undefined
        ? [`booking ${row.code} of nobody's call`]
        : differences(row, wish).map((difference) => `${row.code} was not wished so: ${difference}`);
    }),
    ...(overlaps?.pairs === 0 ? [] : [`${overlaps?.pairs} overlapping pairs`]),
    ...once(new Map(told.map(({ stream, n }) => [stream.slice("booking/".length), n])), "booking.confirmed"),
    ...once(new Map(mails.map(({ booking, n }) => [booking, n])), "confirmation mails"),
  ];
}

function differences({ date, time, slots }: BookingRow, wish: Wish): string[] {
  const street = (text: unknown): string => /\d+/.exec(String(text))?.[0] ?? "";
  const pairs: [string, unknown, unknown][] = [
    ["date", date, wish.date],
    ["time", time, wish.time],
    ["passengers", Number(slots["passengers"]), wish.passengers],
    ["name", slots["name"], wish.name],
    ["pickup", street(slots["pickup"]), street(wish.pickup)],
    ["dropoff", street(slots["dropoff"]), street(wish.dropoff)],
  ];
  return pairs.filter(([, is, asked]) => is !== asked).map(([name, is, asked]) => `${name} is ${String(is)}, not ${String(asked)}`);
}

type EventRow = { stream: `call/${string}`; seq: number; at: Date; event: CallEvent };

/** Every call that rang is one gap-free list with one end, which folds to what the call list says. */
async function callsWrong({ answered }: Ledger, ask: Ask, tenant: TenantId): Promise<string[]> {
  const events = await ask<EventRow>("select stream, seq, at, event from events where tenant_id = $1 and stream like 'call/%' order by stream, seq", [tenant]);
  const others = await ask<{ stream: string }>(
    "select stream from events where tenant_id = $1 group by stream having min(seq) <> 0 or max(seq) <> count(*) - 1",
    [tenant],
  );
  const stored = new Map((await ask<StoredCall>("select * from calls where tenant_id = $1", [tenant])).map((row) => [row.id, row]));
  const booked = await ask<{ call: string }>("select call_id as call from bookings where tenant_id = $1 and status in ('confirmed', 'done')", [tenant]);
  const withBooking = new Set(booked.map(({ call }) => call));
  const streams = Map.groupBy(events, ({ stream }) => stream);
  return [
    ...others.map(({ stream }) => `${stream} has gaps`),
    ...new Set(answered.flatMap(({ callSid }) => (streams.has(`call/${callIdOf(tenant, callSid)}`) ? [] : [`${callSid} was answered and is not in the log`]))),
    ...[...streams].flatMap(([stream, facts]) => {
      const id = stream.slice("call/".length);
      const last = facts.at(-1)?.event;
      const problems: string[] = [];
      if (facts[0]?.event.type !== "call.opened" || facts.filter(({ event }) => event.type === "call.opened").length !== 1) problems.push("is not opened once");
      if (last?.type !== "call.ended" || facts.filter(({ event }) => event.type === "call.ended").length !== 1) problems.push("is not ended once");
      else if ((last.outcome === "booked") !== withBooking.has(id)) problems.push(`ended ${last.outcome} and has ${withBooking.has(id) ? "a" : "no"} booking`);
      const replay = replayed(facts.map(asRecorded(tenant)), stored.get(id), understandMessage);
      if (!replay.identical) problems.push(`folds to something else: ${JSON.stringify(replay.differences)}`);
      return problems.map((problem) => `${stream} ${problem}`);
    }),
  ];
}

/** Nobody is left with work: no call has an owner, nothing was set aside. */
async function readersWrong(ask: Ask): Promise<string[]> {
  const owned = await ask<{ call: string }>("select call_id as call from call_owners");
  const parked = await ask<{ consumer: string; stream: string; error: string }>("select consumer, stream, error from parked_events");
  return [
    ...owned.map(({ call }) => `call ${call} still has an owner`),
    ...parked.map(({ consumer, stream, error }) => `${consumer} set ${stream} aside: ${error}`),
  ];
}

export const callIdOf = (tenant: TenantId, callSid: string): CallId => idOf<CallId>("twilio", tenant, callSid);

const asRecorded =
  (tenant: TenantId) =>
  ({ stream, seq, at, event }: EventRow): OfCall =>
    ({ tenant, stream, seq, atMs: at.getTime(), event }) as OfCall;
