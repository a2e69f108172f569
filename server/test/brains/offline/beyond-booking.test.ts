import { describe, expect, it } from "vitest";
import { agentFor, services, talk } from "./talk.ts";

/** Whole calls that are not a plain booking, as callers have them. */
describe("what cannot wait", () => {
  it.each([
    "hi my basement is flooding, a pipe burst",
    "we have no heat and I have a newborn baby at home",
    "bonjour, on a plus de chauffage pis j'ai un bébé de deux mois",
    "il y a de l'eau partout dans le sous-sol",
  ])("goes to a person at once: %s", (words) => {
    const call = talk(agentFor(services.repair));
    call.say(words);
    expect(call.note().act.kind).toBe("escalate");
    expect(call.state().phase.is).toBe("transferring");
  });

  it("is booked for the earliest time where nobody can be reached", () => {
    const call = talk(agentFor(services.repair), { people: false });
    expect(call.say("my basement is flooding")).toMatch(/nobody is free/);
    expect(call.note().act).toEqual({ kind: "ask", slots: ["address"] });
  });

  it("no heat alone is an ordinary repair", () => {
    const call = talk(agentFor(services.repair));
    call.say("I have no heat since this morning");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["address"] });
  });
});

describe("for somebody else", () => {
  it.each([
    ["I'd like to book a ride for my mother, her name is Anne Roy", "just her"],
    ["j'aimerais un taxi pour ma mère, elle s'appelle Anne Roy, son nom c'est Anne Roy", "juste elle"],
  ])("%s", (first, second) => {
    const call = talk(agentFor(services.ride));
    call.say(first);
    call.say(second);
    expect(call.note().act).toEqual({ kind: "ask", slots: ["pickup", "dropoff"] });
  });

  it("« c'est pour ma mère » begins a booking", () => {
    const call = talk(agentFor(services.ride));
    call.say("c'est pour ma mère");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["passengers"] });
  });
});

it("books twice in one call, the second under the same name, and takes digits from the keypad", () => {
  const call = talk(agentFor(services.ride));
  for (const words of ["I need a taxi", "[2]", "from 100 Main Street to the airport", "tomorrow 2:30 pm", "Anne Roy", "yes"]) call.say(words);
  expect(call.note().act.kind).toBe("booked");
  for (const words of ["I also need a ride back from the airport on friday at 6 pm", "two people", "to 100 Main Street", "same name"]) call.say(words);
  expect(call.note().act.kind).toBe("confirm");
  call.say("yes");
  expect(call.note().act.kind).toBe("booked");
  expect(call.state().bookings).toHaveLength(2);
});

it("a name that is spelled in the middle stays whole, and its letters switch no language", () => {
  const call = talk(agentFor(services.repair));
  for (const words of ["my furnace is broken", "100 Main Street", "tomorrow at 10 am"]) call.say(words);
  expect(call.say("Smith, S M I T H, John Smith")).toContain("John Smith");
  expect(call.note().language).toBe("en");
  call.say("[5145550122]");
  expect(call.say("yes")).toContain("+15145550122");
});

describe("a machine on the line", () => {
  it.each([
    "Hi, you've reached the voicemail of John Smith. Please leave a message after the tone.",
    "Vous êtes bien dans la boîte vocale de Luc, laissez un message après le bip",
  ])("a mailbox is told nothing: %s", (words) => {
    const call = talk(agentFor(services.ride));
    call.say(words);
    expect(call.note().act.kind).toBe("bye");
    expect(call.world.messages).toEqual([]);
  });

  it("a menu is told once what we are, then we hang up", () => {
    const call = talk(agentFor(services.ride));
    call.say("Thank you for calling Acme. For English, press one. For service in French, press two.");
    expect(call.state().phase.is).toBe("talking");
    expect(call.note().language).toBe("en");
    call.say("Sorry, I didn't get that. Please press one for English.");
    expect(call.state().phase.is).toBe("leaving");
  });

  it("the same sentence over and over ends the call", () => {
    const call = talk(agentFor(services.ride));
    for (let i = 0; i < 8 && call.state().phase.is === "talking"; i++) call.say("I'm sorry, I didn't understand. How can I help you today?");
    expect(call.state().phase.is).toBe("leaving");
  });
});

it("changes language in mid-call when asked, and keeps what was said", () => {
  const call = talk(agentFor(services.ride));
  call.say("I need a cab from 100 Main Street to the airport");
  expect(call.say("en fait, parlez-vous français?")).toMatch(/^Bien sûr, en français\. Vous serez combien/);
  call.say("on est deux");
  expect(call.note().act).toEqual({ kind: "ask", slots: ["date", "time"] });
});

it("says whom they have reached when they wanted another business", () => {
  const call = talk(agentFor(services.ride));
  expect(call.say("is this the pizza place?")).toContain("You've reached Demo");
  expect(call.note().goal?.slots.every(({ value }) => value === undefined) ?? true).toBe(true);
});

describe("answers to another question than the one asked", () => {
  it.each(["demain matin si possible", "tomorrow morning if possible"])("a day where the address was asked is no address: %s", (words) => {
    const call = talk(agentFor(services.repair));
    call.say("my furnace is broken");
    expect(call.say(words)).not.toMatch(/possible/i);
    expect(call.note().act).toEqual({ kind: "ask", slots: ["address"] });
    expect(call.say("100 Main Street")).toMatch(/100 Main Street.*(?:morning|matin)/);
  });

  it("an address where the name was asked is taken", () => {
    const call = talk(agentFor(services.repair));
    for (const words of ["my furnace is broken", "100 Main Street", "tomorrow at 10 am"]) call.say(words);
    expect(call.note().act).toEqual({ kind: "ask", slots: ["name"] });
    expect(call.say("sorry, the address is 1200 Sherbrooke Street West")).toContain("1200 Sherbrooke Street West");
    expect(call.say("1450 Guy Street")).toContain("1450 Guy Street");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["name"] });
  });

  it("a doubt that is never settled goes to a person", () => {
    const call = talk(agentFor(services.ride));
    call.say("two people from 100 Main Street to the airport tomorrow at 10");
    for (let i = 0; i < 6 && call.note().act.kind !== "offer"; i++) call.say("well you know how it is");
    expect(call.note().act.kind).toBe("offer");
  });
});
