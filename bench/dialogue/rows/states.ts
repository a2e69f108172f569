import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import { DateTime } from "luxon";
import { type Follower, follow, type Known } from "../../../server/src/brains/offline/follow.ts";
import { bookingSeeds } from "../../../server/src/seeds/booking.ts";
import { rideAgent } from "../../dialogue-heart/agent.ts";
import { sameValue } from "../../dialogue-heart/same-value.ts";
import { type Bench, type Row, rowOf, setOf } from "../row.ts";

type Frame = { state?: Record<string, string[]>; acts?: { act: string; slot: string; values: string[]; canonical: string[] }[] };
type Turn = { speaker: string; text?: string; frames?: Record<string, Frame>; state?: Record<string, string>; api?: string; slots?: Record<string, unknown> };
type Dialogue = {
  id: string;
  ref?: string;
  turns: Turn[];
  domains?: string[];
  tasks?: string[];
  goals?: { api?: string; slots: Record<string, unknown>; ok?: boolean }[];
};

const both = (text: string): { en: string; fr: string } => ({ en: text, fr: text });
const slot = (name: string, type: SlotSpec["type"], ask: string, more: Partial<SlotSpec> = {}): SlotSpec => ({
  name,
  type,
  required: true,
  label: both(name),
  ask: both(ask),
  confirm: "implicit",
  ...more,
});

const ride = bookingSeeds["demo-rides"].services[0]!;
const rideService: ServiceSpec = {
  ...ride,
  id: ride.slug,
  slots: [
    ...ride.slots,
    slot("shared", "enum", "Would you like to share the ride?", {
      required: false,
      choices: [
        {
          value: "False",
          label: both("not shared"),
          words: {
            en: ["not shared", "don't want to share", "not share", "don't share", "private", "by myself", "alone", "no sharing", "regular ride"],
            fr: [],
          },
        },
        { value: "True", label: both("shared"), words: { en: ["shared ride", "share a ride", "share the ride", "shared", "pool"], fr: [] } },
      ],
    }),
  ],
};
const therapy: ServiceSpec = {
  ...rideService,
  slug: "therapy",
  name: both("Therapist visit"),
  words: { en: ["therapist", "psychologist", "psychiatrist", "counselor", "appointment"], fr: [] },
  slots: [
    slot("city", "place", "What city?"),
    slot("type", "enum", "What kind of therapist?", {
      choices: ["Psychologist", "Family Counselor", "Psychiatrist"].map((value) => ({
        value,
        label: both(value),
        words: { en: [value, ...(value === "Family Counselor" ? ["family therapist", "counselor"] : [])], fr: [] },
      })),
    }),
    slot("appointment_date", "date", "What date?"),
    slot("appointment_time", "time", "What time?"),
  ],
};
const agentFor = (service: ServiceSpec): AgentSpec => ({ ...rideAgent(rideService), services: [service], zone: "America/New_York" });
const start = (ref: string | undefined): number =>
  DateTime.fromISO(ref ?? "2026-03-02", { zone: "America/New_York" })
    .plus({ hours: 8 })
    .toMillis();

/** What the caller wants after each of their turns, while somebody else leads (joint goal accuracy: every slot right). */
export async function states(bench: Bench): Promise<Row[]> {
  const services = setOf<Dialogue>(bench, bench.split, "sgd-services") ?? [];
  const rides = setOf<Dialogue>(bench, bench.split, "sgd-rides") ?? [];
  const taxis = setOf<Dialogue>(bench, bench.split, "mwoz-taxi") ?? [];
  const stars = (setOf<Dialogue>(bench, bench.split, "star-bookings") ?? []).filter(({ tasks }) => tasks?.includes("ride_book"));
  const voiced = rides.flatMap((dialogue) => sgd(dialogue, rideService, rideSlots, true));
  return [
    rowOf(
      "SGD services JGA",
      services.flatMap((dialogue) => sgd(dialogue, therapy, (known) => known, false)),
      "92 / 90",
    ),
    rowOf("SGD rides JGA, voiced", voiced, "94 / 90"),
    rowOf(
      "SGD rides JGA, all",
      rides.flatMap((dialogue) => sgd(dialogue, rideService, rideSlots, false)),
      "75 / 70",
    ),
    rowOf("MultiWOZ taxi JGA, all", taxis.flatMap(taxi), "65 / 60"),
    rowOf("MultiWOZ taxi JGA, taxi only", taxis.filter(({ domains }) => domains?.length === 1).flatMap(taxi), "80 / 75"),
    rowOf("STAR ride_book final slots", stars.flatMap(star), "93 / 90"),
  ];
}

const rideSlots = (known: Known): Record<string, string | undefined> => ({
  destination: known["dropoff"],
  number_of_riders: known["passengers"],
  number_of_seats: known["passengers"],
  shared_ride: known["shared"],
});

function sgd({ turns, ref }: Dialogue, service: ServiceSpec, named: (known: Known) => Record<string, string | undefined>, voicedOnly: boolean): number[] {
  const follower = follow(agentFor(service), start(ref));
  const voiced = new Set<string>();
  return turns.flatMap((turn) => {
    if (turn.speaker === "agent") {
      follower.agentSaid(turn.text ?? "");
      return [];
    }
    if (turn.speaker !== "user") return [];
    const known = named(follower.callerSaid(turn.text ?? ""));
    const frame = Object.entries(turn.frames ?? {}).find(([name]) => /^(?:RideSharing|Services)/.test(name))?.[1];
    if (frame === undefined) return [];
    for (const { act, slot } of frame.acts ?? []) if (act === "INFORM") voiced.add(slot);
    const wanted = Object.entries(frame.state ?? {}).filter(([name]) => !voicedOnly || voiced.has(name));
    const canonical = (frame.acts ?? []).filter(({ act }) => act === "INFORM");
    return [
      wanted.every(([name, forms]) =>
        [...forms, ...canonical.filter(({ slot }) => slot === name).flatMap((one) => one.canonical)].some((form) => matches(name, form, known[name], ref)),
      )
        ? 1
        : 0,
    ];
  });
}

function matches(name: string, form: string, known: string | undefined, ref: string | undefined): boolean {
  if (known === undefined) return false;
  if (/date/.test(name)) return known === dateOf(form, ref);
  if (/time/.test(name)) return known === timeOf(form);
  if (/number/.test(name)) return Number(known) === countOf(form);
  return sameValue("place", form, known);
}

/** A surface form's value, by the brain's own reader: forms of one value agree. */
const dateOf = (form: string, ref: string | undefined): string | undefined => readForm(form, ref)["appointment_date"];
const timeOf = (form: string): string | undefined => readForm(form, undefined)["appointment_time"];
const words = ["zero", "one", "two", "three", "four", "five"];
const countOf = (form: string): number => (words.includes(form.toLowerCase()) ? words.indexOf(form.toLowerCase()) : Number(form));
const readForm = (form: string, ref: string | undefined): Known => {
  const follower: Follower = follow(agentFor(therapy), start(ref));
  follower.agentSaid("What date? And what time?");
  return follower.callerSaid(form);
};

function taxi({ turns }: Dialogue): number[] {
  const follower = follow(agentFor(rideService), start(undefined));
  return turns.flatMap((turn) => {
    if (turn.speaker === "agent") follower.agentSaid(turn.text ?? "");
    if (turn.speaker !== "user") return [];
    const known = follower.callerSaid(turn.text ?? "");
    const wanted = Object.entries(turn.state ?? {}).filter(([name]) => name.startsWith("taxi-"));
    if (wanted.length === 0) return [];
    const right = wanted.every(([name, value]) => {
      if (name === "taxi-departure") return sameValue("pickup", value, known["pickup"]);
      if (name === "taxi-destination") return sameValue("dropoff", value, known["dropoff"]);
      return known["time"] !== undefined && Number(known["time"].replace(":", "")) % 1200 === Number(value.replace(":", "")) % 1200;
    });
    return [right ? 1 : 0];
  });
}

function star({ turns, goals = [] }: Dialogue): number[] {
  const last = goals.filter(({ ok, slots }) => ok === true && slots["RequestType"] === "Book").at(-1);
  if (last === undefined) return [];
  const follower = follow(agentFor(rideService), start(undefined));
  let known: Known = {};
  for (const turn of turns) {
    if (turn.speaker === "agent") follower.agentSaid(turn.text ?? "");
    if (turn.speaker === "user") known = follower.callerSaid(turn.text ?? "");
  }
  const is = (slot: string, key: string): boolean => typeof last.slots[key] !== "string" || sameValue(slot, String(last.slots[key]), known[slot]);
  return [is("name", "CustomerName") && is("pickup", "DepartureLocation") && is("dropoff", "ArrivalLocation") ? 1 : 0];
}
