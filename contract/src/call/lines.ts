import type { Spoken } from "./agent.ts";

/** What the call itself says, whatever brain is at work. */
export const lines = {
  checkIn: { en: "Are you still there?", fr: "Êtes-vous toujours là?" },
  warn: { en: "I can't hear you. I'll stay on the line a moment longer.", fr: "Je ne vous entends pas. Je reste en ligne encore un instant." },
  silentGoodbye: {
    en: "I still can't hear you, so I'll let you go. Please call back any time. Goodbye.",
    fr: "Je ne vous entends toujours pas, je vais donc raccrocher. Rappelez-nous quand vous voulez. Au revoir.",
  },
  filler: { en: "One moment, please.", fr: "Un instant, s'il vous plaît." },
  again: { en: "Sorry, I missed that. Could you say it again?", fr: "Pardon, je n'ai pas bien compris. Pourriez-vous répéter?" },
  trouble: {
    en: "I'm sorry, I'm having trouble on my side. Please call back in a few minutes. Goodbye.",
    fr: "Je suis désolée, j'ai un problème de mon côté. Veuillez rappeler dans quelques minutes. Au revoir.",
  },
  tooLong: {
    en: "I'm sorry, we have reached the longest time for one call. Please call back to go on. Goodbye.",
    fr: "Je suis désolée, nous avons atteint la durée maximale d'un appel. Rappelez-nous pour continuer. Au revoir.",
  },
} satisfies Record<string, Spoken>;
