import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { retellCallId } from "../../src/http/hooks/retell.ts";
import { type SyncParts, syncCalls } from "../../src/sync-calls.ts";
import { scriptedBrain } from "../engine/scripted.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";
import { carrierWorld, fixture } from "./world.ts";

const { call } = fixture("retell/call_analyzed") as { call: Record<string, unknown> };
const all = Array.from({ length: 5 }, (_, n) => ({ ...call, call_id: `call_${n}`, start_timestamp: 1_795_168_800_000 + n * 60_000 }));
/** Retell's list, two calls a page, without transcripts as the real one; `broken` pages answer 500. */
const asked: { path: string; body: { pagination_key?: string } }[] = [];
let broken = new Set<string>();
const retell = createServer(async (request: IncomingMessage, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  const body = text === "" ? {} : (JSON.parse(text) as { pagination_key?: string });
  const path = request.url ?? "";
  asked.push({ path, body });
  const answer = (status: number, value: unknown) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  if (path === "/v2/list-agents") return answer(200, { items: [{ agent_id: "agent_1", agent_name: "Accueil" }], has_more: false });
  if (path.startsWith("/v2/get-call/"))
    return answer(
      200,
      all.find(({ call_id }) => path.endsWith(`/${call_id}`)),
    );
  if (path !== "/v3/list-calls") return answer(404, { status: "error", message: "no such path" });
  const from = Number(body.pagination_key ?? 0);
  if (broken.has(String(from))) return answer(422, { status: "error", message: "broken on purpose" });
  const items = all.slice(from, from + 2).map(({ ...row }) => {
    for (const left of ["transcript", "transcript_object", "transcript_with_tool_calls"]) delete (row as Record<string, unknown>)[left];
    return row;
  });
  const more = from + 2 < all.length;
  return answer(200, { items, has_more: more, ...(more && { pagination_key: String(from + 2) }) });
});

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await new Promise<void>((resolve) => retell.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  retell.closeAllConnections();
  retell.close();
  await database.close();
});

async function syncing() {
  const baseUrl = `http://127.0.0.1:${(retell.address() as AddressInfo).port}`;
  const world = await carrierWorld(database, scriptedBrain(), { retell: { apiKey: "none", baseUrl } });
  const { log, clock, credentials } = world.parts;
  const parts: SyncParts = { db: database.db, log, clock, credentials, host: async () => world.host };
  asked.length = 0;
  return { ...world, sync: syncCalls(parts) };
}

describe("bringing in Retell's calls", () => {
  it("reads every page and every transcript, and finds nothing new the second time", async () => {
    const { sync, tenant, events } = await syncing();
    expect(await sync.calls(tenant)).toEqual({ synced: 5, updated: 0, errors: [] });
    for (const { call_id } of all) {
      const facts = await events(retellCallId(tenant, call_id));
      expect(facts).toContainEqual({ type: "caller.said", leg: "caller", text: "Je voudrais un rendez-vous." });
      expect(facts.filter(({ type }) => type === "call.ended")).toHaveLength(1);
    }
    asked.length = 0;
    expect(await sync.calls(tenant)).toEqual({ synced: 0, updated: 0, errors: [] });
    expect(asked.some(({ path }) => path.startsWith("/v2/get-call/"))).toBe(false);
    expect(await sync.progress(tenant)).toEqual([expect.objectContaining({ provider: "retell", running: false, synced: 5, errors: 0 })]);
  });

  it("that breaks off goes on at the page where it broke, and nothing is there twice", async () => {
    const { sync, tenant, events } = await syncing();
    broken = new Set(["2"]);
    const first = await sync.calls(tenant);
    expect(first.synced).toBe(2);
    expect(first.errors).toHaveLength(1);
    broken = new Set();
    asked.length = 0;
    expect(await sync.calls(tenant)).toEqual({ synced: 3, updated: 0, errors: [] });
    expect(asked.find(({ path }) => path === "/v3/list-calls")?.body.pagination_key).toBe("2");
    for (const { call_id } of all) expect((await events(retellCallId(tenant, call_id))).filter(({ type }) => type === "call.opened")).toHaveLength(1);
  });

  it("brings in the agents once", async () => {
    const { sync, tenant } = await syncing();
    expect(await sync.agents(tenant)).toEqual({ synced: 1, updated: 0, errors: [] });
    expect(await sync.agents(tenant)).toEqual({ synced: 0, updated: 1, errors: [] });
  });
});
