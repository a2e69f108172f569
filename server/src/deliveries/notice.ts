type About = { name: string; url: string; why: "gone" | "failing" };

const words = {
  en: {
    subject: (label: string) => `Events are no longer sent to ${label}`,
    why: {
      gone: "It answered 410 Gone, which asks us to stop.",
      failing: "Every attempt of the last five days failed.",
    },
    next: "What was on its way is kept with the dead letters. When the receiver works again, enable the endpoint on the page Integrations and send them again from there.",
  },
  fr: {
    subject: (label: string) => `Les événements ne sont plus envoyés à ${label}`,
    why: {
      gone: "L'adresse a répondu 410 Gone, ce qui nous demande d'arrêter.",
      failing: "Toutes les tentatives des cinq derniers jours ont échoué.",
    },
    next: "Ce qui était en route est gardé parmi les lettres mortes. Quand le récepteur fonctionnera de nouveau, réactivez la destination à la page Intégrations et renvoyez-les de là.",
  },
} as const;

/** The mail that says an endpoint was disabled. Pure. */
export function notice({ name, url, why }: About, language: "en" | "fr"): { subject: string; text: string; html: string } {
  const said = words[language];
  const lines = [url, said.why[why], said.next];
  return {
    subject: said.subject(name === "" ? new URL(url).host : name),
    text: `${lines.join("\n\n")}\n`,
    html: lines.map((line) => `<p>${escaped(line)}</p>`).join("\n"),
  };
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
