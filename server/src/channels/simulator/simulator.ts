import type { AgentSpec, BrainChoice } from "@firstring/contract/call/agent.ts";
import { CALLER } from "@firstring/contract/call/event.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import type { Connection, Engine } from "../../engine/engine.ts";
import type { Running } from "../../engine/run-call.ts";
import type { CallId, TenantId } from "../../lib/ids.ts";
import { between, pick, type Random, seeded } from "../../lib/random.ts";
import type { Clock } from "../../ports/clock.ts";
import { SimulatedCaller } from "./caller.ts";
import { fill, type Script } from "./script.ts";
import { onlyAQuestion, scripts } from "./scripts.ts";
import { instant, type Pace, SimulatorLine } from "./simulator-line.ts";

export type Played = { call: CallId; tenant: TenantId; script: string; state: CallState };

/** Callers that are not there: for a floor that is alive at once, and for a whole call without a telephone. */
export type Simulator = {
  readonly on: boolean;
  /** Lets callers come, or stops them; calls that run go on to their end. */
  set(on: boolean): void;
  /**
   * One whole call to a business as fast as the brain answers, by a caller who wants what it sells, or has a question.
   * @throws Refusal 404 when nobody answers there, 503 when every line is busy
   */
  play(wanted: { tenant: TenantId; brain?: BrainChoice }): Promise<Played>;
  /** Stops callers and ends their calls. */
  stop(): void;
};

export type SimulatorParts = Readonly<{
  engine: Engine;
  clock: Clock;
  seed: number;
  /** The main number of each demo business (E164). */
  numbers: Readonly<Record<Script["business"], string>>;
  zone: string;
  warn: (problem: unknown, what: string) => void;
}>;

export function simulator({ engine, clock, seed, numbers, zone, warn }: SimulatorParts): Simulator {
  const random = seeded(seed);
  const live = new Set<Running>();
  let next: { cancel(): void } | undefined;
  let on = false;
  let deck: Script[] = [];
  let today = { day: 0, calls: 0 };
  let sinceMs = 0;

  return {
    get on() {
      return on;
    },
    set(wanted) {
      if (on === wanted) return;
      on = wanted;
      sinceMs = clock.nowMs();
      if (on) schedule(0);
      else next?.cancel();
    },
    async play({ tenant, brain }) {
      let script = onlyAQuestion;
      const running = await engine.arrive({ tenant, channel: "simulator", direction: "inbound", from: "", to: "", ...(brain && { brain }) }, (connection) => {
        script = plainScriptFor(connection.agent) ?? onlyAQuestion;
        return lineTo(script, instant, connection);
      });
      answer(running);
      const late = clock.after(LONGEST_PLAY_MS, () => running.report({ event: { type: "leg.ended", leg: CALLER, why: "too_long" } }));
      const state = await running.done;
      late.cancel();
      return { call: running.call, tenant: running.tenant, script: script.name, state };
    },
    stop() {
      on = false;
      next?.cancel();
      for (const running of live) running.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    },
  };

  function schedule(afterMs: number): void {
    next?.cancel();
    next = clock.after(afterMs, () => {
      void arrive().catch((problem: unknown) => warn(problem, "a simulated caller did not get through"));
      const calm = clock.nowMs() - sinceMs > LIVELY_MS ? 4 : 1;
      if (on) schedule(calm * (live.size < FEW ? between(random, 2_000, 6_000) : between(random, 9_000, 25_000)));
    });
  }

  async function arrive(): Promise<void> {
    if (live.size >= AT_ONCE || !within()) return;
    const running = await ring(draw(), human(random));
    live.add(running);
    void running.done.then(() => live.delete(running));
    running.report({ event: { type: "leg.rang", leg: CALLER } });
    clock.after(between(random, 700, 1_800), () => answer(running));
  }

  /** Every script once before any comes again. */
  function draw(): Script {
    if (deck.length === 0) deck = [...scripts];
    const drawn = pick(random, deck);
    deck = deck.filter((script) => script !== drawn);
    return drawn;
  }

  /** Bookings of simulated callers take places in the calendar: a demo left alone for a week must not fill it. */
  function within(): boolean {
    const day = Math.floor(clock.nowMs() / 86_400_000);
    if (day !== today.day) today = { day, calls: 0 };
    return ++today.calls <= CALLS_A_DAY;
  }

  function ring(script: Script, pace: Pace): Promise<Running> {
    const to = numbers[script.business];
    return engine.arrive({ number: to, slug: script.business, channel: "simulator", direction: "inbound", from: script.from, to }, (connection) =>
      lineTo(script, pace, connection),
    );
  }

  function lineTo(script: Script, pace: Pace, { call, report }: Connection): SimulatorLine {
    const caller = new SimulatedCaller(fill(script, random, clock.nowMs(), zone), random);
    return new SimulatorLine(report, clock, pace, caller, () => engine.find(call)?.state());
  }
}

/** Somebody without a twist who wants what this agent books, and speaks its main language if there is one. */
function plainScriptFor({ services, languages }: AgentSpec): Script | undefined {
  const fitting = scripts.filter(
    (script) => script.twists === undefined && services.some(({ slug }) => slug === sold[script.business]) && Object.keys(script.facts).length > 2,
  );
  return fitting.find(({ language }) => language === languages[0]) ?? fitting[0];
}

/** The service that callers of a demo business want; other businesses may sell the same. */
const sold: Record<Script["business"], string> = { "demo-rides": "ride", "demo-hvac": "repair", "demo-care": "visit" };

function answer(running: Running): void {
  running.report({ event: { type: "leg.answered", leg: CALLER, by: "human" } });
}

function human(random: Random): Pace {
  return { speech: 1, thinkMs: () => between(random, 500, 1_900) };
}

/** More than this many at once is a crowd nobody can follow on the floor. */
const AT_ONCE = 5;
/** With fewer, the next comes soon. */
const FEW = 3;
const CALLS_A_DAY = 800;
/** After this long nobody is looking for the first time any more. */
const LIVELY_MS = 20 * 60_000;
/** A whole call with a slow language model. */
const LONGEST_PLAY_MS = 120_000;
