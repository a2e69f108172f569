import { z } from "zod";
import type { Booking } from "../booking/booking.ts";
import { readBackCancel, summary } from "../booking/read-back.ts";
import type { Refused } from "../booking/refused.ts";
import type { Tool } from "../ports/tool.ts";
import { byCode } from "./by-code.ts";
import { refusalData } from "./say-refusal.ts";
import { told } from "./told.ts";

const input = z.strictObject({ code: z.string().min(1).max(40).describe("Confirmation code of the booking") });

/** Asks whether a booking shall be cancelled; it stands until `confirm`. */
export function cancelBooking(booking: Booking): Tool<z.output<typeof input>> {
  return {
    name: "cancel_booking",
    description: "Prepare cancelling a booking. The question is spoken by the system: wait for the caller's yes, then use confirm.",
    input,
    lasting: false,
    needsYes: false,
    async run({ code }, context) {
      const { tenant, language, nowMs } = context;
      const standing = await byCode(booking, tenant, code);
      const no = async (refused: Refused) => ({ data: refusalData(refused, told(context, (await booking.area(tenant)).zone)) });
      if (!standing) return no({ refused: "no_such_booking" });
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
