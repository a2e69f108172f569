import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../src/lib/ids.ts";
import { postgresLog } from "../../src/log/postgres.ts";
import { realClock } from "../../src/ports/clock.ts";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { answered, ended, opened } from "../consumers/happenings.ts";
import { startApp, type TestApp } from "../harness/app.ts";

let one: TestApp;
let other: TestApp;
beforeAll(async () => {
  one = await startApp();
  // A second node over the same database.
  other = await startApp({ DATABASE_URL: one.database.ownerUrl, DATABASE_APP_URL: one.database.url });
});
afterAll(async () => {
  await other.stop();
  await one.stop();
});

test("what happens anywhere is heard on every node by who works for the business, in order and once, and by nobody else", async () => {
  const tenant = demoTenantId("demo-hvac");
  const { token } = await one.person(tenant, "SUPERVISOR");
  const stranger = await one.person(demoTenantId("demo-rides"), "SUPERVISOR");
  const sockets = [one, other, other].map(({ url }, nth) =>
    io(url, { auth: { token: nth === 2 ? stranger.token : token }, transports: ["websocket"], reconnection: false }),
  );
  const heard: string[][] = sockets.map(() => []);
  await Promise.all(sockets.map((socket) => new Promise<void>((connected, failed) => socket.once("connect", connected).once("connect_error", failed))));
  const call = newId();
  const whole = sockets.slice(0, 2).map(
    (socket, nth) =>
      new Promise<void>((over) => {
        socket.on("callEvent", ({ callId, seq, event }: { callId: string; seq: number; event: { type: string } }) => {
          if (callId !== call) return;
          heard[nth]!.push(`${seq} ${event.type}`);
          if (event.type === "call.ended") over();
        });
      }),
  );
  sockets[2]!.onAny((name: string) => heard[2]!.push(name));
  const log = postgresLog(one.database.db, realClock);
  for (const [seq, event] of [opened, answered, ended].entries()) await log.append(tenant, `call/${call}`, seq, [{ event, atMs: realClock.nowMs() }]);
  await Promise.all(whole);
  await log.close();
  const inOrder = ["0 call.opened", "1 leg.answered", "2 call.ended"];
  expect(heard).toEqual([inOrder, inOrder, []]);
  for (const socket of sockets) socket.disconnect();
});
