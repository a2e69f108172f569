import type { Spoken } from "./agent.ts";

export type SlotType = "place" | "person" | "count" | "date" | "time" | "datetime" | "phone" | "email" | "enum" | "text";

/** One fact needed to book a service. */
export type SlotSpec = {
  /** Stable key of the value in a booking, e.g. `pickup`. */
  name: string;
  type: SlotType;
  required: boolean;
  label: Spoken;
  /** The question that asks for it. */
  ask: Spoken;
  /** Slots of one group are asked for together ("pick-up and drop-off"). */
  group?: string;
  /** How a heard value is made sure of before the final read-back. */
  confirm: "implicit" | "explicit" | "spell";
  /** For `enum`: the values, each with the words callers use for it. */
  choices?: readonly { value: string; label: Spoken; words: { en: readonly string[]; fr: readonly string[] } }[];
  /** For `count`. */
  min?: number;
  max?: number;
};

/** What a tenant sells and takes bookings for, declared: a brain books any service it can read. */
export type ServiceSpec = {
  id: string;
  slug: string;
  name: Spoken;
  /** Words by which a caller asks for it. */
  words: { en: readonly string[]; fr: readonly string[] };
  slots: readonly SlotSpec[];
  durationMin: number;
  /** The `count` slot that must fit the resource's capacity, if any (passengers in a car). */
  capacitySlot?: string;
  /** How soon and how far ahead it can be booked. */
  leadMin: number;
  horizonDays: number;
  /** Spoken price, or empty when it is not told. */
  price: Spoken;
};
