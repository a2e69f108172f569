import fc from "fast-check";
import { expect, test } from "vitest";
import type { CallEvent } from "../../src/call/event.ts";
import { type CallState, unopened } from "../../src/call/state.ts";
import { fold, step } from "../../src/call/step.ts";
import { answered, opened, proposal } from "./given.ts";

const turn = fc.integer({ min: 0, max: 8 });
const id = fc.constantFrom("t1", "t2", "t3", "t4");
const anyEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.constantFrom("yes", "no", "a ride please", "yes but at six", "").map((text): CallEvent => ({ type: "caller.said", leg: "caller", text })),
  fc.constant<CallEvent>({ type: "caller.spoke", leg: "caller" }),
  fc
    .record({ turn, sentence: fc.integer({ min: 0, max: 3 }), heard: fc.constantFrom("whole", "part", "") })
    .map(({ turn: at, sentence, heard }): CallEvent => ({ type: "speech.stopped", speech: `${at}.${sentence}`, heard })),
  turn.map((at): CallEvent => ({ type: "model.said", turn: at, text: "Where to?" })),
  turn.map((at): CallEvent => ({ type: "model.rested", turn: at })),
  turn.map((at): CallEvent => ({ type: "model.failed", turn: at, failure: { kind: "unavailable", message: "x" } })),
  fc
    .tuple(turn, id, fc.constantFrom("look_up", "hold_booking", "confirm", "end_call", "transfer_to_person", "nonsense"))
    .map(([at, tool, name]): CallEvent => ({ type: "model.asked", turn: at, tool: { id: tool, tool: name, input: {} } })),
  fc
    .tuple(id, fc.constantFrom({}, { say: "Done." }, { proposal }, { goodbye: true }, { transfer: { to: "+15145551234", brief: "" } }))
    .map(([tool, output]): CallEvent => ({ type: "tool.returned", id: tool, output })),
  id.map((tool): CallEvent => ({ type: "tool.failed", id: tool, failure: { kind: "timeout", message: "x" } })),
  fc.constantFrom("silence", "late", "longest_call", "leaving").map((timer): CallEvent => ({ type: "timer.fired", timer })),
  fc.constantFrom<CallEvent>(
    { type: "supervisor.took_over", who: "ana" },
    { type: "supervisor.handed_back", who: "ana", summary: "" },
    { type: "leg.ended", leg: "caller", why: "caller_hung_up" },
    { type: "leg.rang", leg: "caller" },
    answered,
  ),
);

/** Every proposal is one of its own, and known by its read-back. */
const readAs = (tool: string) => ({ ...proposal, id: tool, readBack: `Read back ${tool}. Is that right?` });

/** What the caller has said yes to, found by watching from outside: the read-back that was the last they heard, and a yes as their only words since. */
function witness() {
  const texts = new Map<string, string>();
  let lastSaid: string | undefined;
  let heard: string | undefined;
  let agreed: string | undefined;
  const forget = () => {
    heard = undefined;
    agreed = undefined;
  };
  return {
    agreed: () => agreed,
    sees(before: CallState, event: CallEvent) {
      if (event.type === "supervisor.took_over") forget();
      if (event.type === "speech.stopped" && event.speech === lastSaid && texts.get(event.speech) === event.heard) heard = event.heard;
      if (event.type !== "caller.said" || before.phase.is !== "talking") return;
      agreed = event.text === "yes" ? heard : undefined;
      if (event.text !== "yes" && event.text !== "") heard = undefined;
      if (before.speaking.length > 0) lastSaid = undefined; // talked over
    },
    hears({ speech, text }: { speech: string; text: string }) {
      texts.set(speech, text);
      lastSaid = speech;
      heard = undefined;
      if (text.startsWith("Read back") || text === proposal.readBack) agreed = undefined;
    },
  };
}

/** What could really happen next: what is said is heard, the brain works on, a tool gives what it gives, the caller talks. */
function natural(state: CallState, nth: number): CallEvent[] {
  const asks = (tool: string): CallEvent => ({ type: "model.asked", turn: state.turn, tool: { id: `t${nth}`, tool, input: {} } });
  const says = (text: string): CallEvent => ({ type: "caller.said", leg: "caller", text });
  const rests: CallEvent = { type: "model.rested", turn: state.turn };
  const [atWork] = state.pending;
  const [speech] = state.speaking;
  if (state.thinking) {
    const tools =
      state.consent === "yes" ? ["confirm", "confirm", "hold_booking"] : ["hold_booking", "hold_booking", "look_up", "end_call", "transfer_to_person"];
    return [rests, rests, { type: "model.said", turn: state.turn, text: "One moment." }, ...tools.map(asks)];
  }
  if (speech)
    return [
      ...Array<CallEvent>(6).fill({ type: "speech.stopped", speech: speech.id, heard: speech.text }),
      { type: "caller.spoke", leg: "caller" },
      says("at six"),
    ];
  if (atWork)
    return [
      { type: "tool.returned", id: atWork.id, output: atWork.tool === "hold_booking" ? { proposal: readAs(atWork.id) } : { say: "Done." } },
      says("wait"),
      { type: "tool.failed", id: atWork.id, failure: { kind: "timeout", message: "x" } },
    ];
  return [says("a ride please"), says("yes"), says("yes"), says("no"), { type: "timer.fired", timer: "silence" }];
}

const calls = fc.array(fc.tuple(anyEvent, fc.nat({ max: 99 })), { maxLength: 60, size: "max" });

function play(
  events: readonly (readonly [CallEvent, number])[],
  check: (before: CallState, event: CallEvent, after: ReturnType<typeof step>) => void,
): CallEvent[] {
  let state = step(step(unopened, opened).state, answered).state;
  const played: CallEvent[] = [opened, answered];
  for (const [nth, [wild, chance]] of events.entries()) {
    const next = natural(state, nth);
    const event = chance < 10 ? wild : (next[chance % next.length] ?? wild);
    const after = step(state, event);
    check(state, event, after);
    state = after.state;
    played.push(event);
  }
  return played;
}

test("in every call, whatever happens in whatever order", () => {
  const used = new Set<string>();
  fc.assert(
    fc.property(calls, (events) => {
      const made = new Set<string>();
      const caller = witness();
      play(events, (before, event, { state, commands }) => {
        const said = commands.filter(({ type }) => type === "say");
        if (before.phase.is === "ended") expect(commands).toEqual([]);
        if (before.phase.is === "handed_over" && event.type !== "supervisor.handed_back") expect(said).toEqual([]);
        if (before.phase.is === "leaving" || before.phase.is === "transferring") expect(said).toEqual([]);
        if ("turn" in event && event.turn !== before.turn) expect(commands).toEqual([]); // late output of an old turn
        caller.sees(before, event);
        for (const command of commands) {
          if (command.type === "say") caller.hears(command);
          if (command.type !== "use_tool") continue;
          expect(made.has(command.tool.id)).toBe(false);
          made.add(command.tool.id);
          used.add(command.tool.tool);
          expect(state.pending.filter(({ id: pending }) => pending === command.tool.id)).toHaveLength(1);
          if (command.tool.tool === "look_up" || command.tool.tool === "hold_booking") continue;
          expect(state.thinking).toBe(false); // lasting: the asking turn is over …
          expect(state.speaking).toEqual([]); // … and was heard
          expect(event.type === "caller.said" || event.type === "caller.spoke").toBe(false);
          if (command.tool.tool === "confirm")
            expect(state.pending.find(({ id: pending }) => pending === command.tool.id)?.agreed?.readBack).toBe(caller.agreed() ?? "a clear yes");
        }
        if (commands.some(({ type }) => type === "think")) expect(state.thinking).toBe(true);
      });
    }),
    { numRuns: 2000 },
  );
  expect([...used].sort()).toEqual(["confirm", "end_call", "hold_booking", "look_up", "transfer_to_person"]); // the property was not about nothing
});

test("the same list of facts gives the same conversation", () => {
  fc.assert(
    fc.property(calls, (events) => {
      let last = unopened;
      const played = play(events, (_, __, after) => {
        last = after.state;
      });
      if (events.length > 0) expect(fold(structuredClone(played))).toEqual(last);
    }),
    { numRuns: 300 },
  );
});
