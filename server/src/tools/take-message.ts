import { z } from "zod";
import type { Area } from "../booking/calendar.ts";
import { readPhone } from "../booking/slots.ts";
import type { TenantId } from "../lib/ids.ts";
import { storable } from "../lib/storable.ts";
import type { Messages } from "../messages/messages.ts";
import type { Tool } from "../ports/tool.ts";

const input = z.strictObject({
  name: z.string().max(200).optional(),
  phone: z.string().max(40).optional().describe("Where to call back; leave out to use the number they call from"),
  text: z.string().trim().min(1).max(4000).describe("The message, as the caller put it"),
});

/** Writes down a message for the business. */
export function takeMessage(messages: Pick<Messages, "take">, area: (tenant: TenantId) => Promise<Area>): Tool<z.output<typeof input>> {
  return {
    name: "take_message",
    description: "Write down a message for the people of the business, when they cannot be reached or the caller prefers it.",
    input,
    lasting: true,
    needsYes: false,
    async run({ name = "", phone, text }, { tenant, call, caller, language, idempotencyKey }) {
      const { country } = await area(tenant);
      const number = readPhone(phone || caller, country);
      if (phone && number === undefined) return { data: { refused: "invalid", slot: "phone", message: NO_NUMBER[language] } };
      await messages.take(tenant, { call, name: storable(name.trim()), phone: number ?? "", text: storable(text), language, idem: idempotencyKey });
      return { messageTaken: true, say: TAKEN[language] };
    },
  };
}

const TAKEN = {
  en: "I've written that down, and someone will get back to you. Is there anything else?",
  fr: "C'est noté, quelqu'un vous rappellera. Est-ce qu'il y a autre chose ?",
};
const NO_NUMBER = {
  en: "That is not a phone number I can use. Could you repeat it, with the area code?",
  fr: "Ce numéro de téléphone n'existe pas. Pouvez-vous le répéter, avec l'indicatif régional ?",
};
