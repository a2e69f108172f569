import type { Language } from "@firstring/contract/call/agent.ts";
import { pick, type Random } from "../lib/random.ts";
import type { DemoSlug } from "./tenants.ts";

/** What somebody once said to a demo business, what was answered, and what they wanted booked. */
export type Talk = Readonly<{ language: Language; said: readonly [caller: string, agent: string][]; slots: Readonly<Record<string, string | number>> }>;

type Wish = { en: string; fr: string; slots: Readonly<Record<string, string | number>> };

const wishes: Record<DemoSlug, readonly Wish[]> = {
  "demo-hvac": [
    {
      en: "My furnace stopped this morning.",
      fr: "Ma fournaise s'est arrêtée ce matin.",
      slots: { problem: "furnace stopped", address: "4120 Rue Saint-Denis, Montréal" },
    },
    {
      en: "There is no heat upstairs.",
      fr: "Il n'y a pas de chauffage en haut.",
      slots: { problem: "no heat upstairs", address: "1280 Rue Sherbrooke Ouest, Montréal" },
    },
    {
      en: "The heat pump makes a noise.",
      fr: "La thermopompe fait du bruit.",
      slots: { problem: "noisy heat pump", address: "5757 Avenue Decelles, Montréal" },
    },
  ],
  "demo-rides": [
    {
      en: "A ride to the airport for two, please.",
      fr: "Une course pour l'aéroport, pour deux, s'il vous plaît.",
      slots: { passengers: 2, pickup: "Gare Centrale, Montréal", dropoff: "Aéroport Montréal-Trudeau" },
    },
    {
      en: "I need a cab to the Bell Centre.",
      fr: "Il me faut un taxi pour le Centre Bell.",
      slots: { passengers: 1, pickup: "4200 Rue Saint-Denis, Montréal", dropoff: "Centre Bell, Montréal" },
    },
    {
      en: "A van for five, from the station.",
      fr: "Une fourgonnette pour cinq, de la gare.",
      slots: { passengers: 5, pickup: "Gare Centrale, Montréal", dropoff: "Vieux-Port de Montréal" },
    },
  ],
  "demo-care": [
    { en: "I would like to see someone about my knee.", fr: "J'aimerais consulter pour mon genou.", slots: { reason: "knee pain" } },
    { en: "A check-up for my son, please.", fr: "Un examen pour mon fils, s'il vous plaît.", slots: { reason: "check-up" } },
    { en: "I need my prescription renewed.", fr: "Je dois renouveler mon ordonnance.", slots: { reason: "prescription renewal" } },
  ],
};
const questions = {
  en: ["What are your opening hours?", "How much does it cost?", "Do you come on weekends?"],
  fr: ["Quelles sont vos heures d'ouverture?", "Combien ça coûte?", "Venez-vous la fin de semaine?"],
} as const;
const moods = {
  en: ["Thank you, that's wonderful!", "Okay.", "That is really annoying, I waited all day."],
  fr: ["Merci, c'est parfait!", "D'accord.", "C'est vraiment fâchant, j'ai attendu toute la journée."],
} as const;

/** A short talk that ends in this way. */
export function talkOf(random: Random, slug: DemoSlug, ending: "booked" | "answered" | "message_taken" | "transferred" | "abandoned"): Talk {
  const language: Language = random() < (slug === "demo-hvac" ? 0.65 : 0.3) ? "fr" : "en";
  const fr = language === "fr";
  const wish = pick(random, wishes[slug]);
  const mood = pick(random, moods[language]);
  const opening = ending === "answered" ? pick(random, questions[language]) : fr ? wish.fr : wish.en;
  const said: [string, string][] = {
    booked: [
      [opening, fr ? "Bien sûr. Quel jour et à quelle heure?" : "Of course. What day, and at what time?"],
      [
        fr ? "Demain à dix heures." : "Tomorrow at ten.",
        fr ? "Je récapitule, demain à 10 heures. Je confirme?" : "Let me read that back: tomorrow at 10. Shall I book it?",
      ],
      [fr ? "Oui, s'il vous plaît." : "Yes, please.", fr ? "C'est réservé." : "It is booked."],
      [mood, fr ? "Au revoir!" : "Goodbye!"],
    ] satisfies [string, string][],
    answered: [
      [opening, fr ? "Je vous le dis tout de suite." : "Let me tell you."],
      [mood, fr ? "Au revoir!" : "Goodbye!"],
    ] satisfies [string, string][],
    message_taken: [
      [opening, fr ? "Je prends un message pour l'équipe." : "Let me take a message for the team."],
      [mood, fr ? "On vous rappelle." : "We will call you back."],
    ] satisfies [string, string][],
    transferred: [[opening, fr ? "Je vous passe quelqu'un." : "Let me put you through."]] satisfies [string, string][],
    abandoned: [[opening, fr ? "Quel jour vous conviendrait?" : "What day would suit you?"]] satisfies [string, string][],
  }[ending];
  return { language, said, slots: ending === "booked" ? wish.slots : {} };
}
