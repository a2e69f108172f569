import type { Language } from "@firstring/contract/call/agent.ts";
import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import type { Asked } from "../memory.ts";
import { mentioned, slotNamed } from "../plan/slots.ts";
import { actsOf, type CallerAct } from "../text/acts.ts";
import { clausesOf, isQuestion } from "../text/clauses.ts";
import { rawOf, type Span, type Text, textOf, without } from "../text/text.ts";
import { addressesIn } from "./address.ts";
import { codeIn } from "./code.ts";
import { complaintIn } from "./complaint.ts";
import { containsWord } from "./contains-word.ts";
import { countIn } from "./count.ts";
import type { Day } from "./day.ts";
import { type DayFind, daysIn } from "./days.ts";
import { emailIn } from "./email.ts";
import { nameIn } from "./name.ts";
import { phoneIn } from "./phone.ts";
import { type PlaceFind, placesIn } from "./place.ts";
import type { PartFind, SoonFind, TimeFind } from "./times.ts";
import { timesIn } from "./times.ts";

/** Everything that one utterance may say, read in the light of what was asked. */
export type Reading = {
  text: Text;
  acts: Set<CallerAct>;
  question?: string;
  days: DayFind[];
  times: TimeFind[];
  soon: SoonFind[];
  parts: PartFind[];
  places: PlaceFind[];
  name?: { name: string; sure: boolean };
  count?: number;
  phone?: string;
  digits?: string;
  email?: string;
  code?: string;
  choices: { slot: string; value: string }[];
  complaint?: string;
  /** Slots that the words name. */
  mentions: string[];
  /** What no grammar took, plain. */
  rest: string;
};

export type Setting = {
  language: Language;
  zone: string;
  today: Day;
  asked: Asked;
  digits: string;
  service: ServiceSpec | undefined;
  services: readonly ServiceSpec[];
};

/** Acts with which a bare word or two is no answer to the question. */
const elsewhere: readonly CallerAct[] = ["person", "repeat", "wait", "quit", "message", "emergency", "unsure", "anger"];

export function readingOf(words: string, setting: Setting): Reading {
  const { language, zone, today, asked, service } = setting;
  const text = textOf(words, language);
  const acts = actsOf(words);
  const clauses = clausesOf(text.low);
  const questions = clauses.filter(({ start, end }) => isQuestion(text.low.slice(start, end)));
  const facts = without(text.low, questions);
  const wanted = askedTypes(asked, service);
  const open = !elsewhere.some((act) => acts.has(act));
  const taken: Span[] = [];
  const left = (): string => without(facts, taken);
  const take = <F extends Span>(find: F | undefined): F | undefined => {
    if (find !== undefined) taken.push({ start: find.start, end: find.end });
    return find;
  };

  const email = take(emailIn(left()));
  const phone = take(phoneIn(left(), zone, wanted.has("phone"), setting.digits));
  const code =
    asked.is === "code" || asked.is === "bookings" || asked.is === "whose" || /\bcode|confirmation|reference|numero\b/.test(text.low)
      ? codeIn(left(), asked.is === "code")
      : undefined;
  if (code !== undefined && phone === undefined) take(code);
  const addresses = hasPlaces(service, setting.services) ? addressesIn(left()) : [];
  const timed = (): string => without(left(), addresses);
  const namesFirst = wanted.has("person") && !wanted.has("date") && !wanted.has("datetime");
  const days = daysIn(timed(), today, language).filter(
    // « Noël Tremblay » is somebody where a name was asked for.
    (find) =>
      !isNegated(text.low, find) && !(namesFirst && /^\W*noel\W*$/.test(text.low.slice(find.start, find.end)) && /^ [a-z]/.test(text.low.slice(find.end))),
  );
  taken.push(...days);
  const bareTime =
    (wanted.has("time") || wanted.has("datetime") || asked.is === "half") && open && !/\b(?:people|personnes|passengers|passagers)\b/.test(text.low);
  const { times, soon, parts } = timesIn(timed(), language, bareTime);
  taken.push(...times, ...soon, ...parts);
  const positive = times.filter((find) => !isNegated(text.low, find));
  const count = take(
    service?.slots.some(({ type }) => type === "count")
      ? countIn(timed(), wanted.has("count") && open, asked.is === "confirm" || asked.is === "change")
      : undefined,
  );
  const person = service?.slots.some(({ type }) => type === "person") || asked.is === "message" || asked.is === "whose";
  const name = take(person ? nameIn(text, left(), wanted.has("person") && open) : undefined);
  const places = hasPlaces(service, setting.services)
    ? placesIn(
        text,
        left(),
        (wanted.has("place") ||
          asked.is === "places" ||
          ((asked.is === "slots" || asked.is === "half" || asked.is === "day") && addresses.length === 1 && name === undefined)) &&
          open &&
          !acts.has("asap"),
      )
    : [];
  taken.push(...places);
  const choices = choicesIn(service, facts, wanted);
  const complaint = service?.slots.some(({ type }) => type === "text")
    ? complaintIn(
        text,
        without(facts, [...days, ...times, ...soon, ...parts, ...(phone ? [phone] : []), ...(email ? [email] : []), ...(name ? [name] : [])]),
        wanted.has("text") && open,
      )
    : undefined;
  return {
    text,
    acts,
    ...(questions.length > 0 && { question: questions.map((span) => rawOf(text, span)).join(" ") }),
    days,
    times: positive,
    soon,
    parts,
    places: places.filter((find) => !isNegated(text.low, find)),
    ...(name && { name }),
    ...(count && { count: count.count }),
    ...(phone && ("phone" in phone ? { phone: phone.phone } : { digits: phone.partial })),
    ...(email && { email: email.email }),
    ...(code && phone === undefined && { code: code.code }),
    choices,
    ...(complaint !== undefined && { complaint }),
    mentions: service === undefined ? [] : mentioned(service, facts).map((slot) => slot.name),
    rest: left().replaceAll("\u2581", " ").replace(/\s+/g, " ").trim(),
  };
}

/** The types of what was asked for: a word alone may then be one. */
function askedTypes(asked: Asked, service: ServiceSpec | undefined): Set<SlotSpec["type"]> {
  const names = asked.is === "slots" ? asked.slots : asked.is === "sure" || asked.is === "places" ? [asked.slot] : [];
  const types = new Set(names.map((name) => slotNamed(service, name)?.type).filter((type) => type !== undefined));
  if (asked.is === "whose") types.add("person");
  if (asked.is === "offer" || asked.is === "half") types.add("time");
  return types;
}

const hasPlaces = (service: ServiceSpec | undefined, services: readonly ServiceSpec[]): boolean =>
  (service === undefined ? services : [service]).some(({ slots }) => slots.some(({ type }) => type === "place"));

/** "Not Tuesday", "instead of six", "pas vendredi". */
function isNegated(low: string, { start }: Span): boolean {
  return /(?:\bnot(?: on| at| to| the| for)?|\binstead of(?: at| on)?|\brather than|\bisn't|\bwasn't|\bpas(?: le| a| au| pour)?|\bplutot que|\bau lieu d[eu]'?|\bno longer)\s*$/.test(
    low.slice(0, start),
  );
}

function choicesIn(service: ServiceSpec | undefined, low: string, wanted: Set<SlotSpec["type"]>): Reading["choices"] {
  const found: Reading["choices"] = [];
  for (const slot of service?.slots ?? []) {
    if (slot.type !== "enum") continue;
    const matches = (slot.choices ?? []).filter(({ words, label, value }) =>
      [...words.en, ...words.fr, label.en, label.fr, ...(wanted.has("enum") ? [value] : [])].some((word) => containsWord(low, word)),
    );
    const [only] = matches;
    if (only !== undefined && matches.length === 1) found.push({ slot: slot.name, value: only.value });
  }
  return found;
}
