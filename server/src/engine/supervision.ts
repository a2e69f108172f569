import type { CallEvent, SupervisorMode } from "@firstring/contract/call/event.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { partOf, summaryFor } from "@firstring/contract/call/supervising.ts";
import type { Supervision, SupervisionLimit } from "@firstring/contract/schemas/supervisor.ts";
import type { CallId, TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import type { Running } from "./run-call.ts";

/** A person in a live call of their business. The caller of these has checked that they may. */
export type Taking = Readonly<{ tenant: TenantId; call: CallId; who: string }>;
export type SupervisionDesk = ReturnType<typeof supervisionDesk>;

type Calls = { find(call: CallId): Running | undefined; readonly live: readonly Running[] };
/** Which of these persons may still supervise in this business. */
type StillMay = (tenant: TenantId, persons: readonly string[]) => Promise<readonly string[]>;

/** What people do in live calls. Each deed resolves once it is in the log, so an acknowledged whisper is one the agent has. */
export function supervisionDesk(calls: Calls, stillMay: StillMay) {
  return {
    monitor: (taking: Taking) => join(taking, "monitor"),

    async whisper(taking: Taking, text: string): Promise<Supervision> {
      const running = live(taking);
      const part = partOf(running.state(), taking.who);
      if (part === "takeover") throw new Refusal(409, "taken_over", "You have taken this call over: the agent is silent. Hand it back to whisper to it.");
      if (part === "none" || part === "monitor") report(running, { type: "supervisor.joined", who: taking.who, mode: "whisper" });
      const { limits, ...now } = await tell(running, taking, { type: "supervisor.whispered", who: taking.who, text });
      const isKeptOnly = running.state().opened?.agent.brain.kind === "offline";
      return { ...now, limits: isKeptOnly ? [...limits, "whisper_kept_only"] : limits };
    },

    async barge(taking: Taking, text: string | undefined): Promise<Supervision> {
      const running = live(taking);
      notOthers(running.state(), taking.who);
      await join(taking, "barge");
      return text === undefined ? answer(running, taking) : tell(running, taking, { type: "supervisor.said", who: taking.who, text, typed: true });
    },

    async takeOver(taking: Taking, text: string | undefined): Promise<Supervision> {
      const running = live(taking);
      const { phase } = running.state();
      notOthers(running.state(), taking.who);
      if (phase.is !== "talking" && phase.is !== "ringing" && phase.is !== "handed_over")
        throw new Refusal(409, "call_leaving", "This call is being put through or is ending: there is nothing left to take over.");
      if (partOf(running.state(), taking.who) === "none") report(running, { type: "supervisor.joined", who: taking.who, mode: "barge" });
      if (phase.is !== "handed_over") report(running, { type: "supervisor.took_over", who: taking.who });
      if (text !== undefined) report(running, { type: "supervisor.said", who: taking.who, text, typed: true });
      await running.durable();
      return answer(running, taking);
    },

    async say(taking: Taking, text: string): Promise<Supervision> {
      const running = live(taking);
      notOthers(running.state(), taking.who);
      const part = partOf(running.state(), taking.who);
      if (part !== "barge" && part !== "takeover") throw new Refusal(409, "not_in_call", "Barge in or take over first: you only listen now.");
      return tell(running, taking, { type: "supervisor.said", who: taking.who, text, typed: true });
    },

    async handBack(taking: Taking, summary: string): Promise<Supervision> {
      const running = live(taking);
      if (partOf(running.state(), taking.who) !== "takeover") throw new Refusal(409, "not_taken_over", "You have not taken this call over.");
      return tell(running, taking, { type: "supervisor.handed_back", who: taking.who, summary: summaryFor(running.state(), summary) });
    },

    async leave(taking: Taking): Promise<Supervision> {
      const running = live(taking);
      goAway(running, taking.who);
      await running.durable();
      return answer(running, taking);
    },

    /** Lets go of everyone who takes part and may no longer. To be called every second. */
    async dismiss(): Promise<void> {
      for (const running of calls.live) {
        const present = Object.keys(running.state().supervisors ?? {});
        if (present.length === 0) continue;
        const may = await stillMay(running.tenant, present);
        for (const who of present) if (!may.includes(who)) goAway(running, who);
      }
    },
  };

  async function join(taking: Taking, mode: SupervisorMode): Promise<Supervision> {
    const running = live(taking);
    if (partOf(running.state(), taking.who) === "takeover") return answer(running, taking);
    return tell(running, taking, { type: "supervisor.joined", who: taking.who, mode });
  }

  function live({ tenant, call }: Taking): Running {
    const running = calls.find(call);
    if (running === undefined || running.tenant !== tenant)
      throw new Refusal(503, "call_elsewhere", "This call does not run on this server now: try again in a moment.");
    if (running.state().phase.is === "ended") throw new Refusal(409, "call_ended", "This call has ended already.");
    return running;
  }

  /** Nobody is left alone with a silent line: who goes hands back what they took over. */
  function goAway(running: Running, who: string): void {
    const part = partOf(running.state(), who);
    if (part === "takeover") report(running, { type: "supervisor.handed_back", who, summary: summaryFor(running.state(), "") });
    if (part !== "none") report(running, { type: "supervisor.left", who });
  }

  async function tell(running: Running, taking: Taking, event: CallEvent): Promise<Supervision> {
    report(running, event);
    await running.durable();
    return answer(running, taking);
  }
}

const report = (running: Running, event: CallEvent): void => running.report({ event });

function notOthers({ phase }: CallState, who: string): void {
  if (phase.is === "handed_over" && phase.who !== who) throw new Refusal(409, "taken_over", "A colleague has taken this call over: ask them to hand it back.");
}

function answer(running: Running, { call, who }: Taking): Supervision {
  const state = running.state();
  const part = partOf(state, who);
  const limits: SupervisionLimit[] = [];
  if (part !== "none") limits.push("no_sound");
  if (part === "barge" || part === "takeover") limits.push("typed_only");
  return { callId: call, part, limits };
}
