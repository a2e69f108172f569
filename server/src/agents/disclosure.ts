import type { Spoken } from "@firstring/contract/call/agent.ts";

/**
 * The greeting as it will be spoken. The first thing a caller hears always says that an AI is speaking and for whom:
 * what the business wrote is kept, and what it left out is said first.
 */
export function greetingOf({ greeting, name, company }: { greeting: Spoken; name: string; company: string }): Spoken {
  return {
    en: disclosed(greeting.en, saysAi.en, `This is ${name}, the AI assistant of ${company}.`, "How can I help you?"),
    fr: disclosed(greeting.fr, saysAi.fr, `Ici ${name}, l'assistance IA de ${company}.`, "Comment puis-je vous aider?"),
  };
}

function disclosed(written: string, says: RegExp, disclosure: string, opening: string): string {
  const text = written.trim();
  if (text === "") return `${disclosure} ${opening}`;
  return says.test(text) ? text : `${disclosure} ${text}`;
}

const saysAi = {
  en: /(?<![\p{L}\d])(AI|A\.I\.|[Aa]rtificial intelligence|[Vv]irtual (assistant|agent|receptionist)|[Aa]utomated (assistant|agent|receptionist|system)|robot|bot)(?![\p{L}\d])/u,
  fr: /(?<![\p{L}\d])(IA|I\.A\.|[Ii]ntelligence artificielle|(assistante?|agente?|réceptionniste) (virtuelle?|automatisée?)|robot)(?![\p{L}\d])/u,
};
