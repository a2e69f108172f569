import { afterAll, beforeAll, expect, test } from "vitest";
import type { TenantId } from "../../src/lib/ids.ts";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { startApp, type TestApp } from "../harness/app.ts";
import { accept } from "./world.ts";

let app: TestApp;
let tenant: TenantId;
let key: string;
beforeAll(async () => {
  app = await startApp();
  tenant = demoTenantId("demo-hvac");
  const { token } = await app.person(tenant, "OWNER");
  const made = await app.ask("/api/api-keys", { as: token, body: { name: "stream", scopes: ["read"] } });
  key = (made.body as { data: { key: string } }).data.key;
});
afterAll(() => app.stop());

type Heard = { id: number; event: string; data: { eventId: string } };

/** Reads a stream until it has so many events, then hangs up. */
async function listen(headers: Record<string, string>, count: number, opened?: () => Promise<unknown>, query = ""): Promise<Heard[]> {
  const end = new AbortController();
  const answer = await fetch(`${app.url}/api/events/stream${query}`, { headers, signal: end.signal });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  await opened?.();
  const heard: Heard[] = [];
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    for (let at = text.indexOf("\n\n"); at >= 0; at = text.indexOf("\n\n")) {
      const block = Object.fromEntries(
        text
          .slice(0, at)
          .split("\n")
          .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
      );
      text = text.slice(at + 2);
      if (block["data"] !== undefined) heard.push({ id: Number(block["id"]), event: block["event"]!, data: JSON.parse(block["data"]) as Heard["data"] });
    }
    if (heard.length >= count) break;
  }
  end.abort();
  return heard;
}

test("what leaves is heard as it leaves, and whoever comes back goes on behind the last they have: nothing missed, nothing twice", async () => {
  const { db } = app.database;
  const headers = { "x-api-key": key };
  let first: string[] = [];
  const live = await listen(headers, 5, async () => {
    first = await accept(db, tenant, 5);
  });
  expect(live.map(({ data }) => data.eventId)).toEqual(first);
  expect(live.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  expect(live[0]!.event).toBe("call.call-ended");
  // Away: what left meanwhile is there on coming back, whoever else had events.
  await accept(db, demoTenantId("demo-rides"), 3);
  const missed = await accept(db, tenant, 250);
  const back = await listen({ ...headers, "last-event-id": String(live[2]!.id) }, 252);
  expect(back.map(({ data }) => data.eventId)).toEqual([...first.slice(3), ...missed]);
  expect(back.map(({ id }) => id)).toEqual(Array.from({ length: 252 }, (_, nth) => nth + 4));
  expect((await listen(headers, 1, undefined, "?after=254")).map(({ id }) => id)).toEqual([255]);
});

test("a stranger, a customer and a position that is none are refused", async () => {
  expect((await app.ask("/api/events/stream")).status).toBe(401);
  expect((await app.ask("/api/events/stream", { as: (await app.person(tenant, "CUSTOMER")).token })).status).toBe(403);
  expect((await app.ask("/api/events/stream", { headers: { "x-api-key": key, "last-event-id": "yesterday" } })).status).toBe(400);
});
