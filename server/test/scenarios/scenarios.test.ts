import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOfCall } from "../../src/consumers/calls/of-call.ts";
import { scenarioText } from "../../src/scenarios/from-call.ts";
import { runScenario } from "../../src/scenarios/run-scenario.ts";
import { scenariosIn, scenariosOf } from "../../src/scenarios/scenario.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".yaml"));
const all = files.flatMap((name) => scenariosIn(join(import.meta.dirname, name)));

describe.each(files)("%s", (name) => {
  for (const scenario of scenariosIn(join(import.meta.dirname, name))) {
    // What is known to be wanting must fail: a scenario that passes again says so.
    const known = scenario.wanting === undefined ? test : test.fails;
    known(scenario.name, async () => {
      const { wrong, turns } = await runScenario(database.db, scenario);
      expect(wrong, turns.map(({ caller, agent }) => `> ${caller}\n${agent.map((text) => `< ${text}`).join("\n")}`).join("\n")).toEqual([]);
    });
  }
});

describe("a call that was becomes a scenario that passes", () => {
  const whole = all.filter(({ given, wanting }) => wanting === undefined && given.bookings.length + given.full.length === 0 && !given.nobody);
  test.each(whole.map((scenario) => [scenario.name, scenario] as const))("%s", async (name, scenario) => {
    const { facts } = await runScenario(database.db, scenario);
    const again = scenariosOf(scenarioText(facts.filter(isOfCall), name), name);
    expect((await runScenario(database.db, again[0]!)).wrong).toEqual([]);
    expect(again[0]!.expect.bookings).toHaveLength(scenario.expect.bookings.length);
  });
});

test("no two scenarios have one name", () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

describe("a scenario that says something else than happens is not right", () => {
  const base = `{ name: x, seed: demo-rides, clock: 2026-01-05T09:00, caller: { number: "+15145550199" }, turns: [{ say: "what are your hours?" }]`;
  test.each([
    ["expect: { bookings: [{ service: ride }] }", /no booking is like/],
    ["expect: { messages: 1 }", /0 messages were taken, not 1/],
    ["expect: { outcome: booked }", /the outcome is answered, not booked/],
    ["expect: { language: fr }", /it ends in en/],
    ["expect: { never_tools: [look_up] }", /uses look_up/],
    ["expect: { said: [nobody says this] }", /never says/],
    ["expect: { never: [Demo Rides] }", /says \/Demo Rides/],
    ["expect: { within: 1 }", /sentences, not 1/],
    ["expect: { transferred: true }", /nobody is put through/],
    ["expect: { hangs_up: true }", /does not hang up/],
  ])("%s", async (members, finding) => {
    const [scenario] = scenariosOf(`${base}, ${members} }`, "here");
    expect((await runScenario(database.db, scenario!)).wrong.join("\n")).toMatch(finding);
  });
});

test.each([
  ["{ name: x, seed: demo-zoo }", /document 1: seed/],
  ["{ name: x", /is not YAML/],
  [`{ name: x, seed: demo-rides, clock: 2026-01-05T09:00, caller: { number: "" }, turns: [{ say: a, press: "1" }] }`, /A turn does one thing/],
])("%s is refused with its place", (text, message) => {
  expect(() => scenariosOf(text, "a.yaml")).toThrow(message);
});
