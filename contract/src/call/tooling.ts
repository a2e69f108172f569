import { type Failure, type ToolCall, type ToolOutput, TRANSFER } from "./event.ts";
import { wanted } from "./legs.ts";
import { limits } from "./limits.ts";
import { andThen, endTurn, leave, note, only, readBack, reply, type Step, say, specOf } from "./moves.ts";
import type { AskedTool, CallState } from "./state.ts";

/** The brain asks for a tool. What is lasting waits until this turn was heard; what needs a yes must have one. */
export function asked(state: CallState, tool: ToolCall): Step {
  if (isKnown(state, tool.id)) return only(state);
  const spec = specOf(state).tools.find(({ name }) => name === tool.tool);
  if (spec === undefined) return only(refused(state, tool, { kind: "invalid", message: `This agent has no tool named ${tool.tool}.` }));
  if (state.pending.length + state.waiting.length >= limits.toolsAtOnce)
    return only(refused(state, tool, { kind: "refused", message: "Too many tools at once: wait for the others." }));
  if (spec.needsYes) {
    const why = reasonAgainst(state);
    if (why === "not_heard") return repeatReadBack(state, tool);
    if (why !== undefined) return only(refused(state, tool, { kind: "not_agreed", message: why }));
  }
  const { proposal } = state;
  const wish: AskedTool = spec.needsYes && proposal !== undefined ? { ...tool, agreed: proposal } : tool;
  if (spec.lasting) return only({ ...state, waiting: [...state.waiting, wish] });
  return use(state, wish, false);
}

/** Starts the lasting tools of a turn that was heard whole. */
export function release(state: CallState): Step {
  const { waiting } = state;
  return waiting.reduce<Step>((done, tool) => andThen(done, (next) => use(next, tool, true)), only({ ...state, waiting: [] }));
}

/** Drops the lasting tools of a turn that was not heard: the caller spoke over it. */
export function dropWaiting(state: CallState): CallState {
  return state.waiting.reduce<CallState>((next, tool) => note(next, toolLine(tool, overtaken)), { ...state, waiting: [] });
}

/** Drops what waits on a yes: something else is read back now, and that yes was not for it. */
function dropAgreed(state: CallState): CallState {
  const dropped = state.waiting.filter(({ agreed }) => agreed !== undefined);
  const kept = { ...state, waiting: state.waiting.filter(({ agreed }) => agreed === undefined) };
  return dropped.reduce<CallState>((next, tool) => note(next, toolLine(tool, replaced)), kept);
}

/** Drops what is at work for words that are no longer the last. What is being made lasting goes on, and its result is told. */
export function dropPending(state: CallState): CallState {
  const kept = state.pending.filter(({ lasting }) => lasting);
  const dropped = state.pending.filter(({ lasting }) => !lasting);
  return dropped.reduce<CallState>((next, tool) => note(next, toolLine(tool, overtaken)), { ...state, pending: kept });
}

const replaced = { error: "not_agreed", message: "Something else was read back instead; it was not done." };
const overtaken = { error: "interrupted", message: "The caller spoke first; it was not done." };

/** A tool came back. What it says is spoken word for word; otherwise the brain is asked again. */
export function returned(state: CallState, id: string, result: { output: ToolOutput } | { failure: Failure }): Step {
  const call = state.pending.find((pending) => pending.id === id);
  if (call === undefined) return only(state);
  const output = "output" in result ? result.output : undefined;
  const line = toolLine(call, output ?? { error: (result as { failure: Failure }).failure.kind, message: (result as { failure: Failure }).failure.message });
  const noted = absorb(note({ ...state, pending: state.pending.filter((other) => other !== call) }, line), output);
  const stale = call.turn !== state.turn && !call.lasting;
  if (stale) return goOn(noted);
  if (output?.transfer !== undefined) return transfer(noted, output, output.transfer);
  if (output?.press !== undefined) return andThen(only({ ...noted, owed: true }, { type: "press", digits: output.press }), goOn);
  if (output?.goodbye === true) return andThen(output.say === undefined ? only(noted) : say(noted, output.say), (next) => leave(next, "agent_hung_up"));
  if (output?.proposal !== undefined)
    return call.turn === state.turn ? andThen(readBack(dropAgreed(noted), output.proposal), goOn) : goOn({ ...noted, owed: true });
  if (output?.say !== undefined) return andThen(say(noted, output.say), goOn);
  return goOn({ ...noted, owed: true });
}

/** Facts that a tool made true, whatever the call is doing meanwhile. */
export function absorb(state: CallState, output: ToolOutput | undefined): CallState {
  if (output === undefined) return state;
  const { proposal, ...rest } = state;
  const { booking } = output;
  const bookings = booking === undefined ? state.bookings : [...state.bookings.filter(({ id }) => id !== booking.id), booking];
  return { ...rest, ...(proposal && booking === undefined && { proposal }), bookings, messageTaken: state.messageTaken || output.messageTaken === true };
}

/** After a result or a rest: wait for what is still at work, let the brain answer what it owes, or give the turn to the caller. */
export function goOn(state: CallState): Step {
  if (state.thinking || state.pending.length > 0) return only(state);
  if (state.waiting.length > 0) return state.speaking.length > 0 ? only(state, { type: "pause_turn", turn: state.turn }) : release(state);
  return state.owed ? reply(state) : endTurn(state);
}

function use(state: CallState, wish: AskedTool, lasting: boolean): Step {
  const { agreed: _, ...tool } = wish;
  return only({ ...state, pending: [...state.pending, { ...wish, turn: state.turn, lasting }] }, { type: "use_tool", tool });
}

function transfer(state: CallState, output: ToolOutput, to: NonNullable<ToolOutput["transfer"]>): Step {
  const said = output.say === undefined ? only(state) : say(state, output.say);
  const handing = andThen(said, (next) =>
    only(
      { ...next, phase: { is: "transferring", to: to.to }, transferred: true, thinking: false, waiting: [], owed: false },
      { type: "stop_thinking", turn: next.turn },
      { type: "clear_timer", timer: "late" },
      { type: "clear_timer", timer: "silence" },
    ),
  );
  if (to.warm === true) return andThen(handing, (next) => wanted(next, TRANSFER, { to: to.to, mode: "talk", brief: to.brief }));
  return andThen(handing, (next) => only({ ...next, legs: withoutTransfer(next.legs) }, { type: "transfer", transfer: to }));
}

/** A person who did not take the call before may be tried again. */
const withoutTransfer = ({ [TRANSFER]: _, ...others }: CallState["legs"]): CallState["legs"] => others;

/** Why the open proposal may not be made lasting now. */
function reasonAgainst(state: CallState): "not_heard" | string | undefined {
  if (state.proposal === undefined) return "Nothing was read back to the caller: prepare a proposal first.";
  if ([...state.pending, ...state.waiting].some(({ tool }) => specOf(state).tools.find(({ name }) => name === tool)?.needsYes))
    return "It is already being done.";
  if (state.consent === "yes") return undefined;
  return state.consent === "none" && !state.proposal.heard ? "not_heard" : "The caller did not clearly say yes to the read-back: ask again.";
}

function repeatReadBack(state: CallState, tool: ToolCall): Step {
  const { proposal } = state;
  if (proposal === undefined || state.speaking.some(({ id }) => id === proposal.speech)) return only(state);
  return readBack(
    refused(state, tool, { kind: "not_agreed", message: "The read-back was not the last thing the caller heard: it is being repeated." }, false),
    proposal,
  );
}

function refused(state: CallState, tool: ToolCall, failure: Failure, owed = true): CallState {
  return { ...note(state, toolLine(tool, { error: failure.kind, message: failure.message })), owed: state.owed || owed };
}

function toolLine(tool: ToolCall, output: ToolOutput | { error: string; message: string }): CallState["transcript"][number] {
  return { who: "tool", id: tool.id, tool: tool.tool, input: tool.input, output };
}

function isKnown(state: CallState, id: string): boolean {
  return [...state.pending, ...state.waiting].some((tool) => tool.id === id) || state.transcript.some((line) => line.who === "tool" && line.id === id);
}
