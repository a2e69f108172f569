import { io } from "socket.io-client";
import { expect, test, vi } from "vitest";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { startApp } from "../harness/app.ts";

/** What keeps a process alive, by kind. */
const held = (): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

test("the whole product starts, talks, and leaves nothing behind", async () => {
  const before = held();
  const app = await startApp();
  expect((await app.ask("/health/ready")).status).toBe(200);
  const { token } = await app.person(demoTenantId("demo-rides"), "OWNER");

  const socket = io(app.url, { transports: ["websocket"], reconnection: false, auth: { token } });
  const heard: string[] = [];
  socket.onAny((name: string) => heard.push(name));
  const started = await socket.emitWithAck("start_conversation", {});
  expect(started).toMatchObject({ success: true });
  expect(await socket.emitWithAck("user_message", { conversationId: started.data.conversationId, message: "I need a ride" })).toMatchObject({ success: true });
  await vi.waitFor(() => expect(heard.filter((name) => name === "ai_response").length).toBeGreaterThanOrEqual(2), { timeout: 15_000 });
  await vi.waitFor(() => expect(heard).toEqual(expect.arrayContaining(["conversation_started", "typing", "callEvent", "callUpdate"])), { timeout: 15_000 });

  await app.stop();
  socket.close();
  // Turns of the event loop, not a timer, which would be found as well.
  for (let turn = 0; turn < 50_000 && Object.keys(excess(before, held())).length > 0; turn++) await new Promise((next) => setImmediate(next));
  expect(excess(before, held())).toEqual({});
});

function excess(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(after).flatMap(([kind, count]) => (count > (before[kind] ?? 0) ? [[kind, count - (before[kind] ?? 0)]] : [])));
}
