import { type CallEvent, TRANSFER } from "@firstring/contract/call/event.ts";
import { fold } from "@firstring/contract/call/step.ts";
import { DateTime } from "luxon";
import { stringify } from "yaml";
import type { z } from "zod";
import { Refusal } from "../lib/refusal.ts";
import type { scenarioSchema } from "./scenario.ts";

type Draft = z.input<typeof scenarioSchema>;
type Fact = { event: CallEvent; atMs: number };

/** Which demo business sells this, for a scenario runs against a fresh one like it. */
const SEEDS: Readonly<Record<string, Draft["seed"]>> = { ride: "demo-rides", repair: "demo-hvac", visit: "demo-care" };

/**
 * A call that was, as a scenario: what the caller did, and what came of it as what must come of it again.
 * @throws Refusal 409 for a call that goes on, or one of a business whose services no demo business sells.
 */
export function scenarioText(facts: readonly Fact[], name: string): string {
  const events = facts.map(({ event }) => event);
  const { phase, opened, ...state } = fold(events);
  const [first] = facts;
  if (phase.is !== "ended" || opened === undefined || first === undefined)
    throw new Refusal(409, "call_not_ended", "The call still goes on: make a scenario of it when it has ended.");
  const seed = opened.agent.services.map(({ slug }) => SEEDS[slug]).find((known) => known !== undefined);
  if (seed === undefined)
    throw new Refusal(409, "no_seed", "Scenarios run against the demo businesses (rides, repairs, visits), and this business sells none of these.");
  const ledger = state.bookings.map(({ status }) => status);
  const joined = events.some((event) => event.type === "leg.joined" && event.leg === TRANSFER);
  const unanswered = !joined && events.some((event) => event.type === "leg.ended" && event.leg === TRANSFER);
  const failed = failures(events);
  const draft: Draft = {
    name,
    seed,
    clock: DateTime.fromMillis(first.atMs, { zone: opened.agent.zone }).toFormat("yyyy-MM-dd'T'HH:mm"),
    caller: { number: /^\+\d{7,15}$/.test(opened.from) ? opened.from : "", language: opened.agent.languages[0] ?? "en" },
    ...((failed !== undefined || unanswered) && {
      faults: { ...(failed && { tools: failed }), ...(unanswered && { transfer: "no_answer" as const }) },
    }),
    turns: turns(events),
    expect: {
      bookings: booked(state.transcript),
      messages: state.transcript.filter((line) => line.who === "tool" && "messageTaken" in line.output).length,
      outcome: phase.outcome,
      language: state.language,
    },
  };
  const before = ledger.some((status) => status !== "confirmed") ? "# It changed a booking that stood before it: name that one under given.bookings.\n" : "";
  return before + stringify(draft, { lineWidth: 120 });
}

/** What the caller did, in order; a silence that followed another is one with it. */
function turns(events: readonly CallEvent[]): Draft["turns"] {
  const done: Draft["turns"] = [];
  for (const event of events) {
    const last = done.at(-1);
    if (event.type === "caller.said") done.push({ say: event.text });
    else if (event.type === "caller.pressed") done.push({ press: event.digits });
    else if (event.type === "timer.fired" && event.timer === "silence") {
      if (last?.silent !== undefined && last.silent < 5) last.silent += 1;
      else done.push({ silent: 1 });
    }
  }
  if (events.some((event) => event.type === "leg.ended" && event.leg === "caller" && event.why === "caller_hung_up")) done.push({ hang_up: true });
  return done;
}

/** Each hold that was confirmed, by what was asked for. */
function booked(transcript: ReturnType<typeof fold>["transcript"]): NonNullable<Draft["expect"]>["bookings"] {
  let held: { service?: string; date?: string; time?: string } = {};
  return transcript.flatMap((line) => {
    if (line.who !== "tool" || "error" in line.output) return [];
    const input = line.input as { service?: string; slots?: { date?: string; time?: string } };
    if (line.tool === "hold_booking" && line.output.proposal !== undefined)
      held = {
        ...(input.service && { service: input.service }),
        ...(input.slots?.date && { date: input.slots.date }),
        ...(input.slots?.time && { time: input.slots.time }),
      };
    return line.output.booking?.status === "confirmed" ? [held] : [];
  });
}

/** How often each tool failed, for those that did. */
function failures(events: readonly CallEvent[]): Record<string, number> | undefined {
  const names = new Map(events.flatMap((event) => (event.type === "model.asked" ? [[event.tool.id, event.tool.tool] as const] : [])));
  const counts: Record<string, number> = {};
  for (const event of events) {
    const name = event.type === "tool.failed" && event.failure.kind === "unavailable" ? names.get(event.id) : undefined;
    if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.keys(counts).length === 0 ? undefined : counts;
}
