import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Customer, SlotValues } from "./booked.ts";
import { isRefused, type Refused } from "./refused.ts";
import { isDate, isTime } from "./zones.ts";

export type RawSlots = Readonly<Record<string, string | number>>;

/** A wish that can be booked, if its time is free. */
export type Wish = {
  /** Everything but date and time. */
  slots: SlotValues;
  date: string;
  time: string;
  party: number;
  customer: Customer;
};

const LONGEST_TEXT = 1000;
const LONGEST_NAME = 120;

/**
 * Reads what was understood or typed against what the service asks for.
 * `country` (ISO) is where numbers without a country code are. Refuses the first slot that is missing or cannot be.
 */
export function readWish(service: Pick<ServiceSpec, "slots" | "capacitySlot">, raw: RawSlots, country: string): Wish | Refused {
  const read = readSlots(withWhen(service.slots), raw, country);
  if (isRefused(read)) return read;
  const { date, time, ...slots } = whenOf(service.slots, read);
  if (typeof date !== "string") return { refused: "missing", slot: "date" };
  if (typeof time !== "string") return { refused: "missing", slot: "time" };
  const of = (type: SlotSpec["type"]) => String(slots[service.slots.find((slot) => slot.type === type)?.name ?? ""] ?? "");
  const party = service.capacitySlot === undefined ? 1 : Number(slots[service.capacitySlot] ?? 1);
  return { slots, date, time, party, customer: { name: of("person"), phone: of("phone"), email: of("email") } };
}

/** Some of the slots, when a booking is corrected: what is not named stays, and its time is moved, not corrected. */
export function readSome(specs: readonly SlotSpec[], raw: RawSlots, country: string): SlotValues | Refused {
  const named = specs.filter(({ name, type }) => name in raw && type !== "date" && type !== "time" && type !== "datetime");
  return readSlots(named, raw, country);
}

/** The number of a person in international form (E.164), or undefined when there is no such number. */
export function readPhone(text: string, country: string): string | undefined {
  const home = isSupportedCountry(country) ? (country as CountryCode) : "CA";
  const number = parsePhoneNumberFromString(text, home);
  return number?.isValid() ? number.number : undefined;
}

/** Letters for comparing: no case, no accents, single spaces. */
export function plain(text: string): string {
  return clean(text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
}

function readValue(slot: SlotSpec, text: string, country: string): string | number | undefined {
  switch (slot.type) {
    case "count": {
      const count = Number(text);
      return Number.isInteger(count) && count >= (slot.min ?? 1) && count <= (slot.max ?? 1000) ? count : undefined;
    }
    case "date":
      return isDate(text) ? text : undefined;
    case "time":
      return padded(text);
    case "datetime": {
      const [date = "", time = ""] = text.split(/[T ]/);
      return isDate(date) && padded(time) ? `${date}T${padded(time)}` : undefined;
    }
    case "phone":
      return readPhone(text, country);
    case "email":
      return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/.test(text) && text.length <= 254 ? text : undefined;
    case "enum": {
      const said = plain(text);
      return slot.choices?.find((choice) =>
        [choice.value, choice.label.en, choice.label.fr, ...choice.words.en, ...choice.words.fr].some((word) => plain(word) === said),
      )?.value;
    }
    case "person":
      return text.length <= LONGEST_NAME && /\p{L}/u.test(text) ? text : undefined;
    case "place":
    case "text":
      return text.length <= LONGEST_TEXT ? text : undefined;
  }
}

function readSlots(specs: readonly SlotSpec[], raw: RawSlots, country: string): SlotValues | Refused {
  const stranger = Object.keys(raw).find((name) => !specs.some((slot) => slot.name === name));
  if (stranger !== undefined) return { refused: "invalid", slot: stranger };
  const values: SlotValues = {};
  for (const slot of specs) {
    const given = raw[slot.name];
    const text = given === undefined ? "" : clean(String(given));
    if (text === "") {
      if (slot.required) return { refused: "missing", slot: slot.name };
      continue;
    }
    const value = readValue(slot, text, country);
    if (value === undefined) return { refused: "invalid", slot: slot.name };
    values[slot.name] = value;
  }
  return values;
}

/** A `datetime` slot is date and time; a service that declares neither is still booked at a date and time. */
function whenOf(specs: readonly SlotSpec[], values: SlotValues): SlotValues {
  const at = specs.find((slot) => slot.type === "datetime");
  const whole = at && values[at.name];
  const named = Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const type = specs.find((slot) => slot.name === name)?.type;
      return [type === "date" || type === "time" ? type : name, value];
    }),
  );
  if (!at || typeof whole !== "string") return named;
  const { [at.name]: _, ...rest } = named;
  return { ...rest, date: whole.slice(0, 10), time: whole.slice(11) };
}

function withWhen(specs: readonly SlotSpec[]): readonly SlotSpec[] {
  const spoken = { en: "", fr: "" };
  const when = (type: "date" | "time"): SlotSpec => ({ name: type, type, required: true, label: spoken, ask: spoken, confirm: "implicit" });
  const has = (type: SlotSpec["type"]) => specs.some((slot) => slot.type === type);
  if (has("datetime")) return specs;
  return [...specs, ...(["date", "time"] as const).filter((type) => !has(type)).map(when)];
}

/** "9:05" is "09:05". */
function padded(text: string): string | undefined {
  const time = text.replace(/^(\d):/, "0$1:").replace(/^(\d\d:\d\d):00$/, "$1");
  return isTime(time) ? time : undefined;
}

function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
}
