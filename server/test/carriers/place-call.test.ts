import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CallId, idOf } from "../../src/lib/ids.ts";
import { dialCaps, type Placing, placing } from "../../src/place-call.ts";
import { scriptedBrain } from "../engine/scripted.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";
import { carrierWorld } from "./world.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

async function desk(answer: "dialled" | "unknown" = "dialled") {
  const world = await carrierWorld(database, scriptedBrain(), { twilio: { accountSid: "AC", authToken: "none", baseUrl: "http://127.0.0.1:9" } });
  const dialled: { to: string; callId?: CallId }[] = [];
  const parts: Placing = {
    db: database.db,
    engine: world.engine,
    clock: world.parts.clock,
    publicUrl: "https://calls.example.com",
    credentials: world.parts.credentials,
    business: async () => ({ tenant: world.tenant, slug: "t", language: "en", phone: "+15145550123", line: "gather" as const, countries: ["CA", "US"] }),
    ownNumbers: async () => ["+15145550124"],
    answers: async (_tenant, agent) => agent === "mine",
    twilio: {
      reconnect: () => {
        throw new Error("nobody is called again");
      },
      async call(order) {
        dialled.push(order);
        const callId = order.callId ?? idOf<CallId>("none");
        return { callId, from: order.from ?? "", to: order.to, status: answer, ...(answer === "dialled" && { external: `CA${dialled.length}` }) };
      },
    },
    telnyx: {
      reconnect: () => {
        throw new Error("not here");
      },
    },
  };
  let wishes = 0;
  const { place, reconcile } = placing(parts);
  const wish = (to: string, more: object = {}) => place({ tenant: world.tenant, to, detectMachine: true, wish: `w${++wishes}`, ...more });
  return { place, reconcile, wish, dialled, tenant: world.tenant };
}

describe("having an agent call somebody", () => {
  it("is one carrier call a wish, however often and at once it is sent", async () => {
    const { place, dialled, tenant } = await desk();
    const same = { tenant, to: "+15145550111", detectMachine: true, wish: "same" };
    const placed = await Promise.allSettled(Array.from({ length: 8 }, () => place(same)));
    expect(dialled).toHaveLength(1);
    expect(new Set(placed.map((one) => (one.status === "fulfilled" ? one.value.id : "failed"))).size).toBe(1);
  });

  it.each([
    ["911", "emergency"],
    ["+1 911", "emergency"],
    ["+19005550111", "premium"],
    ["+18765550111", "country"], // Jamaica dials like home
    ["+33612345678", "country"],
    ["+881612345678", "unknown_type"], // satellite
    ["not a number", "not_a_number"],
  ])("does not call %s (%s)", async (to, _why) => {
    const { wish, dialled } = await desk();
    await expect(wish(to)).rejects.toMatchObject({ status: 422, code: "destination_refused" });
    expect(dialled).toHaveLength(0);
  });

  it("stops at the caps, counted exactly under a crowd", async () => {
    const { wish, dialled } = await desk();
    const numbers = Array.from({ length: 15 }, (_, n) => `+1514555${String(100 + n).padStart(4, "0")}`);
    const all = await Promise.allSettled(numbers.map((to) => wish(to)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(dialCaps.perMinute);
    expect(dialled).toHaveLength(dialCaps.perMinute);
  });

  it("shows only a number of one's own, and has only an agent of one's own call", async () => {
    const { wish, dialled } = await desk();
    await expect(wish("+15145550111", { from: "+15145559999" })).rejects.toMatchObject({ status: 422, code: "not_your_number" });
    await expect(wish("+15145550111", { agentId: "theirs" })).rejects.toMatchObject({ status: 422, code: "unknown_agent" });
    await wish("+15145550111", { from: "+15145550124", agentId: "mine" });
    expect(dialled).toHaveLength(1);
  });

  it("whose answer was lost is told as unknown, asked about, and never dialled again", async () => {
    const { place, reconcile, dialled, tenant } = await desk("unknown");
    const order = { tenant, to: "+15145550111", detectMachine: true, wish: "lost" };
    expect((await place(order)).status).toBe("UNKNOWN");
    await reconcile();
    expect((await place(order)).status).toBe("UNKNOWN");
    expect(dialled).toHaveLength(1);
  });
});
