import type { ToolSpec } from "@firstring/contract/call/agent.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agents } from "../../src/agents/agents.ts";
import { type Directory, directory } from "../../src/agents/directory.ts";
import { newId, type TenantId } from "../../src/lib/ids.ts";
import { manualClock } from "../harness/clock.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
let found: Directory;
const clock = manualClock();
const tool = (name: string): ToolSpec => ({ name, description: name, input: {}, lasting: false, needsYes: false });
const service = (slug: string): ServiceSpec => ({
  id: slug,
  slug,
  name: { en: slug, fr: slug },
  words: { en: [], fr: [] },
  slots: [],
  durationMin: 30,
  leadMin: 0,
  horizonDays: 30,
  price: { en: "", fr: "" },
});

beforeAll(async () => {
  database = await testDatabase();
  found = directory(database.db, async () => [service("ride"), service("tour")], [tool("look_up"), tool("confirm")]);
});
afterAll(() => database.close());

async function tenantWith(...names: string[]): Promise<{ tenant: TenantId; slug: string; ids: string[] }> {
  const tenant = await someTenant(database.db);
  const { slug } = await database.db.worker((tx) => tx.selectFrom("tenants").select("slug").where("id", "=", tenant).executeTakeFirstOrThrow());
  const ids: string[] = [];
  for (const name of names) {
    clock.advance(1);
    ids.push((await agents(database.db, clock).create(tenant, { name })).id);
  }
  return { tenant, slug, ids };
}

const nameOf = async (called: Parameters<Directory["answering"]>[0]) => {
  const answering = await found.answering(called);
  return answering.is === "found" ? `${answering.tenant.slug}/${answering.agent.name}` : answering.is;
};
const numbers = () => agents(database.db, clock).numbers;

describe("who answers a call", () => {
  it("is the agent of the number called, else the tenant's oldest in service", async () => {
    const { tenant, slug, ids } = await tenantWith("First", "Second");
    await numbers().create(tenant, { number: "+15145551001", channel: "twilio", agentId: ids[1]! });
    await numbers().create(tenant, { number: "+15145551002", channel: "twilio" });
    expect(await nameOf({ channel: "twilio", number: "+15145551001" })).toBe(`${slug}/Second`);
    expect(await nameOf({ channel: "twilio", number: "+15145551002" })).toBe(`${slug}/First`);
    expect(await nameOf({ channel: "twilio", slug })).toBe(`${slug}/First`);
    expect(await nameOf({ channel: "chat", tenant })).toBe(`${slug}/First`);
    await agents(database.db, clock).update(tenant, ids[1]!, { active: false });
    expect(await nameOf({ channel: "twilio", number: "+15145551001" })).toBe(`${slug}/First`);
  });

  it("is found by the number before the slug, and by the slug when the number is nobody's", async () => {
    const one = await tenantWith("One");
    const two = await tenantWith("Two");
    await numbers().create(one.tenant, { number: "+15145551003", channel: "twilio" });
    expect(await nameOf({ channel: "twilio", number: "+15145551003", slug: two.slug })).toBe(`${one.slug}/One`);
    expect(await nameOf({ channel: "twilio", number: "+15145551999", slug: two.slug })).toBe(`${two.slug}/Two`);
    expect(await nameOf({ channel: "twilio", number: "+15145551999" })).toBe("unknown_tenant");
    expect(await nameOf({ channel: "twilio", slug: "nobody" })).toBe("unknown_tenant");
    expect(await nameOf({ channel: "twilio" })).toBe("unknown_tenant");
  });

  it("is the tenant whose claim was proved, when two claim one number", async () => {
    const older = await tenantWith("Older");
    const owner = await tenantWith("Owner");
    const number = "+15145551004";
    await numbers().create(older.tenant, { number, channel: "twilio" });
    clock.advance(1);
    await numbers().create(owner.tenant, { number, channel: "twilio" });
    expect(await nameOf({ channel: "twilio", number })).toBe(`${older.slug}/Older`);
    expect(await nameOf({ channel: "twilio", number, slug: owner.slug })).toBe(`${owner.slug}/Owner`);
    await numbers().verify(owner.tenant, number);
    expect(await nameOf({ channel: "twilio", number })).toBe(`${owner.slug}/Owner`);
    expect(await nameOf({ channel: "twilio", number, slug: older.slug })).toBe(`${owner.slug}/Owner`);
  });

  it("is the tenant whose main number it is before one who merely claims it", async () => {
    const main = await tenantWith("Main");
    const thief = await tenantWith("Thief");
    const number = "+15145551005";
    await database.db.worker((tx) => tx.updateTable("tenants").set({ phone: number }).where("id", "=", main.tenant).execute());
    await numbers().create(thief.tenant, { number, channel: "twilio" });
    expect(await nameOf({ channel: "twilio", number })).toBe(`${main.slug}/Main`);
  });

  it("is an agent asked for, of this tenant only", async () => {
    const { tenant, slug, ids } = await tenantWith("First", "Second");
    const other = await tenantWith("Foreign");
    expect(await nameOf({ channel: "chat", tenant, agentId: ids[1]! })).toBe(`${slug}/Second`);
    expect(await nameOf({ channel: "chat", tenant, agentId: other.ids[0]! })).toBe("no_agent");
    expect(await nameOf({ channel: "chat", tenant, agentId: newId() })).toBe("no_agent");
    expect(await nameOf({ channel: "chat", tenant, agentId: "not an id" })).toBe("no_agent");
    expect(await nameOf({ channel: "chat", tenant: (await tenantWith()).tenant })).toBe("no_agent");
  });

  it("takes along everything a replay needs", async () => {
    const { tenant } = await tenantWith();
    const made = await agents(database.db, clock).create(tenant, {
      name: "Sam",
      tools: ["confirm"],
      services: ["ride"],
      languages: ["fr", "en"],
      maxTokens: 100,
      temperature: 0.1,
      brain: { kind: "model", provider: "openai", model: "m" },
      greeting: { en: "Hi there!", fr: "Bonjour, je suis l'assistante IA." },
    });
    const phone = await found.answering({ channel: "twilio", tenant });
    const chat = await found.answering({ channel: "chat", tenant });
    if (phone.is !== "found" || chat.is !== "found") throw new Error("nobody answers");
    expect(phone.agent).toMatchObject({
      id: made.id,
      revision: 1,
      languages: ["fr", "en"],
      zone: "America/Toronto",
      brain: { kind: "model", provider: "openai", model: "m", maxTokens: 100, temperature: 0.1 },
    });
    expect(phone.agent.tools.map(({ name }) => name)).toEqual(["confirm"]);
    expect(phone.agent.services.map(({ slug }) => slug)).toEqual(["ride"]);
    expect(chat.agent.patience.silenceMs).toBeGreaterThan(phone.agent.patience.silenceMs);
    expect(phone.agent.greeting.en).toMatch(/^This is Sam, the AI assistant of .+\. Hi there!$/);
    expect(phone.agent.greeting.fr).toBe("Bonjour, je suis l'assistante IA.");
  });
});
