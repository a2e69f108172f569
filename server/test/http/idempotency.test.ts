import { route } from "@firstring/contract/routes/route.ts";
import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Db } from "../../src/db/db.ts";
import { endpoint } from "../../src/http/endpoint.ts";
import { claim, sweepIdempotencyKeys } from "../../src/http/idempotency-keys.ts";
import { IDEMPOTENCY_KEPT_MS } from "../../src/http/limits.ts";
import type { TenantId } from "../../src/lib/ids.ts";
import { Refusal } from "../../src/lib/refusal.ts";
import { asOwner, someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";
import { as, bareServer, refusal } from "./bare-server.ts";

/** Everything the handlers did, outside the system: `<key>` once for each time a handler ran to its end. */
const effects: string[] = [];
/** Handlers wait here while a test holds the gate. */
let gate: Promise<void> = Promise.resolve();
let entered: () => void = () => {};

const tag = "Test";
const make = endpoint(
  route({
    id: "things.make",
    method: "POST",
    path: "/api/things",
    tag,
    summary: "Make",
    who: "signed_in",
    body: z.strictObject({ name: z.string(), refuse: z.int().optional() }),
    reply: z.object({ name: z.string(), count: z.int() }),
    status: 201,
  }),
  async ({ body, idempotencyKey }) => {
    entered();
    await gate;
    if (body.refuse === 500) throw new Error("broken");
    if (body.refuse !== undefined) throw new Refusal(body.refuse as 409, "no", "Not so.");
    effects.push(idempotencyKey);
    return { name: body.name, count: effects.length };
  },
);

let database: TestDatabase;
let db: Db;
let app: FastifyInstance;
let tenant: TenantId;
let other: TenantId;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  app = await bareServer([make], { db });
  [tenant, other] = [await someTenant(db), await someTenant(db)];
});
afterAll(async () => {
  await app.close();
  await database.close();
});

let made = 0;
const newKey = () => `key-${made++}`;
const post = (key: string | undefined, payload: object, who = as(tenant, "OWNER")) =>
  app.inject({ method: "POST", url: "/api/things", headers: { ...who, ...(key !== undefined && { "idempotency-key": key }) }, payload });
const effectsOf = (key: string) => effects.filter((one) => one.endsWith(`/${key}`)).length;

describe("a key makes repetition harmless", () => {
  test("the same request again gets the same status and body, and has no second effect", async () => {
    const key = newKey();
    const [first, second] = [await post(key, { name: "é😀" }), await post(key, { name: "é😀" })];
    expect(second.statusCode).toBe(201);
    expect(second.body).toBe(first.body);
    expect(second.headers["idempotent-replayed"]).toBe("true");
    expect(effectsOf(key)).toBe(1);
  });
  test("without a key every request has its effect", async () => {
    const before = effects.length;
    await post(undefined, { name: "a" });
    await post(undefined, { name: "a" });
    expect(effects.length).toBe(before + 2);
  });
  test("another body under the same key is 422 and has no effect", async () => {
    const key = newKey();
    await post(key, { name: "a" });
    expect(refusal(await post(key, { name: "b" }))).toMatchObject({ status: 422, code: "idempotency_mismatch" });
    expect(effectsOf(key)).toBe(1);
  });
  test("while the first is at work the second is 409", async () => {
    const key = newKey();
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const started = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const first = post(key, { name: "a" });
    await started;
    const second = await post(key, { name: "a" });
    open();
    expect(refusal(second)).toMatchObject({ status: 409, code: "idempotency_concurrent" });
    expect(second.headers["retry-after"]).toBe("1");
    expect((await first).statusCode).toBe(201);
    expect(effectsOf(key)).toBe(1);
  });
  test("keys of another tenant, person or route are other keys", async () => {
    const key = newKey();
    await post(key, { name: "a" });
    await post(key, { name: "b" }, as(tenant, "ADMIN"));
    await post(key, { name: "c" }, as(other, "OWNER"));
    expect(effectsOf(key)).toBe(3);
  });
  test("a validation error is not kept; what the handler decided is", async () => {
    const key = newKey();
    expect((await post(key, { name: 1 })).statusCode).toBe(400);
    expect((await post(key, { name: "a", refuse: 503 })).statusCode).toBe(503);
    expect((await post(key, { name: "a" })).statusCode).toBe(201);

    const decided = newKey();
    const conflict = await post(decided, { name: "a", refuse: 409 });
    expect((await post(decided, { name: "a", refuse: 409 })).body).toBe(conflict.body);
    const broken = newKey();
    const failed = await post(broken, { name: "a", refuse: 500 });
    expect([failed.statusCode, (await post(broken, { name: "a", refuse: 500 })).body]).toEqual([500, failed.body]);
  });
  test("a key is 1 to 255 visible characters", async () => {
    for (const key of ["a b", "x".repeat(256), "é"]) expect(refusal(await post(key, { name: "a" }))).toMatchObject({ status: 400, code: "invalid" });
  });
});

describe("when the process dies between effect and reply", () => {
  const scope = (key: string) => ({ tenant, route: "things.make", person: "p", key });
  test("a request that may be repeated is taken over, and the dead one can no longer write", async () => {
    const key = newKey();
    const dead = await claim(db, scope(key), "f", true, 0, 1000);
    const alive = await claim(db, scope(key), "f", true, 2000, 1000);
    if (dead.is !== "claimed" || alive.is !== "claimed") throw new Error(`${dead.is}, ${alive.is}`);
    await alive.keep(200, "new");
    await dead.keep(200, "old");
    expect(await claim(db, scope(key), "f", true, 2500, 1000)).toEqual({ is: "kept", status: 200, body: "new" });
  });
  test("one that may not be repeated says that its outcome is not known", async () => {
    const key = newKey();
    await claim(db, scope(key), "f", false, 0, 1000);
    expect(await claim(db, scope(key), "f", false, 999, 1000)).toEqual({ is: "busy" });
    expect(await claim(db, scope(key), "f", false, 1001, 1000)).toEqual({ is: "unknown" });
  });
  test("keys are kept a day and then cleared", async () => {
    const key = newKey();
    const kept = await claim(db, scope(key), "f", false, 0, 1000);
    if (kept.is === "claimed") await kept.keep(200, "x");
    await sweepIdempotencyKeys(db, 24 * 60 * 60 * 1000);
    expect((await claim(db, scope(key), "f", false, 24 * 60 * 60 * 1000, 1000)).is).toBe("kept");
    await sweepIdempotencyKeys(db, IDEMPOTENCY_KEPT_MS + 1);
    expect((await asOwner(database.ownerUrl, (owner) => owner.query("select 1 from idempotency_keys where key = $1", [key]))).rowCount).toBe(0);
  });
});

test("whatever comes in whatever order, each key has at most one effect and one answer", async () => {
  const request = fc.record({
    key: fc.integer({ min: 0, max: 3 }),
    name: fc.constantFrom("a", "a", "b"),
    refuse: fc.constantFrom(undefined, undefined, 409, 500),
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(request, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }), async (waves) => {
      run += 1;
      const answers = new Map<string, Set<string>>();
      for (const wave of waves) {
        await Promise.all(
          wave.map(async ({ key, name, refuse }) => {
            const own = `run-${run}-${key}`;
            const { statusCode, body } = await post(own, { name, ...(refuse !== undefined && { refuse }) });
            const passing = statusCode === 422 || (statusCode === 409 && body.includes("idempotency_concurrent"));
            if (!passing) answers.set(own, (answers.get(own) ?? new Set()).add(`${statusCode} ${body}`));
          }),
        );
      }
      for (const [key, given] of answers) expect([key, given.size, effectsOf(key) <= 1]).toEqual([key, 1, true]);
    }),
    { numRuns: 40 },
  );
});
