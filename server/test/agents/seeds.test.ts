import { agentDefinition } from "@firstring/contract/schemas/agent.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { agents } from "../../src/agents/agents.ts";
import { directory } from "../../src/agents/directory.ts";
import { demoAgents, demoKnowledge, seedAgents } from "../../src/seeds/agents.ts";
import { demoTenantId, demoTenants, seedTenants } from "../../src/seeds/tenants.ts";
import { manualClock } from "../harness/clock.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
const clock = manualClock();
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const seed = () =>
  database.db.worker(async (tx) => {
    await seedTenants(tx);
    await seedAgents(tx, clock.nowMs());
  });

it("are valid agents with at least ten answers in each language", () => {
  for (const { definition } of demoAgents) expect(agentDefinition.parse(definition)).toEqual(definition);
  for (const faqs of Object.values(demoKnowledge)) expect(faqs.length).toBeGreaterThanOrEqual(10);
});

it("answer their numbers, and leave what people changed when seeded again", async () => {
  await seed();
  const found = directory(database.db, async () => [], []);
  for (const { phone, slug } of demoTenants) {
    const answering = await found.answering({ channel: "twilio", number: phone });
    expect(answering).toMatchObject({ is: "found", tenant: { slug, id: demoTenantId(slug) } });
  }
  const store = agents(database.db, clock);
  const tenant = demoTenantId("demo-rides");
  const [sam] = (await store.list(tenant, { limit: 1, offset: 0 })).rows;
  await store.update(tenant, sam!.id, { personality: "Mine now." });
  const [faq] = (await store.knowledge.list(tenant, { limit: 1, offset: 0 })).rows;
  await store.knowledge.remove(tenant, faq!.id);
  const before = (await store.knowledge.list(tenant, { limit: 1, offset: 0 })).total;
  await seed();
  expect(await store.get(tenant, sam!.id)).toMatchObject({ personality: "Mine now.", revision: 2 });
  expect((await store.knowledge.list(tenant, { limit: 1, offset: 0 })).total).toBe(before);
  expect((await store.list(tenant, { limit: 10, offset: 0 })).total).toBe(1);
});
