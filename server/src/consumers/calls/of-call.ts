import type { CallEvent } from "@firstring/contract/call/event.ts";
import type { Recorded } from "../../ports/log.ts";

/** A fact of a call, told apart from facts of bookings by its stream. */
export type OfCall = Recorded<CallEvent>;

export const isOfCall = (record: Recorded): record is OfCall => record.stream.startsWith("call/");
