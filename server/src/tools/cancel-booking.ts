import { z } from "zod";
import type { Booking } from "../booking/booking.ts";
import { readBackCancel, summary } from "../booking/read-back.ts";
import type { Refused } from "../booking/refused.ts";
import type { Tool } from "../ports/tool.ts";
import { type ByCode, isNotTheirs, type NotTheirs } from "./by-code.ts";
import { refusalData } from "./say-refusal.ts";
import { told } from "./told.ts";

const input = z.strictObject({
  code: z.string().min(1).max(40).describe("Confirmation code of the booking"),
  name: z.string().max(200).optional().describe("The name the booking was made under, if the caller gave it"),
});

/** Asks whether a booking shall be cancelled; it stands until `confirm`. */
export function cancelBooking(booking: Booking, byCode: ByCode): Tool<z.output<typeof input>> {
  return {
    name: "cancel_booking",
    description:
      "Prepare cancelling a booking. The question is spoken by the system: wait for the caller's yes, then use confirm. Where it needs a name, ask for the one on the booking and use it again with both.",
    input,
    lasting: false,
    needsYes: false,
    async run({ code, name }, context) {
      const { tenant, language, nowMs } = context;
      const standing = await byCode(context, { code, name });
      const no = async (refused: Refused | NotTheirs) => ({ data: refusalData(refused, told(context, (await booking.area(tenant)).zone)) });
      if (isNotTheirs(standing)) return no(standing);
      if (standing.status !== "confirmed") return no({ refused: "not_open", status: standing.status });
      if (standing.startMs <= nowMs) return no({ refused: "past", alternatives: [] });
      const proposal = {
        id: standing.id,
        kind: "cancel" as const,
        readBack: readBackCancel(standing, language, nowMs),
        summary: summary(standing, language, nowMs),
      };
      return { proposal, data: { bookingId: standing.id } };
    },
  };
}
