import type { TenantId } from "../lib/ids.ts";
import type { AccountMail } from "./means.ts";

export function invitationMail(given: { tenant: TenantId; to: string; name: string; languages: string[]; link: string }): AccountMail {
  const { tenant, to, name, link } = given;
  const language = given.languages[0] === "fr" ? "fr" : "en";
  return language === "fr"
    ? {
        tenant,
        to,
        language,
        subject: `Invitation à rejoindre ${name}`,
        text: `Bonjour,\n\n${name} vous invite à rejoindre son équipe sur Firstring. Ouvrez ce lien d'ici sept jours :\n\n${link}\n\nSi vous n'attendiez pas cette invitation, ignorez ce message.\n`,
      }
    : {
        tenant,
        to,
        language,
        subject: `Invitation to join ${name}`,
        text: `Hello,\n\n${name} invites you to join its team on Firstring. Open this link within seven days:\n\n${link}\n\nIf you did not expect this invitation, ignore this mail.\n`,
      };
}

export function resetMail(given: { tenant: TenantId; to: string; language: "en" | "fr"; link: string }): AccountMail {
  const { tenant, to, language, link } = given;
  return language === "fr"
    ? {
        tenant,
        to,
        language,
        subject: "Choisir un nouveau mot de passe",
        text: `Bonjour,\n\nOuvrez ce lien d'ici une heure pour choisir un nouveau mot de passe :\n\n${link}\n\nSi vous n'avez rien demandé, ignorez ce message : votre mot de passe reste le même.\n`,
      }
    : {
        tenant,
        to,
        language,
        subject: "Choose a new password",
        text: `Hello,\n\nOpen this link within an hour to choose a new password:\n\n${link}\n\nIf you did not ask for it, ignore this mail: your password stays as it is.\n`,
      };
}
