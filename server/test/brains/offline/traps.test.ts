import { describe, expect, it } from "vitest";
import { agentFor, services, talk } from "./talk.ts";

/** A call with the read-back open: nothing may be booked but by a clear yes to it. */
const readBack = () => {
  const call = talk(agentFor(services.ride));
  call.say("a taxi for one from the hospital to the airport tomorrow at 5 pm, my name is Ben");
  expect(call.note().act.kind).toBe("confirm");
  return call;
};
const booked = (call: ReturnType<typeof talk>) => call.world.ledger.filter(({ status }) => status !== "cancelled").map(({ slots }) => slots);

describe("what does not book", () => {
  it.each([
    "okay so… no",
    "no",
    "non merci",
    "no thanks, that's all",
    "yes but at 7",
    "okay but make it two people",
    "wait",
    "hold on, let me check",
    "what?",
    "uh",
    "how much is it?",
    "never mind",
    "forget it",
    "I don't need a ride anymore",
    "can you repeat that?",
    "I guess I could, I don't know",
    "bye",
    "thanks, bye",
    "I want to talk to a person",
  ])("%s", (words) => {
    const call = readBack();
    call.say(words);
    expect(booked(call)).toEqual([]);
  });

  it("silence, and a yes to 'are you still there?'", () => {
    const call = readBack();
    call.silence();
    expect(booked(call)).toEqual([]);
    call.say("yes");
    expect(booked(call)).toEqual([]);
    expect(call.spoken.at(-1)).toContain("Shall I book it");
    call.say("yes");
    expect(booked(call)).toHaveLength(1);
  });

  it("a yes to another question than the read-back", () => {
    const call = readBack();
    call.say("do you sell pizza?");
    call.say("no, the time is wrong");
    call.say("yes");
    expect(booked(call)).toEqual([]);
  });

  it("a yes after 'no': only a new read-back can be agreed to", () => {
    const call = readBack();
    call.say("no");
    call.say("yes");
    expect(booked(call)).toEqual([]);
  });
});

describe("what is booked is what was said last", () => {
  it.each([
    ["no, the hospital is the drop-off, pick me up at Union Station", { pickup: "Union Station", dropoff: "hospital" }],
    ["change the destination to 100 Main Street", { dropoff: "100 Main Street" }],
    ["actually for two", { passengers: 2 }],
    ["the name is Benoit Roy", { name: "Benoit Roy" }],
    ["no, Wednesday", { date: "2026-03-11" }],
    ["yes but at 7", { time: "19:00" }],
    ["make it 06:45", { time: "06:45" }],
  ])("%s", (words, expected) => {
    const call = readBack();
    call.say(words);
    expect(booked(call)).toEqual([]);
    call.say("yes");
    expect(booked(call)).toMatchObject([expected]);
  });

  it("asks which place a bare change is for", () => {
    const call = readBack();
    call.say("actually change it to Union Station");
    expect(call.note().act).toEqual({ kind: "clarify", slots: ["pickup", "dropoff"] });
    call.say("the drop-off");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ pickup: "hospital", dropoff: "Union Station" }]);
  });

  it("asks for a thing that is said to be wrong", () => {
    const call = readBack();
    call.say("no, the time is wrong");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["time"] });
    call.say("9 am");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ time: "09:00" }]);
  });
});

describe("after a booking", () => {
  const done = () => {
    const call = readBack();
    call.say("yes");
    return call;
  };

  it.each([
    "thank you so much",
    "thanks, I wanna search songs for now",
    "great, I need to get ready now",
    "no thanks, that's all",
    "I don't need anymore assistance",
    "you're such a great help",
  ])("thanks book and cancel nothing: %s", (words) => {
    const call = done();
    call.say(words);
    call.say("fine, that's perfect");
    call.say("yes");
    expect(booked(call)).toHaveLength(1);
    expect(booked(call)).toMatchObject([{ dropoff: "airport", time: "17:00" }]);
  });

  it("a changed destination is a new booking in the place of the first", () => {
    const call = done();
    call.say("actually I need to change the destination to Union Station");
    call.say("yes");
    expect(call.say("thanks, bye")).toContain("Shall I cancel");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ dropoff: "Union Station" }]);
  });

  it("another time moves it", () => {
    const call = done();
    call.say("sorry, can you change it to 7 pm instead");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ date: "2026-03-10", time: "19:00" }]);
  });

  it("it can be cancelled", () => {
    const call = done();
    expect(call.say("actually cancel it")).toContain("Shall I cancel");
    expect(booked(call)).toHaveLength(1);
    call.say("yes");
    expect(booked(call)).toEqual([]);
  });
});
