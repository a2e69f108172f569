import type { Language } from "@firstring/contract/call/agent.ts";
import type { SlotSpec } from "@firstring/contract/call/service.ts";
import type { Memory } from "../memory.ts";
import { lowered, phrase } from "./phrases.ts";

/** The question for one or two slots, in one breath. */
export function question(memory: Memory, slots: readonly SlotSpec[], variety: number): string {
  const { language, when } = memory;
  const [first, second] = slots;
  if (first === undefined) return phrase("help", language, variety);
  if (second === undefined && first.type === "time" && when.part !== null && when.times.length === 0)
    return phrase("what_time_part", language, variety, { part: partSaid(when.part, language) });
  if (first.type === "date" && when.vague !== null && when.dates.length === 0)
    return phrase("vague_week", language, variety, { when: vagueSaid(when.vague, language) });
  const asked = first.ask[language];
  return second === undefined ? asked : `${asked} ${phrase("and", language, 0)} ${lowered(second.ask[language])}`;
}

const partSaid = (part: NonNullable<Memory["when"]["part"]>, language: Language): string =>
  language === "en"
    ? part === "night"
      ? "evening"
      : part
    : { morning: "le matin", afternoon: "l'après-midi", evening: "en soirée", night: "en soirée" }[part];

const vagueSaid = (vague: string, language: Language): string =>
  language === "en"
    ? ({ week: "of that week", weekend: "of the weekend", month: "of the month" }[vague] ?? "exactly")
    : ({ week: "de cette semaine-là", weekend: "de la fin de semaine", month: "du mois" }[vague] ?? "exactement");

/** The question again, with an example of an answer. */
export function rephrased({ type }: SlotSpec, language: Language): string {
  const examples: Record<SlotSpec["type"], Record<Language, string>> = {
    place: {
      en: "You can give me a street address, like 100 Main Street, or the name of a place.",
      fr: "Vous pouvez me donner une adresse, comme 100 rue Principale, ou le nom d'un endroit.",
    },
    person: { en: "Just say your first and last name.", fr: "Dites-moi simplement votre prénom et votre nom." },
    count: { en: "A number is enough, for example two.", fr: "Un chiffre suffit, par exemple deux." },
    date: { en: "For example tomorrow, Friday, or March third.", fr: "Par exemple demain, vendredi, ou le 3 mars." },
    time: { en: "For example half past two in the afternoon, or as soon as possible.", fr: "Par exemple 14 h 30, ou le plus tôt possible." },
    datetime: { en: "For example tomorrow at half past two.", fr: "Par exemple demain à 14 h 30." },
    phone: { en: "Ten digits, with the area code.", fr: "Les dix chiffres, avec l'indicatif régional." },
    email: { en: "For example, john at mail dot com.", fr: "Par exemple, jean arobase courriel point com." },
    enum: { en: "Any of those is fine.", fr: "L'un de ces choix convient." },
    text: { en: "A few words are enough.", fr: "Quelques mots suffisent." },
  };
  return examples[type][language];
}
