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

test("of many at once each is what it is, in one transaction or a few", async () => {
  const keys = Array.from({ length: 500 }, (_, nth) => ({ ...key(), eventId: `many ${nth % 250}` }));
  const accepted = await Promise.all(keys.map((each) => box.accept(each, { nth: each.eventId })));
  for (let nth = 0; nth < 250; nth++) expect([accepted[nth]!.is, accepted[nth + 250]!.is].sort()).toEqual(["duplicate", "fresh"]);
  await Promise.all(keys.map((each) => box.finish(each, each.eventId)));
  const again = await Promise.all(keys.map((each) => box.accept(each, {})));
  expect(again).toEqual(keys.map(({ eventId }) => ({ is: "duplicate", reply: eventId })));
});

test("one that cannot be kept does not take the others with it", async () => {
  const nobodys: InboxKey = { ...key(), tenant: newId<TenantId>() };
  const [first, wrong, last] = await Promise.allSettled([box.accept(key(), {}), box.accept(nobodys, {}), box.accept(key(), {})]);
  expect([first.status, wrong.status, last.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("under overload what nobody waits for is told when to come again, and who is on the line is still served", async () => {
  const order: string[] = [];
  const said = (name: string) => (accepted: { is: string }) => void order.push(`${name} ${accepted.is}`);
  const flood = Array.from({ length: 2_600 }, (_, nth) =>
    box.accept(key(), { nth }).then(said("status"), (error: unknown) => void order.push((error as { code: string }).code)),
  );
  const live = Array.from({ length: 5 }, () => box.accept(key(), {}, true).then(said("live")));
  await Promise.all([...flood, ...live]);
  const turnedAway = order.filter((one) => one === "overloaded").length;
  expect(turnedAway).toBeGreaterThan(0);
  expect(order.filter((one) => one === "status fresh")).toHaveLength(2_600 - turnedAway);
  expect(order.filter((one) => one === "live fresh")).toHaveLength(5);
});
