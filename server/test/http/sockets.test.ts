import type { AddressInfo } from "node:net";
import type { CallEvent } from "@firstring/contract/call/event.ts";
import type { Acknowledged } from "@firstring/contract/schemas/socket.ts";
import type { FastifyInstance } from "fastify";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Chat, ChatOrder } from "../../src/channels/chat.ts";
import type { ChatSays } from "../../src/channels/chat-line.ts";
import { CHATS_PER_SOCKET, SOCKET_BYTES, SOCKET_CHECK_MS, SOCKET_MESSAGES, VISITOR_SOCKETS_PER_ADDRESS } from "../../src/http/limits.ts";
import { type CallId, idOf, newId, type PersonId, type TenantId } from "../../src/lib/ids.ts";
import { Refusal } from "../../src/lib/refusal.ts";
import { memoryLog } from "../../src/log/memory.ts";
import type { People } from "../../src/people/people.ts";
import type { BookingSnapshot } from "../../src/ports/booking-event.ts";
import type { EventLog } from "../../src/ports/log.ts";
import { type ManualClock, manualClock } from "../harness/clock.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";
import { bareServer, whoIs } from "./bare-server.ts";

const A = idOf<TenantId>("a");
const B = idOf<TenantId>("b");
const agent = { id: newId(), name: "Alex" };

/** Chats that greet, echo, and remember what they were told. */
function echoChat(): Pick<Chat, "start" | "say" | "end" | "isOf"> & { orders: ChatOrder[]; owners: Map<CallId, PersonId> } {
  const hearers = new Map<CallId, (says: ChatSays) => void>();
  const orders: ChatOrder[] = [];
  const owners = new Map<CallId, PersonId>();
  return {
    orders,
    owners,
    async start(order, hear) {
      const conversationId = newId<CallId>();
      orders.push(order);
      if (hear) hearers.set(conversationId, hear);
      if ("tenant" in order.of && order.of.person !== undefined) owners.set(conversationId, order.of.person);
      hear?.({ name: "ai_response", data: { conversationId, message: "Hello." } });
      return { tenant: "tenant" in order.of ? order.of.tenant : A, call: conversationId, agent, greeting: [] };
    },
    async say(_tenant, call, text) {
      const hear = hearers.get(call);
      hear?.({ name: "typing", data: { conversationId: call, typing: true } });
      hear?.({ name: "ai_response", data: { conversationId: call, message: `You said ${text}` } });
    },
    end: (_tenant, call) => hearers.get(call)?.({ name: "conversation_ended", data: { conversationId: call } }),
    isOf: async (_tenant, call, person) => owners.get(call) === person,
  };
}

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await someTenant(database.db, "open");
  const closed = await someTenant(database.db, "closed");
  await database.db.worker((tx) =>
    tx
      .updateTable("tenants")
      .set({ settings: JSON.stringify({ visitorChat: false }) })
      .where("id", "=", closed)
      .execute(),
  );
});
afterAll(async () => database.close());

let app: FastifyInstance;
let chats: ReturnType<typeof echoChat>;
let clock: ManualClock;
let log: EventLog;
let ended: Set<string>;
let port: number;
let open: Socket[];
beforeEach(async () => {
  [chats, clock, log, ended, open] = [echoChat(), manualClock(), memoryLog(), new Set(), []];
  const people = {
    authenticate: async ({ bearer = "" }) => {
      if (ended.has(bearer)) throw new Refusal(401, "unauthenticated", "Sign in again.");
      return whoIs(bearer);
    },
  } as People;
  app = await bareServer([], { chat: chats, clock, log, people, db: database.db });
  await app.listen({ port: 0, host: "127.0.0.1" });
  port = (app.server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const socket of open) socket.close();
  await app.close();
  expect(clock.waiting()).toBe(0);
});

type Told = { name: string; data: unknown };
type Line = { ask(name: string, data: unknown): Promise<Acknowledged>; until(name: string): Promise<unknown>; told: Told[]; socket: Socket };

/** A browser. Rejects with what the door said. */
async function connect(token?: string, options: { origin?: string } = {}): Promise<Line> {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    auth: token === undefined ? {} : { token },
    ...(options.origin !== undefined && { extraHeaders: { origin: options.origin } }),
  });
  open.push(socket);
  const told: Told[] = [];
  const waiting: { name: string; found: (data: unknown) => void }[] = [];
  const hear = (name: string, data: unknown): void => {
    told.push({ name, data });
    for (const one of waiting.filter((waiter) => waiter.name === name)) one.found(data);
  };
  socket.onAny(hear);
  socket.on("disconnect", (why) => hear("disconnect", why));
  await new Promise<void>((resolve, reject) => {
    socket.on("connect", () => resolve());
    socket.on("connect_error", (error) => reject(error));
  });
  return {
    socket,
    told,
    ask: (name, data) => socket.emitWithAck(name, data),
    until: (name) => {
      const before = told.find((one) => one.name === name);
      return before !== undefined ? Promise.resolve(before.data) : new Promise((found) => waiting.push({ name, found }));
    },
  };
}
const names = ({ told }: Line): string[] => told.map(({ name }) => name);
const start = async (line: Line, order: object = {}): Promise<string> => {
  const answer = await line.ask("start_conversation", order);
  if (!("success" in answer)) throw new Error(answer.code);
  return (answer.data as { conversationId: string }).conversationId;
};

describe("the door", () => {
  test("refuses a token that is wrong, in the failure shape", async () => {
    await expect(connect("nonsense")).rejects.toMatchObject({ data: { error: true, code: "unauthenticated" } });
  });
  test("refuses pages of other sites, and lets our own and listed ones in", async () => {
    await expect(connect(undefined, { origin: "https://evil.example.com" })).rejects.toBeDefined();
    await connect(undefined, { origin: "https://app.example.com" });
    await connect(undefined, { origin: `http://127.0.0.1:${port}` });
  });
  test("lets so many visitors of one address in, and again when one has left", async () => {
    const lines = await Promise.all(Array.from({ length: VISITOR_SOCKETS_PER_ADDRESS }, () => connect()));
    await expect(connect()).rejects.toMatchObject({ data: { code: "too_many_sockets" } });
    await connect(`${A}/OWNER`);
    lines[0]?.socket.close();
    await expect
      .poll(async () =>
        connect().then(
          () => "in",
          () => "out",
        ),
      )
      .toBe("in");
  });
  test("puts out whose sign-in has ended", async () => {
    const line = await connect(`${A}/OWNER`);
    const stays = await connect(`${B}/OWNER`);
    ended.add(`${A}/OWNER`);
    clock.advance(SOCKET_CHECK_MS);
    // Not "io server disconnect": a client comes back by itself, with a fresh token.
    expect(await line.until("disconnect")).toBe("transport close");
    await expect(connect(`${A}/OWNER`)).rejects.toMatchObject({ data: { code: "unauthenticated" } });
    expect(stays.socket.connected).toBe(true);
  });
});

describe("a chat", () => {
  test("greets, answers and ends, for who is signed in", async () => {
    const line = await connect(`${A}/CUSTOMER`);
    const conversationId = await start(line, { isCallSimulator: true, language: "fr" });
    expect(chats.orders).toEqual([{ of: { tenant: A, person: idOf(A, "CUSTOMER") }, simulated: true, language: "fr" }]);
    expect(await line.ask("user_message", { conversationId, message: "hi" })).toEqual({ success: true, data: null });
    expect(line.told).toEqual([
      { name: "conversation_started", data: { conversationId, agent } },
      { name: "ai_response", data: { conversationId, message: "Hello." } },
      { name: "typing", data: { conversationId, typing: true } },
      { name: "ai_response", data: { conversationId, message: "You said hi" } },
    ]);
    await line.ask("end_conversation", { conversationId });
    expect(await line.ask("user_message", { conversationId, message: "hi" })).toMatchObject({ error: true, code: "not_found" });
  });
  test("takes visitors where the business takes them, and only with its name", async () => {
    const line = await connect();
    expect(await line.ask("start_conversation", {})).toMatchObject({ code: "unauthenticated" });
    expect(await line.ask("start_conversation", { tenant: "closed" })).toMatchObject({ code: "no_visitors" });
    expect(await line.ask("start_conversation", { tenant: "nobody" })).toMatchObject({ code: "not_found" });
    const conversationId = await start(line, { tenant: "open" });
    await line.ask("user_message", { conversationId, message: "hi" });
    expect(names(line).filter((name) => name === "ai_response").length).toBe(2);
  });
  test("is nobody else's: not to write in, not to hear, not to join", async () => {
    const [mine, visitor, other, foreign] = await Promise.all([connect(`${A}/CUSTOMER`), connect(), connect(`${A}/CUSTOMER2`), connect(`${B}/OWNER`)]);
    const conversationId = await start(mine);
    for (const line of [visitor, other, foreign]) {
      expect(await line.ask("user_message", { conversationId, message: "hi" })).toMatchObject({ error: true, code: "not_found" });
      expect(await line.ask("subscribe", { callId: conversationId })).toMatchObject({ error: true });
    }
    await mine.ask("user_message", { conversationId, message: "hi" });
    expect([visitor, other, foreign].flatMap(names)).toEqual(Array(6).fill("error"));
  });
  test("goes on when its customer comes back with another socket", async () => {
    const conversationId = await start(await connect(`${A}/CUSTOMER`));
    const again = await connect(`${A}/CUSTOMER`);
    expect(await again.ask("subscribe", { callId: conversationId })).toEqual({ success: true, data: { callId: conversationId, events: [] } });
    await again.ask("user_message", { conversationId, message: "still there?" });
    expect(await again.until("ai_response")).toMatchObject({ message: "You said still there?" });
  });
  test("goes on when its visitor comes back with the secret they were given, and with no other", async () => {
    const line = await connect();
    const { conversationId, resume } = ((await line.ask("start_conversation", { tenant: "open" })) as { data: { conversationId: string; resume: string } })
      .data;
    line.socket.close();
    const again = await connect();
    for (const wrong of [{}, { resume: "x" }]) expect(await again.ask("subscribe", { callId: conversationId, ...wrong })).toMatchObject({ error: true });
    expect(await again.ask("subscribe", { callId: conversationId, resume })).toMatchObject({ success: true });
    await again.ask("user_message", { conversationId, message: "back" });
    expect(await again.until("ai_response")).toMatchObject({ message: "You said back" });
  });
  test("refuses what is not as it should be, and too much of it", async () => {
    const line = await connect(`${A}/OWNER`);
    const conversationId = await start(line);
    for (const [name, data] of [
      ["start_conversation", { admin: true }],
      ["start_conversation", "x"],
      ["user_message", { conversationId, message: "" }],
      ["user_message", { conversationId, message: "a\u0000" }],
      ["user_message", { conversationId: "../x", message: "a" }],
      ["user_message", null],
      ["subscribe", undefined],
    ] as const)
      expect(await line.ask(name, data)).toMatchObject({ error: true, code: "invalid" });
    for (let n = 0; n < SOCKET_MESSAGES - 8; n++) await line.ask("user_message", { conversationId, message: "a" });
    expect(await line.ask("user_message", { conversationId, message: "a" })).toMatchObject({ code: "too_many_requests" });
    line.socket.emit("user_message", { conversationId, message: "x".repeat(SOCKET_BYTES) });
    expect(await line.until("disconnect")).toBe("transport close");
  });
  test("a socket has only a few at once", async () => {
    const line = await connect(`${A}/OWNER`);
    for (let n = 0; n < CHATS_PER_SOCKET; n++) await start(line);
    expect(await line.ask("start_conversation", {})).toMatchObject({ code: "too_many_chats" });
  });
});

describe("the floor", () => {
  const spec = { id: "agent", revision: 3, name: "Alex", company: "Demo", instructions: "secret instructions", tools: [] };
  const opened = {
    type: "call.opened",
    direction: "inbound",
    from: "+15145550000",
    to: "+15145551111",
    channel: "twilio",
    agent: spec,
  } as unknown as CallEvent;
  const said: CallEvent = { type: "caller.said", leg: "caller", text: "hello" };
  const noted = { type: "model.noted", turn: 1, note: { language: "en", act: { kind: "ask" }, memory: { private: true } } } as unknown as CallEvent;
  const booking = { id: "b1", code: "ABC" } as BookingSnapshot;
  const call = newId<CallId>();
  const happen = (tenant: TenantId) =>
    log.append(
      tenant,
      `call/${call}`,
      0,
      [opened, said, noted].map((event) => ({ event, atMs: 0 })),
    );

  test("hears every fact of its own business, without what only machines read", async () => {
    const line = await connect(`${A}/OPERATOR`);
    await happen(A);
    await log.append(A, "booking/b1", 0, [
      { event: { type: "booking.held", booking, until: "2026-01-01T00:00:00Z" }, atMs: 0 },
      { event: { type: "booking.confirmed", booking }, atMs: 0 },
    ]);
    expect(await line.until("newBooking")).toEqual({ bookingId: "b1", type: "booking.confirmed", booking, at: "1970-01-01T00:00:00.000Z" });
    expect(names(line)).toEqual(["callEvent", "callUpdate", "callEvent", "callUpdate", "callEvent", "callUpdate", "newBooking"]);
    expect(line.told[2]?.data).toEqual({ callId: call, seq: 1, at: "1970-01-01T00:00:00.000Z", event: said });
    expect(JSON.stringify(line.told)).not.toMatch(/secret instructions|private/);
  });
  test("customers, visitors and other businesses hear nothing of it", async () => {
    const lines = await Promise.all([connect(`${A}/CUSTOMER`), connect(), connect(`${B}/OWNER`)]);
    const staff = await connect(`${A}/OWNER`);
    await happen(A);
    await log.append(B, "call/other", 0, [{ event: said, atMs: 0 }]);
    await staff.until("callEvent");
    expect(await lines[2]!.until("callEvent")).toMatchObject({ callId: "other" });
    expect([names(lines[0]!), names(lines[1]!)]).toEqual([[], []]);
    expect(JSON.stringify(lines[2]!.told)).not.toContain(call);
    expect(JSON.stringify(staff.told)).not.toContain("other");
  });
  test("catches up with a call on joining it; a foreign one does not exist", async () => {
    await happen(A);
    const [staff, customer, foreign] = [await connect(`${A}/SUPERVISOR`), await connect(`${A}/CUSTOMER`), await connect(`${B}/OWNER`)];
    const answer = await staff.ask("subscribe", { callId: call });
    expect(answer).toMatchObject({ success: true, data: { callId: call, events: [{ seq: 0 }, { seq: 1, event: said }, { seq: 2 }] } });
    for (const line of [customer, foreign]) expect(await line.ask("subscribe", { callId: call })).toMatchObject({ error: true, code: "not_found" });
  });
});
