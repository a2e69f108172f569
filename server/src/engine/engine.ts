import type { AgentSpec, BrainChoice, Language, Patience } from "@firstring/contract/call/agent.ts";
import type { ChannelName, Direction } from "@firstring/contract/call/event.ts";
import { CALLER } from "@firstring/contract/call/event.ts";
import { isIdle } from "@firstring/contract/call/moves.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { type CallId, newId, type TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import type { Brain } from "../ports/brain.ts";
import type { Clock } from "../ports/clock.ts";
import type { Report, WordsLine } from "../ports/line.ts";
import type { EventLog } from "../ports/log.ts";
import type { Tool } from "../ports/tool.ts";
import { limits } from "./limits.ts";
import type { Owners } from "./owners.ts";
import { type Running, runCall } from "./run-call.ts";
import { fresh, type Standing, standing } from "./standing.ts";

/** Somebody wants to talk and nobody has routed them yet. The number called decides, else the slug, else the tenant already known. */
export type Arrival = {
  number?: string;
  slug?: string;
  tenant?: TenantId;
  agentId?: string;
  /** Spoken first, if the agent speaks it. */
  language?: Language;
  /** For this call alone. */
  brain?: BrainChoice;
  patience?: Partial<Patience>;
  channel: ChannelName;
  direction: Direction;
  from: string;
  to: string;
  /** Known when the channel names its calls; the same id twice is the same call. */
  callId?: CallId;
  /** The inbox key of what announced the call. */
  cause?: string;
  /** What the carrier or provider calls it. */
  external?: string;
};

/** What a channel gets to make its line: `state` is where a resumed call stands, and `unopened` for a new one. */
export type Connection = { tenant: TenantId; call: CallId; agent: AgentSpec; state: CallState; resumed: boolean; report: Report };
export type Connect = (connection: Connection) => WordsLine;

/** When a call of a channel can go on in another process: whenever its other side comes back, soon (somebody is on the line), or never. */
export type GoesOn = "whenever" | "soon" | "never";

export type Routed = { tenant: TenantId; agent: AgentSpec };
export type Crew = {
  log: EventLog;
  clock: Clock;
  owners: Owners;
  /** Finds tenant and agent of an arrival; undefined when nobody answers there. */
  reception: (arrival: Arrival) => Promise<Routed | undefined>;
  brain: (agent: AgentSpec) => Brain;
  tools: ReadonlyMap<string, Tool>;
  /** The call is over: lets go of what it held. */
  ended: (tenant: TenantId, call: CallId) => Promise<void>;
  warn: (problem: unknown, what: string, call: CallId) => void;
};

/** Every call of this process. */
export class Engine {
  readonly #crew: Crew;
  readonly #live = new Map<CallId, Running>();
  readonly #starting = new Map<CallId, Promise<Running>>();
  #stopping = false;

  constructor(crew: Crew) {
    this.#crew = crew;
  }

  /**
   * A call comes in, or goes out: finds who answers and opens it. The same call id again gives the call that runs, or resumes it.
   * @throws Refusal 404 when no tenant or agent answers there, 409 when the call has ended, 503 when this process takes no more calls.
   */
  async arrive(arrival: Arrival, connect: Connect): Promise<Running> {
    const call = arrival.callId ?? newId<CallId>(this.#crew.clock.nowMs());
    return this.#once(call, async () => {
      this.#admit();
      const routed = await this.#crew.reception(arrival);
      if (routed === undefined) throw new Refusal(404, "nobody_answers", "No business answers there: check the number or the address.");
      const { tenant } = routed;
      const agent = forThisCall(routed.agent, arrival);
      await this.#crew.owners.claim({ tenant, call });
      if (arrival.callId !== undefined) {
        const at = standing(await this.#crew.log.read(tenant, `call/${call}`));
        if (at.seq > 0) return this.#goOn(tenant, call, at, connect);
      }
      const { channel, direction, from, to, cause, external } = arrival;
      const running = this.#run(tenant, call, agent, fresh, connect);
      running.report({
        event: { type: "call.opened", direction, from, to, channel, agent, ...(external !== undefined && { external }) },
        ...(cause !== undefined && { cause }),
      });
      return running;
    });
  }

  /** The call if it runs here, else resumed from its log; undefined when the log does not know it or it has ended. */
  async resume(tenant: TenantId, call: CallId, connect: Connect): Promise<Running | undefined> {
    const there = this.#live.get(call) ?? this.#starting.get(call);
    if (there !== undefined) return there;
    const known = standing(await this.#crew.log.read(tenant, `call/${call}`));
    if (known.seq === 0 || known.state.phase.is === "ended") return undefined;
    return this.#once(call, async () => {
      this.#admit();
      await this.#crew.owners.claim({ tenant, call });
      return this.#goOn(tenant, call, standing(await this.#crew.log.read(tenant, `call/${call}`)), connect);
    });
  }

  find(call: CallId): Running | undefined {
    return this.#live.get(call);
  }

  /** Whether a call that is ours by its row runs here no more: its loop gave it up before its end. */
  hasLetGo(call: CallId): boolean {
    return !this.#stopping && !this.#live.has(call) && !this.#starting.has(call);
  }

  get live(): readonly Running[] {
    return [...this.#live.values()];
  }

  /** Asks a running call to end; false when it does not run here. */
  hangUp(call: CallId): boolean {
    const running = this.#live.get(call);
    running?.line.send({ type: "hang_up", why: "agent_hung_up" });
    running?.report({ event: { type: "leg.ended", leg: CALLER, why: "agent_hung_up" } });
    return running !== undefined;
  }

  /**
   * Takes no more calls and waits for those that run; what `deadline` finds is let go where its channel can go on with it, else ended.
   * Calls that may rest (a chat nobody is being answered in) are let go at once.
   */
  async stop(deadline: Promise<void>, goesOn: (channel: ChannelName) => GoesOn): Promise<void> {
    this.#stopping = true;
    await Promise.allSettled(this.#starting.values());
    for (const running of this.live) if (isIdle(running.state()) && goesOnFor(running, goesOn) === "whenever") running.release();
    await Promise.race([Promise.all(this.live.map(({ done }) => done)), deadline]);
    for (const running of this.live) {
      if (goesOnFor(running, goesOn) !== "never") running.release();
      else running.report({ event: { type: "leg.ended", leg: CALLER, why: "lost" } });
    }
    await Promise.all(this.live.map(({ done }) => done));
  }

  #admit(): void {
    if (this.#stopping) throw new Refusal(503, "stopping", "This server is stopping: try again in a few seconds.");
    if (this.#live.size >= limits.liveCalls) throw new Refusal(503, "too_many_calls", "Every line is busy: try again in a minute.");
  }

  async #once(call: CallId, start: () => Promise<Running>): Promise<Running> {
    const there = this.#live.get(call) ?? this.#starting.get(call);
    if (there !== undefined) return there;
    const starting = start().finally(() => this.#starting.delete(call));
    this.#starting.set(call, starting);
    return starting;
  }

  #goOn(tenant: TenantId, call: CallId, at: Standing, connect: Connect): Running {
    const { opened, phase } = at.state;
    if (opened === undefined || phase.is === "ended") throw new Refusal(409, "call_ended", "This call has ended: start another.");
    return this.#run(tenant, call, opened.agent, at, connect);
  }

  #run(tenant: TenantId, call: CallId, agent: AgentSpec, at: Standing, connect: Connect): Running {
    const { log, clock, brain, tools, owners, warn } = this.#crew;
    const running = runCall({ tenant, call, log, clock, brain: brain(agent), tools, warn: (problem, what) => warn(problem, what, call) }, at, (report) =>
      connect({ tenant, call, agent, state: at.state, resumed: at !== fresh, report }),
    );
    this.#live.set(call, running);
    void running.done.then(async (state) => {
      this.#live.delete(call);
      if (state.phase.is !== "ended") return;
      // An end that could not be written is none yet: the owner row stays, and recovery writes it.
      const isWritten = await running.durable().then(
        () => true,
        () => false,
      );
      if (!isWritten) return;
      await this.#crew.ended(tenant, call).catch((problem: unknown) => warn(problem, "what the call held stays until it lapses", call));
      await owners.release({ tenant, call }).catch((problem: unknown) => warn(problem, "the call's owner row stays until recovery", call));
    });
    return running;
  }
}

function goesOnFor(running: Running, goesOn: (channel: ChannelName) => GoesOn): GoesOn {
  const channel = running.state().opened?.channel;
  return channel === undefined ? "never" : goesOn(channel);
}

function forThisCall(agent: AgentSpec, { language, brain, patience }: Arrival): AgentSpec {
  const languages =
    language !== undefined && agent.languages.includes(language) ? [language, ...agent.languages.filter((other) => other !== language)] : agent.languages;
  return { ...agent, languages, brain: brain ?? agent.brain, patience: { ...agent.patience, ...patience } };
}
