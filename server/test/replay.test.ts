import { randomBytes } from "node:crypto";
import type { CallEvent } from "@firstring/contract/call/event.ts";
import { unopened } from "@firstring/contract/call/state.ts";
import { step } from "@firstring/contract/call/step.ts";
import type { Replay } from "@firstring/contract/schemas/call.ts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { seeded } from "../src/lib/random.ts";
import { demoTenantId } from "../src/seeds/tenants.ts";
import { Caller } from "./crash/caller.ts";
import { type Temper, wishOf } from "./crash/wishes.ts";
import { startApp, type TestApp } from "./harness/app.ts";
import { asOwner } from "./harness/database.ts";
import { Phone } from "./harness/phone.ts";

const account = { publicUrl: "https://calls.example.com", accountSid: `AC${randomBytes(16).toString("hex")}`, authToken: randomBytes(16).toString("hex") };
const tempers: Temper[] = [
  { is: "plain" },
  { is: "plain" },
  { is: "corrects", before: "05:30" },
  { is: "hangs_up", at: 1 },
  { is: "hangs_up", at: 3 },
  { is: "cuts_off", at: 2 },
  { is: "cuts_off", at: 3 },
  { is: "falls_silent", at: 2 },
  { is: "asks_for_a_person", reached: true },
  { is: "asks_for_a_person", reached: false },
];
const chats = [
  ["How much is a ride?", "Do you have child seats?", "Great, thank you. Bye!"],
  ["Bonjour, combien coûte une course?", "Je voudrais laisser un message."],
  ["I need a ride for 3 people tomorrow at 4 pm from 1200 Peel Street to 3535 Saint-Hubert Street", "Paul Martin", "514 555 0199", "yes", "no, that's all"],
  ["asdf qwer", "???", "🙂", "This is terrible, I want to complain!"],
];

type Kept = { id: string; events: { seq: number; event: CallEvent }[] };
let app: TestApp;
let owner: string;
let calls: Kept[];

beforeAll(async () => {
  app = await startApp({ TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken });
  owner = (await app.person(demoTenantId("demo-rides"), "OWNER")).token;
  await Promise.all([...tempers.map(phoneCall), ...chats.map(chat)]);
  await vi.waitUntil(async () => (await unfinished()) === 0, { timeout: 30_000, interval: 100 });
  calls = await keptCalls();
}, 120_000);
afterAll(() => app.stop());

test("every call of the log folds to the same state twice, whatever was said in it", () => {
  expect(calls.length).toBe(tempers.length + chats.length);
  const outcomes = new Set<string>();
  for (const { events } of calls) {
    const [once, again] = [foldFrozen(events), foldFrozen(events)];
    expect(again).toEqual(once);
    if (once.phase.is !== "ended") throw new Error(`ended as ${once.phase.is}`);
    outcomes.add(once.phase.outcome);
  }
  expect([...outcomes].sort()).toEqual(expect.arrayContaining(["answered", "booked", "transferred"]));
});

test("and to what the call list says, as the replay of each tells", async () => {
  for (const { id, events } of calls) {
    const { status, body } = await app.ask(`/api/calls/${id}/replay`, { method: "POST", as: owner });
    const { identical, differences, timeline } = (body as { data: Replay }).data;
    expect({ id, status, identical, differences, length: timeline.length }).toEqual({
      id,
      status: 200,
      identical: true,
      differences: [],
      length: events.length,
    });
    const stateless = JSON.parse(JSON.stringify(timeline.at(-1))) as { phase: string; commands: unknown[] };
    expect(stateless).toMatchObject({ phase: "ended", commands: [] });
  }
});

test("a replay tells when the list is wrong", async () => {
  const { id } = calls[0]!;
  await asOwner(app.database.ownerUrl, (client) => client.query("update calls set turn_count = turn_count + 1 where id = $1", [id]));
  const { body } = await app.ask(`/api/calls/${id}/replay`, { method: "POST", as: owner });
  expect((body as { data: Replay }).data).toMatchObject({ identical: false, differences: [{ column: "turn_count" }] });
});

/** A step that changed what it was given would show here. */
function foldFrozen(events: Kept["events"]) {
  let state = unopened;
  for (const { event } of events) state = frozen(step(state, frozen(event)).state);
  return state;
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

async function phoneCall(temper: Temper, nth: number): Promise<void> {
  const phone = new Phone({ ...account, at: () => app.url }, "demo-rides", `+151455502${nth}0`, "+15145550123");
  await new Caller(phone, wishOf(nth, seeded(nth), Date.now()), temper).call();
}

async function chat(lines: readonly string[]): Promise<void> {
  const opened = await app.ask("/api/conversations", { body: {}, as: owner });
  const { id } = (opened.body as { data: { id: string } }).data;
  for (const message of lines) await app.ask(`/api/conversations/${id}/messages`, { body: { message }, as: owner });
  await app.ask(`/api/calls/${id}/hangup`, { method: "POST", as: owner });
}

async function unfinished(): Promise<number> {
  const { rows } = await asOwner(app.database.ownerUrl, (client) =>
    client.query<{ left: number }>(
      "select count(*)::int as left from (select stream, max(seq) as seq from events where stream like 'call/%' group by stream) as each where not exists (select from calls where id::text = substr(stream, 6) and calls.seq = each.seq and ended_at is not null)",
    ),
  );
  return rows[0]!.left;
}

async function keptCalls(): Promise<Kept[]> {
  const { rows } = await asOwner(app.database.ownerUrl, (client) =>
    client.query<{ id: string; seq: number; event: CallEvent }>(
      "select substr(stream, 6) as id, seq, event from events where stream like 'call/%' order by 1, 2",
    ),
  );
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, events]) => ({ id, events }));
}
