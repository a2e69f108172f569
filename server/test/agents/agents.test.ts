import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agents, agents } from "../../src/agents/agents.ts";
import { newId, type PersonId, type TenantId } from "../../src/lib/ids.ts";
import { manualClock } from "../harness/clock.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
let store: Agents;
let tenant: TenantId;
let stranger: TenantId;
const clock = manualClock();
const all = { limit: 100, offset: 0 };

beforeAll(async () => {
  database = await testDatabase();
  store = agents(database.db, clock);
  tenant = await someTenant(database.db);
  stranger = await someTenant(database.db);
});
afterAll(() => database.close());

const missing = { status: 404 };

describe("agents", () => {
  it("are made with defaults, a slug of their own and a first revision", async () => {
    const first = await store.create(tenant, { name: "Camille Côté" });
    const second = await store.create(tenant, { name: "Camille Cote", languages: ["fr"], brain: { kind: "model", provider: "google", model: "m" } });
    expect(first).toMatchObject({ slug: "camille-cote", revision: 1, active: true, languages: ["en", "fr"], tools: null, brain: { kind: "offline" } });
    expect(second).toMatchObject({ slug: "camille-cote-2", languages: ["fr"] });
    expect(await store.get(tenant, first.id)).toEqual(first);
    expect((await store.list(tenant, { ...all, q: "CAMILLE" })).total).toBe(2);
    expect((await store.list(tenant, { ...all, q: "%" })).total).toBe(0);
  });

  it("keep every revision as it was saved", async () => {
    const by = newId<PersonId>();
    const { id } = await store.create(tenant, { name: "Sam", personality: "one" }, by);
    expect(await store.update(tenant, id, { personality: "two" })).toMatchObject({ revision: 2, name: "Sam", personality: "two" });
    expect(await store.update(tenant, id, { active: false })).toMatchObject({ revision: 2, active: false });
    expect(await store.update(tenant, id, { name: "Max" })).toMatchObject({ revision: 3, personality: "two", active: false });
    const { rows } = await store.revisions(tenant, id, all);
    expect(rows.map(({ revision, definition: { name, personality } }) => [revision, name, personality])).toEqual([
      [3, "Max", "two"],
      [2, "Sam", "two"],
      [1, "Sam", "one"],
    ]);
    expect(rows.at(-1)?.savedBy).toBe(by);
    for (const as of [
      (work: Parameters<typeof database.db.worker>[0]) => database.db.worker(work),
      (work: Parameters<typeof database.db.worker>[0]) => database.db.tenant(tenant, work),
    ]) {
      await expect(as((tx) => tx.updateTable("agent_revisions").set({ definition: "{}" }).execute())).rejects.toThrow(/permission denied/);
      await expect(as((tx) => tx.deleteFrom("agent_revisions").execute())).rejects.toThrow(/permission denied/);
    }
  });

  it("make one revision for each of many who save at once", async () => {
    const { id } = await store.create(tenant, { name: "Busy" });
    const saved = await Promise.all(["a", "b", "c", "d"].map((personality) => store.update(tenant, id, { personality })));
    expect(saved.map(({ revision }) => revision).sort()).toEqual([2, 3, 4, 5]);
    expect((await store.revisions(tenant, id, all)).total).toBe(5);
  });

  it("get slugs of their own when many of one name are made at once", async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => store.create(tenant, { name: "Twin" })));
    expect(made.map(({ slug }) => slug).sort()).toEqual(["twin", "twin-2", "twin-3", "twin-4"]);
  });

  it("are another tenant's secret", async () => {
    const { id } = await store.create(tenant, { name: "Secret" });
    await expect(store.get(stranger, id)).rejects.toMatchObject(missing);
    await expect(store.update(stranger, id, { name: "Mine" })).rejects.toMatchObject(missing);
    await expect(store.retire(stranger, id)).rejects.toMatchObject(missing);
    await expect(store.revisions(stranger, id, all)).rejects.toMatchObject(missing);
    expect((await store.list(stranger, all)).total).toBe(0);
    expect((await store.get(tenant, id)).name).toBe("Secret");
  });

  it("retire: out of every list, their numbers free, their revisions kept", async () => {
    const { id, slug } = await store.create(tenant, { name: "Retiring" });
    const number = await store.numbers.create(tenant, { number: "+15145559999", agentId: id, channel: "twilio" });
    await store.retire(tenant, id);
    await expect(store.get(tenant, id)).rejects.toMatchObject(missing);
    await expect(store.retire(tenant, id)).rejects.toMatchObject(missing);
    expect((await store.numbers.get(tenant, number.id)).agentId).toBeNull();
    expect((await store.create(tenant, { name: "Retiring" })).slug).toBe(slug);
    const kept = await database.db.tenant(tenant, (tx) => tx.selectFrom("agent_revisions").select("revision").where("agent_id", "=", id).execute());
    expect(kept).toHaveLength(1);
  });

  it("answer only from knowledge that exists", async () => {
    const entry = await store.knowledge.create(tenant, { question: "Do you take pets?", answer: "Yes.", language: "en" });
    const foreign = await store.knowledge.create(stranger, { question: "Do you take pets?", answer: "No.", language: "en" });
    await expect(store.create(tenant, { name: "A", knowledge: [entry.id, foreign.id] })).rejects.toMatchObject({
      status: 422,
      details: { unknown: [foreign.id] },
    });
    const agent = await store.create(tenant, { name: "A", knowledge: [] });
    expect(await store.knowledge.searchFor(tenant, agent.id, { question: "pets?" })).toEqual([]);
    await store.update(tenant, agent.id, { knowledge: [entry.id] });
    expect(await store.knowledge.searchFor(tenant, agent.id, { question: "pets?" })).toHaveLength(1);
    await store.update(tenant, agent.id, { knowledge: null });
    expect(await store.knowledge.searchFor(tenant, agent.id, { question: "pets?" })).toHaveLength(1);
    expect(await store.knowledge.searchFor(tenant, newId(), { question: "pets?" })).toEqual([]);
  });
});

describe("numbers", () => {
  it("are unique within a tenant, and say nothing of another's", async () => {
    const draft = { number: "+15145550001", channel: "twilio" as const };
    const own = await store.numbers.create(tenant, draft);
    await expect(store.numbers.create(tenant, draft)).rejects.toMatchObject({ status: 409, code: "number_exists" });
    await expect(store.numbers.create(stranger, draft)).resolves.toMatchObject({ number: draft.number, verified: false });
    await expect(store.numbers.get(stranger, own.id)).rejects.toMatchObject(missing);
    await expect(store.numbers.remove(stranger, own.id)).rejects.toMatchObject(missing);
    await store.numbers.verify(tenant, draft.number);
    expect((await store.numbers.get(tenant, own.id)).verified).toBe(true);
    await store.numbers.remove(tenant, own.id);
    await expect(store.numbers.get(tenant, own.id)).rejects.toMatchObject(missing);
  });

  it("go to agents of the tenant only", async () => {
    const foreign = await store.create(stranger, { name: "Foreign" });
    await expect(store.numbers.create(tenant, { number: "+15145550002", channel: "twilio", agentId: foreign.id })).rejects.toMatchObject({
      status: 422,
      code: "unknown_agent",
    });
    const number = await store.numbers.create(tenant, { number: "+15145550002", channel: "twilio" });
    await expect(store.numbers.update(tenant, number.id, { agentId: foreign.id })).rejects.toMatchObject({ status: 422 });
    const agent = await store.create(tenant, { name: "Ours" });
    expect(await store.numbers.update(tenant, number.id, { agentId: agent.id, label: "Night" })).toMatchObject({
      agentId: agent.id,
      label: "Night",
      channel: "twilio",
    });
  });
});

describe("knowledge", () => {
  it("is found as soon as it is written, changed or removed, by every process", async () => {
    const of = await someTenant(database.db);
    const other = agents(database.db, clock);
    const ask = async (question: string) => (await other.knowledge.search(of, { question, language: "en" })).map(({ answer }) => answer);
    expect(await ask("do you take pets")).toEqual([]);
    const entry = await store.knowledge.create(of, { question: "Do you take pets?", answer: "Yes.", language: "en" });
    expect(await ask("do you take pets")).toEqual(["Yes."]);
    await store.knowledge.update(of, entry.id, { answer: "Small ones." });
    expect(await ask("do you take pets")).toEqual(["Small ones."]);
    await store.knowledge.update(of, entry.id, { answer: "Dogs only." });
    expect(await ask("do you take pets")).toEqual(["Dogs only."]);
    await expect(store.knowledge.get(tenant, entry.id)).rejects.toMatchObject(missing);
    await expect(store.knowledge.update(tenant, entry.id, { answer: "x" })).rejects.toMatchObject(missing);
    await expect(store.knowledge.remove(tenant, entry.id)).rejects.toMatchObject(missing);
    await store.knowledge.remove(of, entry.id);
    expect(await ask("do you take pets")).toEqual([]);
  });

  it("lists what is wanted", async () => {
    const of = await someTenant(database.db);
    await store.knowledge.create(of, { question: "Prices", answer: "100% fair", language: "en", kind: "document", source: "leaflet" });
    await store.knowledge.create(of, { question: "Les prix", answer: "justes", language: "fr" });
    expect((await store.knowledge.list(of, { ...all, language: "fr" })).rows).toMatchObject([{ question: "Les prix", kind: "faq", source: "" }]);
    expect((await store.knowledge.list(of, { ...all, q: "100%" })).total).toBe(1);
    expect((await store.knowledge.list(of, { ...all, kind: "document" })).total).toBe(1);
  });
});
