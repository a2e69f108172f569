import { generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { Telnyx } from "telnyx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { genuine, verifies } from "../../src/channels/telnyx/genuine.ts";
import { telnyxDesk } from "../../src/http/hooks/telnyx.ts";
import { scriptedBrain } from "../engine/scripted.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";
import { carrierWorld, fixture, posted } from "./world.ts";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const key = publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("base64");
export const signed = (raw: string, nowMs = Date.now()) => {
  const timestamp = String(Math.floor(nowMs / 1000));
  return { "telnyx-timestamp": timestamp, "telnyx-signature-ed25519": sign(null, Buffer.from(`${timestamp}|${raw}`), privateKey).toString("base64") };
};
const raw = JSON.stringify(fixture("telnyx/call.initiated-inbound"));

describe("Telnyx's signature", () => {
  it("is judged as the official SDK judges it", async () => {
    const client = new Telnyx({ apiKey: "none", publicKey: key });
    const headers = signed(raw);
    await expect(client.webhooks.unwrap(raw, { headers, key })).resolves.toBeDefined();
    expect(genuine(headers, Buffer.from(raw), key, Date.now())).toBe("genuine");
    const late = signed(raw, Date.now() - 302_000);
    await expect(client.webhooks.unwrap(raw, { headers: late, key })).rejects.toThrow();
    expect(genuine(late, Buffer.from(raw), key, Date.now())).toBe("wrong");
  });

  it("is broken by any one bit of body, time or signature", () => {
    const nowMs = Date.now();
    const headers = signed(raw, nowMs);
    const body = Buffer.from(raw);
    for (let bit = 0; bit < body.length * 8; bit += 7) {
      const changed = Buffer.from(body);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(genuine(headers, changed, key, nowMs)).toBe("wrong");
    }
    const signature = Buffer.from(headers["telnyx-signature-ed25519"], "base64");
    for (let bit = 0; bit < 512; bit++) {
      const changed = Buffer.from(signature);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(genuine({ ...headers, "telnyx-signature-ed25519": changed.toString("base64") }, body, key, nowMs)).toBe("wrong");
    }
    expect(genuine({ ...headers, "telnyx-timestamp": String(Number(headers["telnyx-timestamp"]) + 1) }, body, key, nowMs)).toBe("wrong");
    expect(genuine({}, body, key, nowMs)).toBe("missing");
  });

  it("agrees with Wycheproof on Ed25519", () => {
    const path = new URL("../fixtures/wycheproof/ed25519_test.json", import.meta.url);
    const { testGroups } = JSON.parse(readFileSync(path, "utf8")) as {
      testGroups: { publicKey: { pk: string }; tests: { tcId: number; msg: string; sig: string; result: string }[] }[];
    };
    const wrong = testGroups.flatMap(({ publicKey: { pk }, tests }) =>
      tests.filter(({ msg, sig, result }) => {
        const [message, signature, public_] = [Buffer.from(msg, "hex"), Buffer.from(sig, "hex").toString("base64"), Buffer.from(pk, "hex").toString("base64")];
        return verifies(message, signature, public_) !== (result === "valid");
      }),
    );
    expect(wrong.map(({ tcId }) => tcId)).toEqual([]);
    expect(testGroups.length).toBeGreaterThan(10);
  });
});

describe("a request that Telnyx did not make", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => database.close());

  it("is refused, and nothing is stored", async () => {
    const world = await carrierWorld(database, scriptedBrain(), { telnyx: { apiKey: "none", publicKey: key } });
    const desk = telnyxDesk(world.parts);
    const refused = (headers: Record<string, string>, status: number) =>
      expect(desk.receive(posted("/api/telnyx/webhook", raw, headers))).rejects.toMatchObject({ status });
    await refused({}, 401);
    await refused({ ...signed(raw), "telnyx-timestamp": "1" }, 403);
    await refused(signed(`${raw} `), 403);
    expect(await world.inboxRows()).toBe(0);
    expect(world.engine.live).toHaveLength(0);
  });
});
