import type { BookingFact, Proposal } from "@firstring/contract/call/event.ts";
import { z } from "zod";
import type { Booked } from "../booking/booked.ts";
import type { Booking } from "../booking/booking.ts";
import { sayBooked, sayCancelled, sayMoved, summary } from "../booking/read-back.ts";
import { isRefused } from "../booking/refused.ts";
import type { Tool, ToolContext } from "../ports/tool.ts";
import { refusalData } from "./say-refusal.ts";
import { told } from "./told.ts";

const input = z.strictObject({});

const BECOMES: Record<Proposal["kind"], BookingFact["status"]> = { book: "confirmed", reschedule: "rescheduled", cancel: "cancelled" };
const SAYS: Record<Proposal["kind"], (made: Booked, language: "en" | "fr", nowMs: number) => string> = {
  book: sayBooked,
  reschedule: sayMoved,
  cancel: sayCancelled,
};

/** Makes the open proposal lasting. What is said comes from the ledger, never from a model. */
export function confirm(booking: Booking): Tool<z.output<typeof input>> {
  return {
    name: "confirm",
    description: "Make what was just read back lasting. Only after the caller clearly said yes to it. The result is spoken by the system.",
    input,
    lasting: true,
    needsYes: true,
    async run(_, context) {
      const { tenant, proposal, language, nowMs } = context;
      if (!proposal) return { data: { refused: "nothing_to_confirm", message: NOTHING[language] } };
      const made = await make(booking, context, proposal);
      if (isRefused(made)) return { data: refusalData(made, told(context, (await booking.area(tenant)).zone)) };
      return {
        booking: { id: made.id, code: made.code, status: BECOMES[proposal.kind], summary: summary(made, language, nowMs) },
        say: SAYS[proposal.kind](made, language, nowMs),
      };
    },
  };
}

function make(booking: Booking, { tenant }: ToolContext, { kind, id }: Proposal) {
  switch (kind) {
    case "book":
    case "reschedule":
      return booking.confirm(tenant, id);
    case "cancel":
      return booking.cancel(tenant, id, "caller");
  }
}

const NOTHING = { en: "Nothing was read back yet: hold a booking first.", fr: "Rien n'a encore été relu : retenez d'abord une réservation." };
