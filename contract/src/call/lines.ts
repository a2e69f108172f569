import type { Spoken } from "./agent.ts";
import type { ChannelName } from "./event.ts";

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

export type LineName = keyof typeof lines;

/** Where people type, nobody is heard and nobody hangs up. */
const written: Partial<Record<LineName, Spoken>> = {
  warn: {
    en: "I haven't read anything from you for a while. I'll stay a moment longer.",
    fr: "Je n'ai rien lu de vous depuis un moment. Je reste encore un instant.",
  },
  silentGoodbye: {
    en: "I'll close our conversation for now. Write again any time. Goodbye.",
    fr: "Je ferme notre conversation pour le moment. Réécrivez-nous quand vous voulez. Au revoir.",
  },
  trouble: {
    en: "I'm sorry, I'm having trouble on my side. Please write again in a few minutes. Goodbye.",
    fr: "Je suis désolée, j'ai un problème de mon côté. Veuillez réécrire dans quelques minutes. Au revoir.",
  },
  tooLong: {
    en: "I'm sorry, we have reached the longest time for one conversation. Please start another to go on. Goodbye.",
    fr: "Je suis désolée, nous avons atteint la durée maximale d'une conversation. Commencez-en une autre pour continuer. Au revoir.",
  },
};

/** A line as it is said on this channel. */
export const lineOn = (channel: ChannelName, name: LineName): Spoken => (channel === "chat" && written[name]) || lines[name];

/** Everything we say to a silence, on whatever channel. */
export const checkIns: readonly string[] = [lines.checkIn, lines.warn, written.warn].flatMap((line) => Object.values(line ?? {}));
