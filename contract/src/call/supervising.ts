import type { CallEvent, SpeechId, SupervisorMode } from "./event.ts";
import { andThen, listen, note, only, type Step } from "./moves.ts";
import type { CallState } from "./state.ts";

/** Who takes part besides the agent. */
export function attended(state: CallState, event: Extract<CallEvent, { type: "supervisor.joined" | "supervisor.left" }>): CallState {
  if (event.type === "supervisor.joined") return { ...state, supervisors: { ...state.supervisors, [event.who]: event.mode } };
  const { [event.who]: _, ...others } = state.supervisors ?? {};
  return { ...state, supervisors: others };
}

/** How a person takes part in the call now. */
export function partOf({ phase, supervisors }: CallState, who: string): SupervisorMode | "takeover" | "none" {
  if (phase.is === "handed_over" && phase.who === who) return "takeover";
  return supervisors?.[who] ?? "none";
}

/**
 * A person speaks to the caller. What they typed the line says for them, and then it is the caller's turn; it is theirs, so
 * it is in the transcript as theirs and nothing the agent waits to have heard. A read-back before it must be read again.
 */
export function personSaid(state: CallState, { text, typed }: Extract<CallEvent, { type: "supervisor.said" }>): Step {
  const { proposal, ...rest } = note(state, { who: "supervisor", text, to: "caller" });
  const next: CallState = { ...rest, ...(proposal && { proposal: { ...proposal, heard: false } }) };
  if (typed !== true) return only(next);
  const speech: SpeechId = `${next.turn}.${next.sentences}`;
  const said = only(
    { ...next, sentences: next.sentences + 1 },
    { type: "say", speech, text, interruptible: true },
    { type: "clear_timer", timer: "late" },
    { type: "end_turn", turn: next.turn },
  );
  return next.phase.is === "talking" ? andThen(said, listen) : said;
}

/** The longest summary a hand-back carries, in characters: the agent reads it at every turn from then on. */
const LONGEST = 1500;

/** What the person who took the call over tells the agent on giving it back: their own words, and what was said meanwhile. */
export function summaryFor(state: CallState, told: string): string {
  const since = state.transcript.findLastIndex(({ who }) => who === "agent") + 1;
  const meanwhile = state.transcript.slice(since).flatMap((line) => {
    if (line.who === "caller") return [`Caller: ${line.text}`];
    return line.who === "supervisor" && line.to === "caller" ? [`Colleague: ${line.text}`] : [];
  });
  const said = meanwhile.length === 0 ? "Nothing was said meanwhile." : `Said meanwhile: ${meanwhile.join(" / ")}`;
  const own = told.trim().slice(0, LONGEST);
  return `${own === "" ? "" : `${own} `}${said.length > LONGEST ? `Said meanwhile: … ${said.slice(-LONGEST)}` : said}`;
}
