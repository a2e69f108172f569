import type { Goal } from "@firstring/contract/call/event.ts";
import type { CallState } from "@firstring/contract/call/state.ts";

/** The goal worth showing. After a booking a brain begins an empty one: that is nothing to show beside what was booked. */
export function shownGoal({ goal, bookings }: Pick<CallState, "goal" | "bookings">): Goal | undefined {
  if (goal === undefined || goal.slots.length === 0) return undefined;
  return bookings.length > 0 && goal.slots.every(({ value }) => value === undefined) ? undefined : goal;
}
