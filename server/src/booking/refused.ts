/** A time that could be booked. `date` and `time` are the tenant's wall clock, `startsAt` is ISO 8601 with zone. */
export type Free = { startsAt: string; date: string; time: string };

/** Why a wish at a certain time cannot be. */
export type TimeRefusal = "past" | "too_soon" | "too_far" | "closed" | "slot_taken";

/** An expected no. What to say about it is up to who asks. */
export type Refused =
  | { refused: "no_such_service" | "no_such_booking" }
  | { refused: "missing"; slot: string }
  | { refused: "invalid"; slot: string }
  /** The party is larger than anything that could be booked for it. */
  | { refused: "too_many"; slot: string; capacity: number }
  | { refused: TimeRefusal; alternatives: Free[] }
  /** The hold ran out before it was confirmed. */
  | { refused: "expired" }
  /** The booking is in a state in which this cannot be done to it. */
  | { refused: "not_open"; status: "held" | "confirmed" | "cancelled" | "expired" | "done" }
  /** Moved to the time it already has. */
  | { refused: "unchanged" };

export const isRefused = (result: object): result is Refused => "refused" in result;
