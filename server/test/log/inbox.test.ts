import { afterAll, beforeAll, expect, test } from "vitest";
import { newId, type TenantId } from "../../src/lib/ids.ts";
import { type Inbox, type InboxKey, inbox } from "../../src/log/inbox.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
let tenant: TenantId;
let box: Inbox;
beforeAll(async () => {
  database = await testDatabase();
  tenant = await someTenant(database.db);
  box = inbox(database.db);
});
afterAll(() => database.close());
const key = (of = tenant): InboxKey => ({ tenant: of, provider: "twilio", eventId: newId() });

test("of one request that arrives many times at once, one is fresh", async () => {
  const same = key();
  const accepted = await Promise.all(Array.from({ length: 20 }, () => box.accept(same, { body: "CallSid=CA1" })));
  expect(accepted.filter(({ is }) => is === "fresh")).toHaveLength(1);
});

test("a duplicate is given the reply of the first, once there is one, and the first reply stays", async () => {
  const same = key();
  await box.accept(same, {});
  expect(await box.accept(same, {})).toEqual({ is: "duplicate" });
  await box.finish(same, { status: 200, body: "<Response/>" });
  await box.finish(same, { status: 500 });
  expect(await box.accept(same, {})).toEqual({ is: "duplicate", reply: { status: 200, body: "<Response/>" } });
});

test("the same id of another tenant or provider is another request", async () => {
  const first = key();
  await box.accept(first, {});
  expect(await box.accept({ ...first, tenant: await someTenant(database.db) }, {})).toEqual({ is: "fresh" });
  expect(await box.accept({ ...first, provider: "vapi" }, {})).toEqual({ is: "fresh" });
});

test("what was accepted and not finished is found again, as it came", async () => {
  const [done, left] = [key(), key()];
  await box.accept(done, {});
  await box.accept(left, { body: "é\0" });
  await box.finish(done);
  const found = await box.unfinished(Date.now() + 60_000, 1000);
  expect(found.filter(({ eventId }) => eventId === done.eventId)).toEqual([]);
  expect(found.find(({ eventId }) => eventId === left.eventId)).toMatchObject({ ...left, request: { body: "é\uFFFD" } });
  expect(await box.unfinished(0, 1000)).toEqual([]);
});
