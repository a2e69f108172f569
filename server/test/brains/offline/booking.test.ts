import { describe, expect, it } from "vitest";
import type { Memory } from "../../../src/brains/offline/memory.ts";
import { agentFor, services, talk } from "./talk.ts";

const ride = () => talk(agentFor(services.ride), { knowledge: { dog: "Yes, dogs are welcome.", chien: "Oui, les chiens sont les bienvenus." } });
const booked = (call: ReturnType<typeof talk>) => call.world.ledger.filter(({ status }) => status !== "cancelled").map(({ slots }) => slots);

describe("a ride in English", () => {
  it("is booked from everything said in one breath", () => {
    const call = ride();
    call.say("Hi, I'm Angela, I need a ride for two people from 5th and Main to the airport tomorrow at 6 pm");
    expect(call.note().act).toMatchObject({ kind: "confirm" });
    call.say("yes please");
    expect(booked(call)).toEqual([
      { passengers: 2, pickup: "5th and Main", dropoff: "airport", date: "2026-03-10", time: "18:00", name: "Angela", phone: "+15145550199" },
    ]);
    expect(call.say("no thanks, that's all")).toContain("oodbye");
  });

  it("is booked question by question, saying back what was heard", () => {
    const call = ride();
    expect(call.say("hello")).toMatch(/help|do for you/);
    call.say("I need a cab");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["passengers"] });
    expect(call.say("just me")).toContain("ne person");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["pickup", "dropoff"] });
    expect(call.say("from the hospital to Union Station")).toContain("from hospital to Union Station");
    expect(call.say("friday at 9:30 in the morning")).toContain("Friday, March 13 at 9:30 a.m.");
    call.say("uh it's John Smith");
    call.say("that's right");
    expect(booked(call)).toMatchObject([
      { passengers: 1, pickup: "hospital", dropoff: "Union Station", date: "2026-03-13", time: "09:30", name: "John Smith" },
    ]);
  });

  it("takes corrections at any time", () => {
    const call = ride();
    call.say("a taxi for one from the hospital to the airport tomorrow at 5 pm, my name is Ben");
    call.say("actually make it three people");
    call.say("no, I said Thursday");
    call.say("change the drop-off to Union Station");
    call.say("yes but at 6");
    expect(booked(call)).toEqual([]);
    call.say("yes");
    expect(booked(call)).toMatchObject([{ passengers: 3, dropoff: "Union Station", date: "2026-03-12", time: "18:00" }]);
  });

  it("answers a question and comes back to its own", () => {
    const call = ride();
    call.say("I need a ride to the airport");
    expect(call.say("can I bring my dog?")).toMatch(/dogs are welcome.*How many passengers/);
    expect(call.say("how much is it?")).toMatch(/metered.*How many passengers/);
  });

  it("says what it does not know and takes a message", () => {
    const call = ride();
    expect(call.say("do you sell pizza?")).toMatch(/don't (know|have).*message/);
    call.say("yes");
    call.say("please tell Sam that I love the blue cars");
    expect(call.world.messages).toEqual([{ text: "please tell Sam that I love the blue cars" }]);
  });

  it("answers a question at the read-back, then reads back again", () => {
    const call = ride();
    call.say("a taxi for one from the hospital to the airport tomorrow at 5 pm, my name is Ben");
    expect(call.say("how much is it?")).toMatch(/metered.*Shall I book it/);
    expect(booked(call)).toEqual([]);
    call.say("yes");
    expect(booked(call)).toHaveLength(1);
  });

  it("finds the earliest time", () => {
    const call = ride();
    call.say("a cab for two from the hospital to the airport as soon as possible, I'm Mark");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ date: "2026-03-09", time: "10:05" }]);
  });

  it("offers other times when one is taken, and takes the choice", () => {
    const call = talk(agentFor(services.ride), { taken: new Set(["2026-03-10 17:00"]) });
    expect(call.say("a taxi for one from the hospital to the airport tomorrow at 5 pm, my name is Ben")).toMatch(/taken/);
    expect(call.note().act).toEqual({ kind: "offer", slots: ["date", "time"] });
    call.say("the second one");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ date: "2026-03-10", time: "16:30" }]);
  });

  it("takes an offered time by its own words", () => {
    const call = talk(agentFor(services.ride), { taken: new Set(["2026-03-10 17:00"]) });
    call.say("a taxi for one from the hospital to the airport tomorrow at 5 pm, my name is Ben");
    call.say("5:30 is fine");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ time: "17:30" }]);
  });

  it("lets the caller choose among places", () => {
    const call = talk(agentFor(services.ride), {
      places: { station: ["Central Station, 895 De la Gauchetière West", "Bonaventure Station, 900 De la Gauchetière West"] },
    });
    expect(call.say("a cab for one from the station to the airport tomorrow at 5 pm, I'm Ben")).toContain("Bonaventure");
    expect(call.note().act).toEqual({ kind: "offer", slots: ["pickup"] });
    call.say("the central one");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ pickup: "Central Station, 895 De la Gauchetière West" }]);
  });

  it("says at once what it found, and asks for the street when that was not meant", () => {
    const call = talk(agentFor(services.ride), { places: { "ely station": ["Central Station, 895 De la Gauchetière West"] } });
    call.say("a cab for one to the airport tomorrow at 5 pm, I'm Ben");
    call.say("ely station");
    expect(call.note().act.kind).toBe("confirm");
    expect(call.say("no, the pick-up is ely station")).toMatch(/couldn't find ely station.*street number/);
    expect(call.say("ely station")).toContain("street number");
    call.say("12 Station Road");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ pickup: "12 Station Road" }]);
  });

  it("asks again twice, then offers a person", () => {
    const call = ride();
    call.say("I need a cab");
    call.say("purple monkey dishwasher");
    expect(call.note().act.kind).toBe("ask");
    expect(call.say("blah blah")).toContain("for example two");
    expect(call.say("mumble")).toContain("put you through");
    call.say("yes");
    expect(call.state().phase.is).toBe("transferring");
  });
});

describe("a ride in Québec French", () => {
  it("is booked as people speak", () => {
    const call = talk(agentFor(services.ride, ["fr", "en"]));
    call.say("Allô, ça me prendrait un taxi pour à soir");
    call.say("moi pis ma blonde");
    call.say("au 1200 rue Sherbrooke pis je m'en vais à l'aéroport");
    call.say("vers huit heures");
    call.say("Jean-François Tremblay");
    call.say("pantoute, j'ai dit neuf heures");
    expect(booked(call)).toEqual([]);
    call.say("ben oui, c'est beau");
    expect(booked(call)).toMatchObject([{ passengers: 2, pickup: "1200 rue Sherbrooke", date: "2026-03-09", time: "21:00", name: "Jean-François Tremblay" }]);
  });

  it("follows the caller from one language to the other", () => {
    const call = talk(agentFor(services.ride, ["en", "fr"]));
    call.say("bonjour, j'aurais besoin d'un taxi");
    expect(call.note().language).toBe("fr");
    call.say("Ben");
    expect(call.note().language).toBe("fr");
    expect(call.say("sorry, do you speak English? I need it for two people")).toMatch(/Where should we pick you up/);
    expect(call.note().language).toBe("en");
  });

  it.each(["4200 rue Saint-Denis à Montréal", "à Montréal", "4200 rue Saint-Denis a\u0300 Montréal"])("stays in French at « %s »", (place) => {
    const call = talk(agentFor(services.ride));
    call.say("bonjour, je voudrais réserver un taxi");
    call.say(place);
    expect(call.note().language).toBe("fr");
  });

  it.each([
    ["my furnace is broken, I need someone", "my furnace is broken"],
    ["ma fournaise est brisée, pouvez-vous venir", "ma fournaise est brisée"],
    ["ma fournaise est brisée, pouvez-vous venir ?", "ma fournaise est brisée"],
    ["the pipe leaks, and it makes a noise in the basement", "the pipe leaks, and it makes a noise in the basement"],
    ["My furnace is dead, I need a repair next Wednesday at ten", "My furnace is dead"],
  ])("keeps the problem in « %s » without the request", (words, problem) => {
    const call = talk(agentFor(services.repair), { opens: 480, closes: 1080 });
    call.say(words);
    expect((call.note().memory as unknown as Memory).slots["problem"]?.value).toBe(problem);
  });

  it("takes the day and the time said with the problem", () => {
    const call = talk(agentFor(services.repair), { opens: 480, closes: 1080 });
    call.say("My furnace is dead, I need a repair next Wednesday at ten");
    expect((call.note().memory as unknown as Memory).when).toMatchObject({ dates: ["2026-03-11", "2026-03-18"], times: [600, 1320] });
  });

  it("stays in the only language the agent speaks", () => {
    const call = talk(agentFor(services.ride, ["en"]));
    call.say("bonjour, je voudrais un taxi");
    expect(call.note().language).toBe("en");
  });
});

describe("a visit", () => {
  const hours = { opens: 480, closes: 1080 };

  it("takes the problem from the caller's story, and the half of the day from the hours", () => {
    const call = talk(agentFor(services.repair), hours);
    call.say("my furnace is making a weird noise and I'd like someone to come on friday at 2");
    call.say("75 Main Street");
    call.say("Lucy");
    expect(call.note().act).toEqual({ kind: "confirm", slots: ["phone"] });
    call.say("yes");
    expect(call.note().act.kind).toBe("confirm");
    call.say("yes that's good");
    expect(booked(call)).toEqual([
      { problem: "my furnace is making a weird noise", address: "75 Main Street", date: "2026-03-13", time: "14:00", name: "Lucy", phone: "+15145550199" },
    ]);
  });

  it("asks for the half of the day where both could be", () => {
    const call = talk(agentFor(services.ride));
    expect(call.say("a taxi for one from the hospital to the airport tomorrow at 6:45, my name is Ben")).toMatch(/6:45 in the morning.*6:45 in the evening/);
    call.say("morning");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ time: "06:45" }]);
  });

  it("takes another number than the line's", () => {
    const call = talk(agentFor(services.repair, ["fr", "en"]), hours);
    call.say("Bonjour, ma fournaise chauffe plus");
    call.say("1200 rue Sherbrooke Ouest");
    call.say("demain à 14 h 30");
    call.say("Sylvie Roy");
    expect(call.say("non, le cinq cent quatorze cinq cent cinquante-cinq zéro un vingt-deux")).toContain("514 555 0122");
    call.say("oui");
    call.say("c'est beau");
    expect(booked(call)).toMatchObject([{ problem: "ma fournaise chauffe plus", phone: "+15145550122", time: "14:30" }]);
  });

  it("asks which day a 'next Friday' is", () => {
    const call = talk(agentFor(services.visit), hours);
    call.say("I'd like an appointment for my back pain next friday at 10 am");
    expect(call.note().act).toEqual({ kind: "clarify", slots: ["date"] });
    call.say("the 20th");
    call.say("Mary");
    call.say("yes");
    call.say("yes");
    expect(booked(call)).toMatchObject([{ date: "2026-03-20", time: "10:00" }]);
  });

  it("chooses the service by the caller's words", () => {
    const call = talk(agentFor([services.repair, services.ride]), hours);
    call.say("I'd like to book something");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["service"] });
    call.say("a taxi");
    expect(call.note().goal?.service).toBe("ride");
  });
});
