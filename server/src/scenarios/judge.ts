import type { CallEvent } from "@firstring/contract/call/event.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { fold } from "@firstring/contract/call/step.ts";
import { DateTime } from "luxon";
import type { Booked } from "../booking/booked.ts";
import type { Heard } from "./run-scenario.ts";
import type { Scenario } from "./scenario.ts";

/** Something that is not as it should be, in one sentence. */
export type Finding = string;
export type Seen = {
  scenario: Scenario;
  turns: readonly Heard[];
  state: CallState;
  events: readonly CallEvent[];
  before: readonly Booked[];
  after: readonly Booked[];
  messages: number;
  transferred: boolean;
  hungUp: boolean;
  /** What the loop warned of. */
  problems: readonly string[];
};

export function judge(seen: Seen): Finding[] {
  return [...invariants(seen), ...answers(seen), ...difference(seen), ...ending(seen), ...words(seen)];
}

/** What holds of every call, whatever the scenario says. */
function* invariants({ events, state, after, problems, scenario }: Seen): Iterable<Finding> {
  if (events.filter(({ type }) => type === "call.ended").length !== 1) yield "the call does not end exactly once";
  if (JSON.stringify(fold([...events])) !== JSON.stringify(state)) yield "a replay of the log ends in another state";
  if (after.some(({ status }) => status === "held")) yield "a hold is left behind";
  const codes = new Set(after.map(({ code }) => code));
  for (const { code } of state.bookings) if (!codes.has(code)) yield `the code ${code} is not in the ledger`;
  if (Object.keys(scenario.faults.tools).length === 0) for (const problem of problems) yield `the loop warned: ${problem}`;
}

function* answers({ scenario, turns }: Seen): Iterable<Finding> {
  // Every silence of a turn is heard on its own; `hear` looks at them together.
  let at = 1;
  for (const [nth, { hear, not, silent }] of scenario.turns.entries()) {
    const heard = turns.slice(at, at + (silent ?? 1));
    at += silent ?? 1;
    const text = heard.flatMap(({ agent }) => agent).join(" ");
    if (hear !== undefined && !new RegExp(hear, "i").test(text)) yield `turn ${nth + 1} should hear /${hear}/ and hears ${JSON.stringify(text)}`;
    if (not !== undefined && new RegExp(not, "i").test(text)) yield `turn ${nth + 1} should not hear /${not}/ and hears ${JSON.stringify(text)}`;
  }
}

function* difference({ scenario, before, after, messages }: Seen): Iterable<Finding> {
  const same = new Set(before.map(trace));
  const changed = after.filter((row) => row.status !== "expired" && !same.has(trace(row)));
  const left = [...changed];
  for (const wanted of scenario.expect.bookings) {
    const nth = left.findIndex((row) => matches(row, wanted));
    if (nth < 0) yield `no booking is like ${JSON.stringify(wanted)}; there are ${JSON.stringify(changed.map(shown))}`;
    else left.splice(nth, 1);
  }
  if (scenario.expect.bookings.length < changed.length) yield `bookings nobody expects: ${JSON.stringify(left.map(shown))}`;
  if (messages !== scenario.expect.messages) yield `${messages} messages were taken, not ${scenario.expect.messages}`;
}

const trace = ({ id, status, startMs }: Booked): string => `${id} ${status} ${startMs}`;
const shown = ({ service, status, startMs, slots }: Booked) => ({ service: service.slug, status, ...whenOf(startMs), slots });
const whenOf = (ms: number) => {
  const at = DateTime.fromMillis(ms, { zone: "America/Toronto" });
  return { date: at.toFormat("yyyy-MM-dd"), time: at.toFormat("HH:mm") };
};

function matches(row: Booked, wanted: Scenario["expect"]["bookings"][number]): boolean {
  const when = whenOf(row.startMs);
  const isSame = (value: unknown, want: string | number): boolean => {
    const pattern = typeof want === "string" ? /^\/(.*)\/$/.exec(want)?.[1] : undefined;
    return pattern === undefined ? value === want : new RegExp(pattern, "i").test(String(value));
  };
  return (
    row.status === wanted.status &&
    (wanted.service === undefined || row.service.slug === wanted.service) &&
    (wanted.date === undefined || when.date === wanted.date) &&
    (wanted.time === undefined || when.time === wanted.time) &&
    (wanted.name === undefined || isSame(row.customer.name, wanted.name)) &&
    Object.entries(wanted.slots).every(([slot, want]) => isSame(row.slots[slot], want))
  );
}

function* ending({ scenario, state, transferred, hungUp }: Seen): Iterable<Finding> {
  const { outcome, language, hangs_up: ends, transferred: through } = scenario.expect;
  const became = state.phase.is === "ended" ? state.phase.outcome : undefined;
  if (outcome !== undefined && became !== outcome) yield `the outcome is ${became}, not ${outcome}`;
  if (language !== undefined && state.language !== language) yield `it ends in ${state.language}, not ${language}`;
  if (ends !== undefined && hungUp !== ends) yield ends ? "the agent does not hang up" : "the agent hangs up";
  if (through !== undefined && transferred !== through) yield through ? "nobody is put through" : "the caller is put through";
}

function* words({ scenario, turns, state }: Seen): Iterable<Finding> {
  const said = turns.flatMap(({ agent }) => agent);
  const { said: wanted, never, never_tools: absent, within } = scenario.expect;
  for (const pattern of wanted) if (!new RegExp(pattern, "i").test(said.join(" "))) yield `never says /${pattern}/`;
  for (const pattern of never) if (new RegExp(pattern, "i").test(said.join(" "))) yield `says /${pattern}/`;
  const used = new Set(state.transcript.flatMap((line) => (line.who === "tool" ? [line.tool] : [])));
  for (const tool of absent) if (used.has(tool)) yield `uses ${tool}`;
  if (within !== undefined && said.length > within) yield `takes ${said.length} sentences, not ${within}`;
}
