import type { Language } from "@firstring/contract/call/agent.ts";
import type { Audience, MailKind } from "./compose.ts";

type Names = { business: string; customer: string };
type Phrases = {
  hello: string;
  service: string;
  when: string;
  before: string;
  with: string;
  code: string;
  slots: Readonly<Record<string, string>>;
  subject: Record<MailKind, (of: { what: string; business: string; code: string }) => string>;
  intro: Record<Audience, Record<MailKind, (of: Names) => string>>;
  toChange: (of: { phone: string; code: string }) => string;
};

/** What mails say, in both languages. */
export const phrases: Record<Language, Phrases> = {
  en: {
    hello: "Hello",
    service: "Service",
    when: "When",
    before: "Before",
    with: "With",
    code: "Confirmation code",
    slots: {
      passengers: "Passengers",
      pickup: "Pick-up",
      dropoff: "Drop-off",
      problem: "Problem",
      reason: "Reason",
      address: "Address",
      name: "Customer",
      phone: "Phone",
      email: "E-mail",
    },
    subject: {
      "booking.confirmed": ({ what, business }) => `Confirmed: ${what} (${business})`,
      "booking.rescheduled": ({ what, business }) => `New time: ${what} (${business})`,
      "booking.changed": ({ what, business }) => `Updated: ${what} (${business})`,
      "booking.cancelled": ({ what, business }) => `Cancelled: ${what} (${business})`,
    },
    intro: {
      customer: {
        "booking.confirmed": ({ business }) => `your booking with ${business} is confirmed.`,
        "booking.rescheduled": ({ business }) => `your booking with ${business} has a new time.`,
        "booking.changed": ({ business }) => `your booking with ${business} was updated.`,
        "booking.cancelled": ({ business }) => `your booking with ${business} is cancelled. There is nothing more to do.`,
      },
      business: {
        "booking.confirmed": ({ customer }) => `New booking${customer && ` by ${customer}`}.`,
        "booking.rescheduled": ({ customer }) => `A booking${customer && ` of ${customer}`} has a new time.`,
        "booking.changed": ({ customer }) => `A booking${customer && ` of ${customer}`} was updated.`,
        "booking.cancelled": ({ customer }) => `A booking${customer && ` of ${customer}`} was cancelled.`,
      },
    },
    toChange: ({ phone, code }) => `To change or cancel it${phone && `, call ${phone} and`} give the code ${code}.`,
  },
  fr: {
    hello: "Bonjour",
    service: "Service",
    when: "Quand",
    before: "Avant",
    with: "Avec",
    code: "Code de confirmation",
    slots: {
      passengers: "Passagers",
      pickup: "Départ",
      dropoff: "Destination",
      problem: "Problème",
      reason: "Motif",
      address: "Adresse",
      name: "Client",
      phone: "Téléphone",
      email: "Courriel",
    },
    subject: {
      "booking.confirmed": ({ what, business }) => `Confirmé : ${what} (${business})`,
      "booking.rescheduled": ({ what, business }) => `Nouvelle heure : ${what} (${business})`,
      "booking.changed": ({ what, business }) => `Mis à jour : ${what} (${business})`,
      "booking.cancelled": ({ what, business }) => `Annulé : ${what} (${business})`,
    },
    intro: {
      customer: {
        "booking.confirmed": ({ business }) => `votre réservation chez ${business} est confirmée.`,
        "booking.rescheduled": ({ business }) => `votre réservation chez ${business} a une nouvelle heure.`,
        "booking.changed": ({ business }) => `votre réservation chez ${business} a été mise à jour.`,
        "booking.cancelled": ({ business }) => `votre réservation chez ${business} est annulée. Vous n'avez rien d'autre à faire.`,
      },
      business: {
        "booking.confirmed": ({ customer }) => `Nouvelle réservation${customer && ` de ${customer}`}.`,
        "booking.rescheduled": ({ customer }) => `Une réservation${customer && ` de ${customer}`} a une nouvelle heure.`,
        "booking.changed": ({ customer }) => `Une réservation${customer && ` de ${customer}`} a été mise à jour.`,
        "booking.cancelled": ({ customer }) => `Une réservation${customer && ` de ${customer}`} a été annulée.`,
      },
    },
    toChange: ({ phone, code }) => `Pour la changer ou l'annuler${phone && `, appelez le ${phone} et`} donnez le code ${code}.`,
  },
};
