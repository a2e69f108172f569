import type { Prompt } from "@firstring/contract/call/prompt.ts";
import type { Line } from "@firstring/contract/call/state.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offline, parts } from "../../../src/brains/offline/offline.ts";
import { agentFor, NOW, services, talk } from "./talk.ts";

const promptOf = (transcript: readonly Line[], more: Partial<Prompt> = {}): Prompt => ({
  agent: agentFor(services.ride),
  direction: "inbound",
  channel: "simulator",
  caller: "+15145550199",
  language: "en",
  turn: 7,
  nowMs: NOW,
  transcript,
  consent: "none",
  bookings: [],
  memory: null,
  ...more,
});
const noteOf = (prompt: Prompt) => parts(prompt).find((part) => part.type === "note")!.note;

describe("stepping in for another brain", () => {
  const before: Line[] = [
    { who: "agent", text: "Hello, how can I help you?" },
    { who: "caller", text: "I need a ride to the airport for two people" },
    { who: "agent", text: "Sure! Where should we pick you up?" },
    { who: "caller", text: "the hospital" },
    { who: "agent", text: "And what time tomorrow?" },
    { who: "caller", text: "tomorrow at 6 pm" },
  ];

  it("knows from the transcript what was said, also in answer to its questions", () => {
    const prompt = promptOf(before, { memory: { brain: "a model", anything: 1 } });
    expect(parts(prompt).filter((part) => part.type === "tool")).toMatchObject([
      { tool: "find_place", input: { text: "airport" } },
      { tool: "find_place", input: { text: "hospital" } },
    ]);
    const values = Object.fromEntries(noteOf(prompt).goal!.slots.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ passengers: "2 people", pickup: "hospital", dropoff: "airport", date: "tomorrow", time: "6 p.m." });
  });

  it("takes over what the other held, and its open read-back", () => {
    const slots = { passengers: 2, pickup: "Hospital", dropoff: "Airport", date: "2026-03-10", time: "18:00", name: "Ben" };
    const proposal = { id: "1", kind: "book" as const, readBack: "A ride for two tomorrow at 6 PM. Shall I book it?", summary: "" };
    const held: Line[] = [
      ...before,
      { who: "tool", id: "x1", tool: "hold_booking", input: { service: "ride", slots }, output: { proposal } },
      { who: "agent", text: proposal.readBack },
    ];
    const open = { ...proposal, speech: "6.0" as const, heard: true };
    const yes = parts(promptOf([...held, { who: "caller", text: "yes" }], { proposal: open, consent: "yes" }));
    expect(yes.filter((part) => part.type === "tool")).toMatchObject([{ tool: "confirm" }]);
    const changed = parts(promptOf([...held, { who: "caller", text: "yes but at 7" }], { proposal: open, consent: "mixed" }));
    expect(changed.filter((part) => part.type === "tool")).toMatchObject([{ tool: "hold_booking", input: { slots: { ...slots, time: "19:00" } } }]);
  });

  it("does not confirm what was not heard, nor without a clear yes", () => {
    const proposal = { id: "1", kind: "book" as const, readBack: "Shall I book it?", summary: "", speech: "6.0" as const, heard: false };
    const lines: Line[] = [
      { who: "tool", id: "x1", tool: "hold_booking", input: { service: "ride", slots: { passengers: 1 } }, output: { proposal } },
      { who: "caller", text: "yes" },
    ];
    for (const prompt of [
      promptOf(lines, { proposal, consent: "none" }),
      promptOf(lines, { proposal: { ...proposal, heard: true }, consent: "mixed" }),
      promptOf(lines, { consent: "yes" }),
    ])
      expect(parts(prompt).some((part) => part.type === "tool" && part.tool === "confirm")).toBe(false);
  });
});

describe("an older read-back", () => {
  it("is never agreed to once a newer one was on its way", () => {
    const call = talk(agentFor(services.ride));
    call.say("a taxi for one from the hospital to the airport tomorrow at 5 pm, my name is Ben");
    const state = call.state();
    const newer = { id: "newer", kind: "book" as const, readBack: "Tomorrow at 6. Shall I book it?", summary: "" };
    // "yes but at 6" was held, and its read-back cut off by another "yes": the open one is still that of 5 o'clock.
    const transcript: Line[] = [
      ...state.transcript,
      { who: "caller", text: "yes but at 6" },
      { who: "tool", id: "n", tool: "hold_booking", input: { service: "ride", slots: { time: "18:00" } }, output: { proposal: newer } },
      { who: "caller", text: "yes" },
    ];
    const said = parts(promptOf(transcript, { memory: call.note().memory, proposal: state.proposal!, consent: "yes" }));
    expect(said.filter((part) => part.type === "tool")).toMatchObject([{ tool: "hold_booking", input: { slots: { time: "18:00" } } }]);
  });
});

describe("the brain as a function", () => {
  it("is the same for the same prompt, changes nothing in it, and speaks through the port", async () => {
    const call = talk(agentFor(services.ride));
    call.say("I need a ride from the hospital to the airport");
    const prompt = promptOf(call.state().transcript, { memory: call.note().memory });
    const whole = JSON.stringify(prompt);
    const [first, second] = [parts(prompt), parts(prompt)];
    expect(first).toEqual(second);
    expect(JSON.stringify(prompt)).toBe(whole);
    const streamed = [];
    for await (const part of offline().respond(prompt, new AbortController().signal)) streamed.push(part);
    expect(streamed).toEqual(first);
  });

  it("takes in what was said while an earlier answer was cut off", () => {
    const call = talk(agentFor(services.ride));
    call.say("hello");
    const lines: Line[] = [...call.state().transcript, { who: "caller", text: "I need a cab to the airport" }, { who: "caller", text: "for two people" }];
    const values = Object.fromEntries(noteOf(promptOf(lines, { memory: call.note().memory })).goal!.slots.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ passengers: "2 people", dropoff: "airport" });
  });

  const words = fc.constantFrom(
    "hello",
    "I need a cab",
    "from the hospital to the airport",
    "tomorrow at 6",
    "evening",
    "two people",
    "my name is Ben",
    "no",
    "okay so no",
    "actually make it three",
    "how much is it?",
    "can I bring my dog?",
    "what?",
    "cancel",
    "never mind",
    "the second one",
    "vendredi à 14 h 30",
    "je voudrais un taxi",
    "euh",
    "",
    "[1]",
    "514 555 0122",
    "thanks bye",
    "reschedule my ride",
    "I want to leave a message",
    "K H R 4 8 2 6",
    "as soon as possible",
    "change the pickup to Union Station",
    "the time is wrong",
    "💥 <script> '; drop table",
  );

  it("never throws, never books without a yes, and names every tool call anew", () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), fc.constantFrom(services.ride, services.repair, services.visit), (said, service) => {
        const call = talk(agentFor(service), { taken: new Set(["2026-03-10 18:00"]), places: { hospital: ["General Hospital", "Jewish Hospital"] } });
        for (const line of said) call.say(line);
        expect(call.world.ledger).toEqual([]);
        const ids = call.state().transcript.flatMap((line) => (line.who === "tool" ? [line.id] : []));
        expect(new Set(ids).size).toBe(ids.length);
        expect(call.spoken.every((sentence) => sentence.trim() !== "" && !/undefined|null|\{|\}|\.\.$/.test(sentence))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
