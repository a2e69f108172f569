import type { Refused } from "../booking/refused.ts";
import { isRefused } from "../booking/refused.ts";
import { notFound, Refusal } from "../lib/refusal.ts";

/** What the ledger gave, or its refusal as the HTTP edge tells it. @throws Refusal */
export function granted<T extends object>(result: T | Refused): T {
  if (isRefused(result)) throw refusalOf(result);
  return result;
}

export function refusalOf(refused: Refused): Refusal {
  switch (refused.refused) {
    case "missing":
      return invalid(refused.slot, "is needed to book this service");
    case "invalid":
      return invalid(refused.slot, "is not something this service can be booked with");
    case "too_many":
      return new Refusal(422, "too_many", `At most ${refused.capacity} can be taken at once. Book more than one.`, refused);
    case "no_such_service":
      return new Refusal(422, "no_such_service", "Name an active service of this business by slug or id.");
    case "no_such_booking":
      return notFound("booking");
    case "slot_taken":
      return new Refusal(409, "slot_taken", "That time is taken. Choose one of the alternatives.", { alternatives: refused.alternatives });
    case "past":
      return new Refusal(422, "past", "That time has passed. Choose a later one.", { alternatives: refused.alternatives });
    case "too_soon":
      return new Refusal(422, "too_soon", "That is too soon to be arranged. Choose one of the alternatives.", { alternatives: refused.alternatives });
    case "too_far":
      return new Refusal(422, "too_far", "Bookings are not open that far ahead yet. Choose an earlier time.", { alternatives: refused.alternatives });
    case "closed":
      return new Refusal(422, "closed", "The business is closed then. Choose one of the alternatives.", { alternatives: refused.alternatives });
    case "expired":
      return new Refusal(409, "expired", "The hold ran out. Book again.");
    case "not_open":
      return new Refusal(409, "not_open", `This booking is ${refused.status}; that cannot be done to it.`);
    case "unchanged":
      return new Refusal(409, "unchanged", "The booking is at that time already.");
  }
}

function invalid(slot: string, message: string): Refusal {
  return new Refusal(400, "invalid", `Correct slots.${slot}: it ${message}`, [{ path: `slots.${slot}`, message }]);
}
