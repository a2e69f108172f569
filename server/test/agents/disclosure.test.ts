import { expect, it } from "vitest";
import { greetingOf } from "../../src/agents/disclosure.ts";
import { demoAgents } from "../../src/seeds/agents.ts";

const spoken = (en: string, fr = "") => greetingOf({ greeting: { en, fr }, name: "Léa", company: "Demo" });

it.each(["Hi, I'm the AI assistant.", "You have reached our virtual receptionist.", "This is an automated system."])(
  "leaves alone a greeting that says what speaks: %s",
  (en) => {
    expect(spoken(en).en).toBe(en);
  },
);

it.each(["Hi, how can I help?", "Welcome to the Aix hotel, said Ai.", "", "   ", "MAIL us any time"])("says first that an AI speaks: “%s”", (en) => {
  expect(spoken(en).en).toMatch(/^This is Léa, the AI assistant of Demo\./);
});

it("does so in French too", () => {
  expect(spoken("", "Bonjour! Quelqu'un m'a parlé d'une ia.").fr).toMatch(/^Ici Léa, l'assistance IA de Demo\./);
  expect(spoken("", "Bonjour, je suis l'assistante virtuelle.").fr).toBe("Bonjour, je suis l'assistante virtuelle.");
});

it("holds for the demo agents as they are written", () => {
  for (const { definition } of demoAgents) expect(greetingOf({ ...definition })).toEqual(definition.greeting);
});
