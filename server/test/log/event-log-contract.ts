import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId, type StreamId, type TenantId } from "../../src/lib/ids.ts";
import { type EventLog, type Fact, START, WrongSequence } from "../../src/ports/log.ts";
import { readTail } from "./reading.ts";

export type LogUnderTest = { log: EventLog; tenant(): Promise<TenantId>; close(): Promise<void> };

const said = (text: string, atMs = 1_750_000_000_000): Fact => ({ event: { type: "caller.said", leg: "caller", text }, atMs });
const stream = (): StreamId => `call/${newId()}`;

/** What every log promises. */
export function eventLogContract(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`${name} keeps the promises of a log`, () => {
    let it: LogUnderTest;
    let log: EventLog;
    let tenant: TenantId;
    beforeEach(async () => {
      it = await open();
      log = it.log;
      tenant = await it.tenant();
    });
    afterEach(() => it.close());
    const texts = async (of: StreamId) => (await log.read(tenant, of)).map(({ event }) => (event.type === "caller.said" ? event.text : event.type));

    test("what was appended is read back as it was, numbered from 0", async () => {
      const call = stream();
      await log.append(tenant, call, 0, [
        { event: { type: "caller.said", leg: "caller", text: "Bonjour, ça va?" }, atMs: 1_750_000_000_123, cause: "twilio CA1 1" },
        said("two"),
      ]);
      const [first, second] = await log.read(tenant, call);
      expect(first).toEqual({
        cursor: first!.cursor,
        tenant,
        stream: call,
        seq: 0,
        atMs: 1_750_000_000_123,
        cause: "twilio CA1 1",
        event: { type: "caller.said", leg: "caller", text: "Bonjour, ça va?" },
      });
      expect(second).toEqual({ cursor: second!.cursor, tenant, stream: call, seq: 1, atMs: 1_750_000_000_000, event: said("two").event });
    });

    test("any text is kept, less what no database can keep", async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "binary" }), fc.constantFrom("", "\0", "\uD800", "\\u0000", "\u{1F600}"), async (text, odd) => {
          const call = stream();
          await log.append(tenant, call, 0, [said(text + odd)]);
          expect(await texts(call)).toEqual([(text + odd).toWellFormed().replaceAll("\0", "\uFFFD")]);
        }),
        { numRuns: 30 },
      );
    });

    test("a stream that holds more or fewer events than expected is refused, and nothing is written", async () => {
      const call = stream();
      await expect(log.append(tenant, call, 1, [said("gap")])).rejects.toThrow(WrongSequence);
      await log.append(tenant, call, 0, [said("a"), said("b")]);
      for (const wrong of [0, 1, 3]) await expect(log.append(tenant, call, wrong, [said("c"), said("d")])).rejects.toThrow(WrongSequence);
      expect(await texts(call)).toEqual(["a", "b"]);
    });

    test("of many who write the same place at once one wins, and the stream is his", async () => {
      const call = stream();
      const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => log.append(tenant, call, 0, [said(`${n}`), said(`${n}`)])));
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(WrongSequence);
      const [first, second, ...rest] = await texts(call);
      expect([second, rest]).toEqual([first, []]);
    });

    test("appends given without waiting are written in order", async () => {
      const call = stream();
      await Promise.all(Array.from({ length: 300 }, (_, n) => log.append(tenant, call, n, [said(`${n}`)])));
      expect(await texts(call)).toEqual(Array.from({ length: 300 }, (_, n) => `${n}`));
    });

    test("one append that is refused does not take others with it", async () => {
      const [good, bad] = [stream(), stream()];
      const results = await Promise.allSettled([
        log.append(tenant, good, 0, [said("a")]),
        log.append(tenant, bad, 5, [said("x")]),
        log.append(tenant, good, 1, [said("b")]),
      ]);
      expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect(await texts(good)).toEqual(["a", "b"]);
    });

    test("a cause has one effect of a type in a stream, and another elsewhere", async () => {
      const [call, other] = [stream(), stream()];
      await log.append(tenant, call, 0, [
        { ...said("a"), cause: "twilio 1" },
        { event: { type: "leg.rang", leg: "caller" }, atMs: 0, cause: "twilio 1" },
      ]);
      await expect(log.append(tenant, call, 2, [{ ...said("again"), cause: "twilio 1" }])).rejects.toThrow();
      await log.append(tenant, other, 0, [{ ...said("b"), cause: "twilio 1" }]);
      expect((await log.read(tenant, call)).map(({ event }) => event.type)).toEqual(["caller.said", "leg.rang"]);
    });

    test("two tenants may have a stream of the same name, and neither sees the other's", async () => {
      const call = stream();
      const other = await it.tenant();
      await log.append(tenant, call, 0, [said("mine")]);
      await log.append(other, call, 0, [said("theirs")]);
      expect(await texts(call)).toEqual(["mine"]);
      expect(await log.read(other, stream())).toEqual([]);
    });

    test("a tail gives what was, then what comes, each once and in the order of its cursors", async () => {
      const call = stream();
      await log.append(tenant, call, 0, [said("was")]);
      const reading = readTail(log, START);
      await reading.until(1);
      await log.append(tenant, call, 1, [said("comes"), said("too")]);
      await reading.until(3);
      expect(reading.seen.map(({ seq }) => seq)).toEqual([0, 1, 2]);
      const cursors = reading.seen.map(({ cursor }) => cursor);
      expect(cursors.toSorted()).toEqual(cursors);
      expect(new Set(cursors).size).toBe(3);
      await reading.stop();
    });

    test("a tail goes on after any cursor it gave, and after the head with what is new", async () => {
      const call = stream();
      const whole = readTail(log, START);
      await log.append(
        tenant,
        call,
        0,
        ["a", "b", "c", "d"].map((text) => said(text)),
      );
      await whole.until(4);
      for (const [index, { cursor }] of whole.seen.slice(0, 3).entries()) {
        const rest = readTail(log, cursor);
        await rest.until(3 - index);
        expect(rest.seen).toEqual(whole.seen.slice(index + 1));
        await rest.stop();
      }
      const fresh = readTail(log, await log.head());
      await log.append(tenant, call, 4, [said("e")]);
      await fresh.until(1);
      expect(fresh.seen.map(({ seq }) => seq)).toEqual([4]);
      await Promise.all([whole.stop(), fresh.stop()]);
    });

    test("a tail that is told to stop ends, waiting or not", async () => {
      const reading = readTail(log, START);
      await log.append(tenant, stream(), 0, [said("a")]);
      await reading.until(1);
      await reading.stop();
      const stopped = AbortSignal.abort();
      for await (const batch of log.tail(START, stopped)) expect(batch).toBe("nothing");
    });

    test("any writers in any order: a reader gets every fact once, each stream without gaps", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ writer: fc.nat(3), facts: fc.integer({ min: 1, max: 4 }), waits: fc.boolean() }), { maxLength: 30 }),
          async (appends) => {
            const after = await log.head();
            const streams = [stream(), stream(), stream(), stream()];
            const heads = [0, 0, 0, 0];
            const reading = readTail(log, after);
            const pending: Promise<void>[] = [];
            for (const { writer, facts, waits } of appends) {
              const seq = heads[writer]!;
              heads[writer] = seq + facts;
              const done = log.append(
                tenant,
                streams[writer]!,
                seq,
                Array.from({ length: facts }, (_, n) => said(`${seq + n}`)),
              );
              if (waits) await done;
              pending.push(done);
            }
            await Promise.all(pending);
            const total = heads.reduce((sum, head) => sum + head, 0);
            const ours = () => reading.seen.filter((recorded) => streams.includes(recorded.stream));
            for (let seen = 0; ours().length < total; ) await reading.until(++seen);
            for (const [writer, name] of streams.entries())
              expect(reading.seen.filter((recorded) => recorded.stream === name).map(({ seq }) => seq)).toEqual(
                Array.from({ length: heads[writer]! }, (_, n) => n),
              );
            await reading.stop();
          },
        ),
        { numRuns: 25 },
      );
    });
  });
}
