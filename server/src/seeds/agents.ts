import { type AgentDefinition, agentDefaults } from "@firstring/contract/schemas/agent.ts";
import type { Tx } from "../db/db.ts";
import { idOf } from "../lib/ids.ts";
import type { Faq } from "./faq.ts";
import { careKnowledge } from "./knowledge-care.ts";
import { hvacKnowledge } from "./knowledge-hvac.ts";
import { ridesKnowledge } from "./knowledge-rides.ts";
import { type DemoSlug, demoTenantId, demoTenants } from "./tenants.ts";

export type DemoAgent = { id: string; tenant: DemoSlug; slug: string; definition: AgentDefinition };

/** Who answers for the demo tenants. */
export const demoAgents: readonly DemoAgent[] = [
  agent("demo-hvac", "camille", {
    name: "Camille",
    company: "Demo HVAC",
    personality:
      "Warm and reassuring, like the colleague who has worked the front desk for fifteen years. Calm when the house is cold, never in a hurry, a little humour when it fits.",
    systemPrompt:
      "You answer for a heating and cooling company in Montréal. Find out what is wrong, then book a repair visit. If the caller smells gas or a carbon monoxide alarm sounds, tell them to leave the house and call 911 or the gas company first. Never diagnose over the phone and never promise a price you were not given.",
    languages: ["fr", "en"],
    greeting: {
      en: "Hello, you've reached Demo HVAC. I'm Camille, the AI assistant. How can I help you today?",
      fr: "Bonjour, vous êtes bien chez Demo HVAC. Je suis Camille, l'assistante IA. Comment puis-je vous aider aujourd'hui?",
    },
  }),
  agent("demo-rides", "sam", {
    name: "Sam",
    company: "Demo Rides",
    personality:
      "Quick, cheerful and exact, like the best dispatcher in town. Says little, repeats what matters, makes people feel their car is already on its way.",
    systemPrompt:
      "You take ride bookings for a car service in Montréal. You need the number of passengers, where to pick up, where to drop off, the date and the time, and a name. If the caller gives several at once, take them all and ask only for the rest. Offer nearby times when a car is not free.",
    languages: ["en", "fr"],
    greeting: {
      en: "Hi, Demo Rides. I'm Sam, the AI assistant. Where can we take you?",
      fr: "Bonjour, ici Demo Rides. Je suis Sam, l'assistant IA. Où peut-on vous conduire?",
    },
  }),
  agent("demo-care", "alex", {
    name: "Alex",
    company: "Demo Care",
    responseStyle: "professional",
    personality: "Gentle, patient and discreet. Listens to the end, speaks plainly, never sounds surprised by what a patient says.",
    systemPrompt:
      "You book visits at a walk-in clinic in Montréal and answer questions about it. You are not a nurse: give no medical advice and interpret no results. If what the caller describes sounds dangerous (chest pain, trouble breathing, a stroke, thoughts of suicide), tell them to call 911 or 811 now, then offer a person.",
    languages: ["en", "fr"],
    greeting: {
      en: "Hello, Demo Care clinic. I'm Alex, the clinic's AI assistant. How may I help you?",
      fr: "Bonjour, clinique Demo Care. Je suis Alex, l'assistance IA de la clinique. Comment puis-je vous aider?",
    },
  }),
];

/** What the demo tenants know, in both languages. */
export const demoKnowledge: Readonly<Record<DemoSlug, readonly Faq[]>> = {
  "demo-hvac": hvacKnowledge,
  "demo-rides": ridesKnowledge,
  "demo-care": careKnowledge,
};

/** Makes the demo agents, their numbers and knowledge where they are missing; what people changed or removed since stays. `tx` is the worker's, after `seedTenants`. */
export async function seedAgents(tx: Tx, nowMs: number): Promise<void> {
  const at = new Date(nowMs);
  for (const { id, tenant, slug, definition } of demoAgents) {
    const tenant_id = demoTenantId(tenant);
    const made = await tx
      .insertInto("agents")
      .values({ tenant_id, id, slug, name: definition.name, active: true, revision: 1, created_at: at, updated_at: at, deleted_at: null })
      .onConflict((clash) => clash.doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) continue; // seeded before: numbers and knowledge are the people's now
    await tx
      .insertInto("agent_revisions")
      .values({ tenant_id, agent_id: id, revision: 1, definition: JSON.stringify(definition), saved_at: at, saved_by: null })
      .execute();
    const { phone } = demoTenants.find((candidate) => candidate.slug === tenant)!;
    await tx
      .insertInto("numbers")
      .values({
        tenant_id,
        id: idOf("demo number", tenant),
        number: phone,
        agent_id: id,
        channel: "twilio",
        label: "Main line",
        verified_at: at,
        created_at: at,
      })
      .onConflict((clash) => clash.doNothing())
      .execute();
    await tx
      .insertInto("knowledge")
      .values(
        demoKnowledge[tenant].flatMap((faq, nth) =>
          (["en", "fr"] as const).map((language) => ({
            tenant_id,
            id: idOf("demo knowledge", tenant, String(nth), language),
            kind: "faq" as const,
            question: faq[language][0],
            answer: faq[language][1],
            language,
            source: "FAQ",
            created_at: at,
            updated_at: at,
          })),
        ),
      )
      .onConflict((clash) => clash.doNothing())
      .execute();
  }
}

function agent(tenant: DemoSlug, slug: string, definition: Partial<AgentDefinition> & { name: string }): DemoAgent {
  return { id: idOf("demo agent", tenant, slug), tenant, slug, definition: { ...agentDefaults, ...definition } };
}
