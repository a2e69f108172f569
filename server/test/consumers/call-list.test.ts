import type { CallEvent } from "@firstring/contract/call/event.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callList } from "../../src/consumers/call-list.ts";
import { type Calls, calls } from "../../src/consumers/calls/calls.ts";
import { type Conversations, conversations } from "../../src/consumers/calls/conversations.ts";
import { folded, unfolded } from "../../src/consumers/calls/fold.ts";
import { messageOf } from "../../src/consumers/calls/present.ts";
import { rowOf } from "../../src/consumers/calls/row.ts";
import { record } from "../../src/db/record.ts";
import { type CallId, newId, type PersonId, type StreamId, type TenantId } from "../../src/lib/ids.ts";
import { storable } from "../../src/lib/storable.ts";
import { postgresLog } from "../../src/log/postgres.ts";
import type { Cursor, EventLog, Recorded } from "../../src/ports/log.ts";
import { manualClock } from "../harness/clock.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";
import { answered, ended, opened, says, someCall, understand } from "./happenings.ts";

let database: TestDatabase;
let tenant: TenantId;
let log: EventLog;
let list: Calls;
let talks: Conversations;
const clock = manualClock();
const START_MS = Date.parse("2026-11-21T15:00:00Z");

beforeAll(async () => {
  database = await testDatabase();
  tenant = await someTenant(database.db);
  log = postgresLog(database.db, clock);
  list = calls(database.db, log, understand);
  talks = conversations(database.db, clock, list);
});
afterAll(() => database.close());

/** Puts a call into the log and gives it as a consumer would read it. */
async function recorded(events: readonly CallEvent[], of: TenantId = tenant): Promise<Recorded[]> {
  const stream: StreamId = `call/${newId()}`;
  const facts = events.map((event, seq) => ({ event, atMs: START_MS + seq * 1000 }));
  await database.db.worker((tx) => record(tx, of, stream, facts));
  return facts.map(({ event, atMs }, seq) => ({ cursor: String(seq) as Cursor, tenant: of, stream, seq, atMs, event: storable(event) }));
}

const idOfCall = ([first]: readonly Recorded[]): string => first!.stream.slice("call/".length);
const handle = (batch: readonly Recorded[], consumer = callList(understand)) => database.db.worker((tx) => consumer.handle(batch, tx));

async function stored(id: string) {
  return database.db.tenant(tenant, async (tx) => ({
    row: await tx.selectFrom("calls").selectAll().where("id", "=", id).executeTakeFirst(),
    messages: await tx.selectFrom("call_messages").select(["seq", "role", "text", "sentiment", "intent"]).where("call_id", "=", id).orderBy("seq").execute(),
  }));
}

function expected(records: readonly Recorded[]) {
  const fold = records.reduce((before, { seq, atMs, event }) => folded(before, { seq, atMs, event: event as CallEvent }, understand), unfolded);
  return {
    row: JSON.parse(JSON.stringify(rowOf(fold))) as object,
    messages: fold.said.map(messageOf).map(({ id, role, text, sentiment, intent }) => ({ seq: id, role, text, sentiment, intent })),
  };
}

describe("the call list", () => {
  it("is the fold of the log, however the log is cut into batches, repeated, undone or read by a new process", async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(someCall, someCall), fc.infiniteStream(fc.nat({ max: 99 })), async (some, chances) => {
        const [one, two] = [await recorded(some[0]), await recorded(some[1])];
        const all = [...one, ...two].sort((a, b) => a.seq - b.seq);
        const chance = () => chances.next().value;
        let consumer = callList(understand);
        let at = 0;
        while (at < all.length) {
          const size = 1 + (chance() % 7);
          const batch = all.slice(at, at + size);
          const luck = chance();
          if (luck < 15)
            consumer = callList(understand); // a restart
          else if (luck < 30)
            at = Math.max(0, at - size); // seen before
          else if (luck < 45) {
            // Undone: the transaction fails after the consumer did its part.
            const undone = database.db.worker(async (tx) => {
              await consumer.handle(batch, tx);
              throw new Error("undone");
            });
            await expect(undone).rejects.toThrow("undone");
          } else {
            await handle(batch, consumer);
            at += size;
          }
        }
        for (const records of [one, two]) {
          const { row, messages } = await stored(idOfCall(records));
          const want = expected(records);
          expect(JSON.parse(JSON.stringify(row))).toMatchObject(want.row);
          expect(messages).toEqual(want.messages);
          const { identical, differences, timeline } = await list.replay(tenant, idOfCall(records));
          expect({ identical, differences, length: timeline.length }).toEqual({ identical: true, differences: [], length: records.length });
        }
      }),
      { numRuns: 25, endOnFailure: true }, // each run takes a tenth of a second: shrinking would outlast the test
    );
  });

  it("is the same when it is made again from the beginning", async () => {
    const records = await recorded([opened, answered, says("a ride please"), says("I am angry"), ended]);
    for (const one of records) await handle([one]);
    const before = await stored(idOfCall(records));
    await database.db.worker(async (tx) => {
      await tx.deleteFrom("call_messages").where("call_id", "=", idOfCall(records)).execute();
      await tx.updateTable("calls").set({ seq: -1, title: "wrong", status: "RINGING" }).where("id", "=", idOfCall(records)).execute();
    });
    await handle(records);
    expect(await stored(idOfCall(records))).toEqual(before);
    expect(before.row).toMatchObject({ status: "COMPLETED", outcome: "answered", turn_count: 2 });
  });

  it("says what differs when a row was tampered with", async () => {
    const records = await recorded([opened, answered, ended]);
    await handle(records);
    await database.db.worker((tx) => tx.updateTable("calls").set({ status: "BUSY" }).where("id", "=", idOfCall(records)).execute());
    expect(await list.replay(tenant, idOfCall(records))).toMatchObject({
      identical: false,
      differences: [{ column: "status", stored: "BUSY", replayed: "COMPLETED" }],
    });
  });

  it("shows one call as the log has it, before the table follows", async () => {
    const records = await recorded([opened, answered, says("a ride please")]);
    expect(await list.get(tenant, idOfCall(records))).toMatchObject({ status: "ACTIVE", lastLine: "a ride please", turnCount: 1 });
    expect(await list.messages(tenant, idOfCall(records))).toHaveLength(1);
    await expect(list.get(tenant, newId())).rejects.toMatchObject({ status: 404 });
  });

  it("filters, sorts and counts", async () => {
    const other = await someTenant(database.db);
    const angry = await recorded([opened, answered, says("I am angry")], other);
    const gas = await recorded([opened, answered, says("I smell gas 100%")], other);
    const done = await recorded([{ ...(opened as Extract<CallEvent, { type: "call.opened" }>), channel: "twilio" }, answered, ended], other);
    await handle([...angry, ...gas, ...done]);
    const ids = async (wanted: object) => {
      const { rows, total } = await list.list(other, { limit: 10, offset: 0, sortBy: "date", order: "desc", ...wanted });
      expect(total).toBe(rows.length);
      return rows.map(({ id }) => id);
    };
    expect((await ids({})).sort()).toEqual([idOfCall(angry), idOfCall(gas), idOfCall(done)].sort());
    expect(await ids({ live: true, sortBy: "needsHelp" })).toEqual([idOfCall(gas), idOfCall(angry)]);
    expect(await ids({ status: "COMPLETED" })).toEqual([idOfCall(done)]);
    expect(await ids({ channel: "twilio", outcome: "answered" })).toEqual([idOfCall(done)]);
    expect(await ids({ q: "100%" })).toEqual([idOfCall(gas)]);
    expect(await ids({ q: "1__%" })).toEqual([]);
    expect(await ids({ needsHelp: 40 })).toEqual([idOfCall(gas)]);
    expect(await ids({ from: "2026-11-22T00:00:00Z" })).toEqual([]);
  });
});

describe("conversations", () => {
  const ana = newId<PersonId>();
  const ben = newId<PersonId>();

  it("belong to the customer who has them, also before the call list knows the call", async () => {
    const records = await recorded([opened, answered, says("a ride please")]);
    const id = idOfCall(records);
    await talks.keep(tenant, id as CallId, ana);
    expect(await talks.isOf(tenant, id as CallId, ana)).toBe(true);
    expect((await talks.get(tenant, ana, id)).messages).toHaveLength(1);
    await expect(talks.get(tenant, ben, id)).rejects.toMatchObject({ status: 404 });
    await expect(talks.change(tenant, ben, id, { title: "mine" })).rejects.toMatchObject({ status: 404 });
    await expect(talks.remove(tenant, ben, id)).rejects.toMatchObject({ status: 404 });
    await handle(records);
    expect((await talks.list(tenant, ana, { limit: 10, offset: 0 })).rows.map((row) => row.id)).toEqual([id]);
    expect((await talks.list(tenant, ben, { limit: 10, offset: 0 })).total).toBe(0);
    expect(await talks.get(tenant, undefined, id)).toMatchObject({ personId: ana, status: "active" });
  });

  it("keep their name, rating and place in the archive when more happens", async () => {
    const records = await recorded([opened, answered, says("a ride please"), ended]);
    const id = idOfCall(records);
    await handle(records.slice(0, 2));
    await talks.change(tenant, undefined, id, { title: "The ride", satisfaction: 5 });
    await handle(records);
    expect(await talks.change(tenant, undefined, id, { archived: true })).toMatchObject({
      title: "The ride",
      status: "archived",
      analytics: { satisfaction: 5 },
    });
  });

  it("are gone when deleted, and no replay of the log brings their words back", async () => {
    const records = await recorded([opened, answered, says("my secret"), ended]);
    const id = idOfCall(records);
    await handle(records.slice(0, 3));
    await talks.keep(tenant, id as CallId, ana);
    await handle(records);
    await talks.remove(tenant, ana, id);
    await expect(talks.get(tenant, undefined, id)).rejects.toMatchObject({ status: 404 });
    await database.db.worker((tx) => tx.updateTable("calls").set({ seq: -1 }).where("id", "=", id).execute());
    await handle(records);
    const { row, messages } = await stored(id);
    expect(messages).toEqual([]);
    expect(JSON.stringify(row)).not.toContain("my secret");
    expect(JSON.stringify(await list.get(tenant, id))).not.toContain("my secret");
    expect(await list.messages(tenant, id)).toEqual([]);
  });

  it("are not deleted while they go on", async () => {
    const id = idOfCall(await recorded([opened, answered]));
    await expect(talks.remove(tenant, undefined, id)).rejects.toMatchObject({ status: 409, code: "call_is_live" });
  });

  it("are counted for one person", async () => {
    const cleo = newId<PersonId>();
    const records = await recorded([opened, answered, says("I am angry"), ended]);
    await handle(records);
    await talks.keep(tenant, idOfCall(records) as CallId, cleo);
    expect(await talks.stats(tenant, cleo)).toMatchObject({
      total: 1,
      completed: 1,
      active: 0,
      messageCount: 1,
      sentiment: { negative: 1, positive: 0 },
      averageSatisfaction: null,
    });
    expect(await talks.stats(await someTenant(database.db), cleo)).toMatchObject({ total: 0 });
  });
});
