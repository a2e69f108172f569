import { z } from "zod";
import type { TenantId } from "../lib/ids.ts";
import { storable } from "../lib/storable.ts";
import type { Tool } from "../ports/tool.ts";

const input = z.strictObject({ reason: z.string().trim().min(1).max(1000).describe("Why, in one sentence for the person who takes over") });

/** Hands the caller to a person. `handover` gives the number (E.164) where someone can be reached now, if anywhere. */
export function transferToPerson(handover: (tenant: TenantId) => Promise<string | undefined>): Tool<z.output<typeof input>> {
  return {
    name: "transfer_to_person",
    description:
      "Connect the caller to a person: when they ask for one, when it is urgent, or when you cannot help. If nobody is available, offer to take a message.",
    input,
    lasting: true,
    needsYes: false,
    async run({ reason }, { tenant, language, channel }) {
      const to = channel === "chat" ? undefined : await handover(tenant); // what is written cannot be put through to a telephone
      if (to === undefined) return { data: { refused: "nobody_available", message: NOBODY[language] } };
      // Where the carrier can, the person is told what it is about first, and an answering machine takes no caller.
      const warm = channel === "twilio" || channel === "telnyx";
      return { transfer: { to, brief: storable(reason), ...(warm && { warm }) }, say: ONE_MOMENT[language] };
    },
  };
}

const ONE_MOMENT = {
  en: "I'll put you through to a colleague. One moment, please.",
  fr: "Je vous mets en communication avec un collègue. Un instant, s'il vous plaît.",
};
const NOBODY = {
  en: "Nobody is free to take the call right now. Shall I take a message?",
  fr: "Personne n'est disponible en ce moment. Voulez-vous que je prenne un message ?",
};
