import { CALLER, type CallEvent } from "@firstring/contract/call/event.ts";
import { isIdle } from "@firstring/contract/call/moves.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { DateTime } from "luxon";
import { agents } from "../agents/agents.ts";
import { directory } from "../agents/directory.ts";
import type { Booked } from "../booking/booked.ts";
import { type Booking, booking } from "../booking/booking.ts";
import { offline } from "../brains/offline/offline.ts";
import type { Db } from "../db/db.ts";
import { type Running, runCall } from "../engine/run-call.ts";
import { fresh } from "../engine/standing.ts";
import { type CallId, newId, type TenantId } from "../lib/ids.ts";
import { memoryLog } from "../log/memory.ts";
import { messages } from "../messages/messages.ts";
import { gazetteer } from "../places/gazetteer.ts";
import type { Recorded } from "../ports/log.ts";
import type { Tool } from "../ports/tool.ts";
import { servicesOf, toolbox, toolSpecs } from "../toolbox.ts";
import { openScenarioBusiness } from "./business.ts";
import { type Finding, judge } from "./judge.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";
import type { Scenario } from "./scenario.ts";
import { ScenarioLine } from "./scenario-line.ts";

export type Heard = { caller: string; agent: readonly string[] };
/** What was said turn by turn, and everything that is not as the scenario wants it. */
export type Result = { turns: readonly Heard[]; wrong: readonly Finding[]; state: CallState; facts: readonly Recorded[] };

/** Plays a scenario against the real loop, brain, tools and ledger; only the clock, the caller and the line are played. */
export async function runScenario(db: Db, scenario: Scenario): Promise<Result> {
  const clock = manualClock(DateTime.fromISO(scenario.clock, { zone: "America/Toronto" }).toMillis());
  const { given, faults, caller } = scenario;
  const { tenant, agent: agentId, number } = await db.worker((tx) => openScenarioBusiness(tx, scenario.seed, clock.nowMs(), given.nobody));
  const ledger = booking(db, clock);
  const register = agents(db, clock);
  const slips = messages(db, clock);
  const tools = toolbox({ db, ledger, register, places: gazetteer, messages: slips });
  const desk = directory(db, (of) => servicesOf(ledger, of), toolSpecs(tools));
  const standing = await bookBefore(ledger, tenant, scenario);
  const found = await desk.answering({ channel: "simulator", tenant, agentId });
  if (found.is !== "found") throw new Error(`nobody answers for ${scenario.seed}`);
  const languages =
    caller.language === undefined ? found.agent.languages : [caller.language, ...found.agent.languages.filter((other) => other !== caller.language)];
  const spec = { ...found.agent, languages, brain: { kind: "offline" as const } };

  const call = newId<CallId>();
  const log = memoryLog(clock);
  const problems: string[] = [];
  const of = { tenant, call, log, clock, brain: offline(), tools: failing(tools, faults.tools), warn: (_: unknown, what: string) => void problems.push(what) };
  let line!: ScenarioLine;
  const running = runCall(of, fresh, (report) => {
    line = new ScenarioLine(report, faults.transfer === "answered");
    return line;
  });
  const turns: Heard[] = [];
  const play = async (what: string, events: readonly CallEvent[], waitMs = 0): Promise<void> => {
    const from = line.said.length;
    for (const event of events) running.report({ event });
    if (waitMs > 0) clock.advance(waitMs);
    await settled(running);
    turns.push({ caller: what, agent: line.said.slice(from) });
  };

  await play("(rings)", [
    { type: "call.opened", direction: "inbound", from: caller.number, to: number, channel: "simulator", agent: spec },
    { type: "leg.answered", leg: CALLER, by: "human" },
  ]);
  for (const turn of scenario.turns) {
    if (running.state().phase.is === "ended") break;
    if (turn.say !== undefined) {
      const text = turn.say.replaceAll("$code", standing[0]?.code ?? "");
      await play(text, [
        { type: "caller.spoke", leg: CALLER },
        { type: "caller.said", leg: CALLER, text },
      ]);
    } else if (turn.press !== undefined) await play(`[${turn.press}]`, [{ type: "caller.pressed", leg: CALLER, digits: turn.press }]);
    else if (turn.silent !== undefined) for (let n = 0; n < turn.silent; n++) await play("(silence)", [], spec.patience.silenceMs);
    else await play("(hangs up)", [{ type: "leg.ended", leg: CALLER, why: "caller_hung_up" }]);
  }
  if (running.state().phase.is !== "ended") running.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
  await settled(running, clock);
  const state = await running.done;
  await ledger.letGo(tenant, call);
  const facts = await log.read(tenant, `call/${call}`);
  const events = facts.map(({ event }) => event as CallEvent);
  const after = (await ledger.list(tenant, {})).rows;
  const left = (await slips.list(tenant, {}, { limit: 100, offset: 0 })).total;
  const wrong = judge({
    scenario,
    turns,
    state,
    events,
    before: standing,
    after,
    messages: left,
    transferred: line.transferred,
    hungUp: line.hungUp,
    problems,
  });
  return { turns, wrong, state, facts };
}

/** What stands before the phone rings: the scenario's bookings first, then what fills the times nobody can have. */
async function bookBefore(ledger: Booking, tenant: TenantId, { given }: Scenario): Promise<Booked[]> {
  const made: Booked[] = [];
  for (const { service, date, time, name, phone, slots } of given.bookings) {
    const customer = { name, phone, email: "" };
    const wish = {
      service,
      date,
      time,
      party: Number(slots["passengers"] ?? 1),
      slots: { ...slots, name, phone },
      places: {},
      customer,
      language: "en" as const,
    };
    const booked = await ledger.create(tenant, wish, "staff");
    if ("refused" in booked) throw new Error(`the booking given for ${date} ${time} is refused: ${booked.refused}`);
    made.push(booked);
  }
  for (const { service, date, time } of given.full) {
    const customer = { name: "Somebody Else", phone: "", email: "" };
    for (let n = 0; n < 50; n++) {
      const booked = await ledger.create(
        tenant,
        { service, date, time, party: 1, slots: { name: customer.name }, places: {}, customer, language: "en" },
        "staff",
      );
      if ("refused" in booked) break;
      made.push(booked);
    }
  }
  return made;
}

/** Tools that fail so many times before they work. */
function failing(tools: ReadonlyMap<string, Tool>, times: Readonly<Record<string, number>>): ReadonlyMap<string, Tool> {
  const left = new Map(Object.entries(times));
  return new Map(
    [...tools].map(([name, tool]): [string, Tool] => {
      if (!left.has(name)) return [name, tool];
      const run: Tool["run"] = (input, context) => {
        const n = left.get(name)!;
        if (n === 0) return tool.run(input, context);
        left.set(name, n - 1);
        return Promise.reject(new Error(`${name} fails, as the scenario says`));
      };
      return [name, { ...tool, run }];
    }),
  );
}

/** Until everything reported was taken and nobody is at work. With a clock also what waits for time to pass at the end of a call. */
async function settled(running: Running, clock?: ManualClock): Promise<void> {
  for (;;) {
    await running.durable();
    await new Promise<void>((resolve) => setImmediate(resolve));
    const { phase } = running.state();
    if (phase.is === "ended") return;
    if (phase.is === "leaving" && clock !== undefined) clock.advance(1000);
    else if (isIdle(running.state()) || phase.is === "transferring") return;
  }
}
