import type { Language } from "@firstring/contract/call/agent.ts";
import type { Json } from "@firstring/contract/call/event.ts";
import type { SlotSpec } from "@firstring/contract/call/service.ts";
import type { Free, Refused } from "../booking/refused.ts";
import { sayWhen } from "../booking/say-when.ts";
import type { NotTheirs } from "./by-code.ts";

export type Told = { language: Language; slots: readonly SlotSpec[] /** The business's date. */; today: string };

/** A refusal as a brain reads it: the reason, the slot it is about, and a sentence that can be said to the caller. */
export function refusalData(refused: Refused | NotTheirs, told: Told): { [key: string]: Json } {
  const message = sayRefusal(refused, told);
  switch (refused.refused) {
    case "missing":
    case "invalid":
      return { refused: refused.refused, slot: refused.slot, message };
    case "too_many":
      return { refused: "invalid", slot: refused.slot, message, capacity: refused.capacity };
    case "no_such_service":
      return { refused: "invalid", slot: "service", message };
    case "past":
    case "too_soon":
    case "too_far":
    case "closed":
    case "slot_taken":
      return { refused: refused.refused, message, alternatives: refused.alternatives.map(({ startsAt, date, time }) => ({ startsAt, date, time })) };
    case "needs_name":
      return { refused: "not_theirs", needs: "name", message };
    case "no_such_booking":
    case "expired":
    case "not_open":
    case "unchanged":
    case "not_theirs":
    case "too_many_tries":
      return { refused: refused.refused, message };
  }
}

export function sayRefusal(refused: Refused | NotTheirs, { language, slots, today }: Told): string {
  const fr = language === "fr";
  switch (refused.refused) {
    case "missing":
      return slots.find((slot) => slot.name === refused.slot)?.ask[language] ?? (fr ? `Il me manque : ${refused.slot}.` : `I still need the ${refused.slot}.`);
    case "invalid":
      return sayInvalid(refused.slot, slots, language);
    case "too_many":
      return fr ? `Nous pouvons en prendre ${refused.capacity} au plus.` : `We can take ${refused.capacity} at most.`;
    case "no_such_service":
      return fr ? "Nous n'offrons pas ce service." : "We don't offer that service.";
    case "no_such_booking":
      return fr ? "Je ne trouve pas de réservation avec ce code." : "I can't find a booking with that code.";
    // Neither of these tells whether the code exists.
    case "needs_name":
      return fr ? "À quel nom est la réservation ?" : "What name is the booking under?";
    case "not_theirs":
      return fr ? "Je ne trouve pas de réservation avec ce code et ce nom." : "I can't find a booking with that code and name.";
    case "too_many_tries":
      return fr
        ? "Je ne peux pas trouver cette réservation ici. Voulez-vous parler à quelqu'un ?"
        : "I can't find that booking here. Would you like to talk to somebody?";
    case "expired":
      return fr
        ? "La place n'était plus retenue. Je dois la reprendre avant de confirmer."
        : "The hold ran out. I need to take the time again before I can confirm it.";
    case "not_open":
      return sayState(refused.status, language);
    case "unchanged":
      return fr ? "La réservation est déjà à ce moment-là." : "The booking is already at that time.";
    case "past":
      return `${fr ? "Ce moment est déjà passé." : "That time has already passed."}${sayOffers(refused.alternatives, today, language)}`;
    case "too_soon":
      return `${fr ? "C'est trop tôt pour nous." : "That is too soon for us."}${sayOffers(refused.alternatives, today, language)}`;
    case "too_far":
      return `${fr ? "Nous ne prenons pas encore de réservations aussi loin." : "We don't take bookings that far ahead yet."}${sayOffers(refused.alternatives, today, language)}`;
    case "closed":
      return `${fr ? "Nous sommes fermés à ce moment-là." : "We are closed at that time."}${sayOffers(refused.alternatives, today, language)}`;
    case "slot_taken":
      return `${fr ? "Ce moment n'est plus libre." : "That time is taken."}${sayOffers(refused.alternatives, today, language)}`;
  }
}

/** " I could offer …": two at most, as nobody keeps more in mind. */
function sayOffers(free: readonly Free[], today: string, language: Language): string {
  const times = free.slice(0, 2).map((wall) => sayWhen(wall, today, language));
  if (times.length === 0) return "";
  return language === "fr" ? ` Je peux vous proposer ${times.join(", ou ")}.` : ` I could offer ${times.join(", or ")}.`;
}

function sayInvalid(name: string, slots: readonly SlotSpec[], language: Language): string {
  const slot = slots.find((spec) => spec.name === name);
  const fr = language === "fr";
  switch (slot?.type) {
    case "phone":
      return fr
        ? "Ce numéro de téléphone n'existe pas. Pouvez-vous le répéter, avec l'indicatif régional ?"
        : "That is not a phone number I can use. Could you repeat it, with the area code?";
    case "place":
      return fr
        ? "Je ne trouve pas cet endroit. Pouvez-vous me donner la rue et la ville ?"
        : "I can't find that place. Could you give me the street and the city?";
    case "email":
      return fr ? "Cette adresse courriel n'est pas complète. Pouvez-vous l'épeler ?" : "That e-mail address is not complete. Could you spell it?";
    case undefined:
      return fr ? `« ${name} » n'est pas demandé pour ce service.` : `"${name}" is not asked for with this service.`;
    default:
      return `${fr ? "Je n'ai pas bien compris." : "I didn't get that."} ${slot?.ask[language] ?? ""}`.trim();
  }
}

function sayState(status: string, language: Language): string {
  const fr = language === "fr";
  switch (status) {
    case "cancelled":
      return fr ? "Cette réservation est déjà annulée." : "That booking is already cancelled.";
    case "done":
      return fr ? "Cette réservation est déjà passée." : "That booking is already in the past.";
    default:
      return fr ? "Cette réservation n'est pas confirmée." : "That booking is not confirmed.";
  }
}
