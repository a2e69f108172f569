import { describe, expect, it } from "vitest";
import { dayFrom, isoOf } from "../../../src/brains/offline/read/day.ts";
import { readingOf, type Setting } from "../../../src/brains/offline/read/reading.ts";
import { clockOf } from "../../../src/brains/offline/read/times.ts";
import { services } from "./talk.ts";

const read = (words: string, language: "en" | "fr", ...asked: string[]) => {
  const setting: Setting = {
    language,
    zone: "America/Toronto",
    today: dayFrom("2026-03-09"), // a Monday
    asked: asked.length > 0 ? { is: "slots", slots: asked } : { is: "nothing" },
    digits: "",
    service: services.ride,
    services: [services.ride],
  };
  return readingOf(words, setting);
};
const days = (words: string, language: "en" | "fr") => read(words, language, "date", "time").days.at(-1)?.days.map(isoOf);
const times = (words: string, language: "en" | "fr", ...asked: string[]) =>
  read(words, language, ...asked)
    .times.at(-1)
    ?.times.map(clockOf);

describe("days", () => {
  it.each([
    ["today", ["2026-03-09"]],
    ["tomorrow", ["2026-03-10"]],
    ["the day after tomorrow", ["2026-03-11"]],
    ["tonight", ["2026-03-09"]],
    ["friday", ["2026-03-13"]],
    ["this Friday", ["2026-03-13"]],
    ["next Friday", ["2026-03-13", "2026-03-20"]],
    ["monday", ["2026-03-09", "2026-03-16"]],
    ["Friday next week", ["2026-03-20"]],
    ["a week from friday", ["2026-03-20"]],
    ["in three days", ["2026-03-12"]],
    ["in two weeks", ["2026-03-23"]],
    ["the 13th", ["2026-03-13"]],
    ["the thirteenth", ["2026-03-13"]],
    ["the 5th", ["2026-04-05"]],
    ["March 3rd", ["2027-03-03"]],
    ["april second", ["2026-04-02"]],
    ["the 21st of April", ["2026-04-21"]],
    ["12th of March 8 am", ["2026-03-12"]],
    ["Friday the 13th", ["2026-03-13"]],
    ["2026-05-02", ["2026-05-02"]],
    ["3/4", ["2027-03-04", "2026-04-03"]],
  ])("%s", (words, expected) => expect(days(words, "en")).toEqual(expected));

  it.each([
    ["aujourd'hui", ["2026-03-09"]],
    ["demain matin", ["2026-03-10"]],
    ["après-demain", ["2026-03-11"]],
    ["à soir", ["2026-03-09"]],
    ["ce soir", ["2026-03-09"]],
    ["vendredi", ["2026-03-13"]],
    ["vendredi prochain", ["2026-03-13", "2026-03-20"]],
    ["vendredi en huit", ["2026-03-20"]],
    ["lundi de la semaine prochaine", ["2026-03-16"]],
    ["le 13", ["2026-03-13"]],
    ["le treize mars", ["2026-03-13"]],
    ["le premier mai", ["2026-05-01"]],
    ["le 1er avril", ["2026-04-01"]],
    ["dans deux semaines", ["2026-03-23"]],
    ["en fin de semaine", ["2026-03-14", "2026-03-15"]],
    ["le 24 12", ["2026-12-24"]],
  ])("%s", (words, expected) => expect(days(words, "fr")).toEqual(expected));

  it.each(["my first name is Ann", "the first one please", "5th and Main", "I may march there", "the second option"])("no day in: %s", (words) =>
    expect(read(words, "en").days).toEqual([]),
  );
});

describe("times", () => {
  it.each([
    ["at 6 pm", ["18:00"]],
    ["6:45 a.m.", ["06:45"]],
    ["06:45", ["06:45"]],
    ["18:30", ["18:30"]],
    ["at 6:45", ["06:45", "18:45"]],
    ["at six", ["06:00", "18:00"]],
    ["at half past six", ["06:30", "18:30"]],
    ["quarter to seven in the evening", ["18:45"]],
    ["noon", ["12:00"]],
    ["midnight", ["00:00"]],
    ["at 8 tonight", ["20:00"]],
    ["tomorrow morning at 9", ["09:00"]],
    ["six thirty pm", ["18:30"]],
    ["around 5 in the afternoon", ["17:00"]],
    ["9 o'clock in the morning", ["09:00"]],
    ["twelve thirty", ["12:30"]],
  ])("%s", (words, expected) => expect(times(words, "en", "time")).toEqual(expected));

  it.each([
    ["14 h 30", ["14:30"]],
    ["14h30", ["14:30"]],
    ["quatorze heures trente", ["14:30"]],
    ["midi et quart", ["12:15"]],
    ["midi moins cinq", ["11:55"]],
    ["sept heures et demie du soir", ["19:30"]],
    ["à 7 h", ["07:00", "19:00"]],
    ["huit heures moins quart", ["07:45", "19:45"]],
    ["9 heures du matin", ["09:00"]],
    ["à soir vers 8 h", ["20:00"]],
    ["minuit", ["00:00"]],
  ])("%s", (words, expected) => expect(times(words, "fr", "time")).toEqual(expected));

  it("takes a number alone for a time only where a time was asked", () => {
    expect(times("7", "en", "time")).toEqual(["07:00", "19:00"]);
    expect(times("7", "en", "passengers")).toBeUndefined();
    expect(times("1546 Maurice Lane", "en", "dropoff")).toBeUndefined();
    expect(times("I need one at March 13th at quarter to 4 in the afternoon", "en", "date", "time")).toEqual(["15:45"]);
  });

  it("reads what is counted from now", () => {
    expect(read("in two hours", "en").soon[0]?.inMin).toBe(120);
    expect(read("in an hour and a half", "en").soon[0]?.inMin).toBe(90);
    expect(read("dans une demi-heure", "fr").soon[0]?.inMin).toBe(30);
    expect(read("as soon as possible", "en").acts.has("asap")).toBe(true);
    expect(read("au plus sacrant", "fr").acts.has("asap")).toBe(true);
    expect(read("right now I'm at the hospital", "en").acts.has("asap")).toBe(false);
  });
});

describe("counts", () => {
  it.each([
    ["just me", 1],
    ["me and my wife", 2],
    ["my wife and I", 2],
    ["me and my 3 friends", 4],
    ["2 adults and 3 kids", 5],
    ["there are four of us", 4],
    ["a group of 2", 2],
    ["five of us, no wait, there will be 2 of us", 2],
    ["3", 3],
    ["for 1 instead of 2", 1],
    ["me and my parents", 3],
  ])("%s", (words, expected) => expect(read(words, "en", "passengers").count).toBe(expected));

  it.each([
    ["juste moi", 1],
    ["moi pis ma blonde", 2],
    ["on est trois", 3],
    ["nous sommes quatre", 4],
    ["une personne", 1],
    ["deux adultes et deux enfants", 4],
  ])("%s", (words, expected) => expect(read(words, "fr", "passengers").count).toBe(expected));

  it.each(["my brother and his two daughters", "I need only one help", "a cab to 7 Main Street"])("asks rather than guesses: %s", (words) =>
    expect(read(words, "en").count).toBeUndefined(),
  );
});

describe("names", () => {
  it.each([
    ["Ben", "Ben"],
    ["uh um it's uh John Smith", "John Smith"],
    ["my name is angela", "Angela"],
    ["My first name is Christian and my last name is Wright", "Christian Wright"],
    ["It should be booked under Jean Roberts", "Jean Roberts"],
    ["sure, it's Mary please", "Mary"],
    ["Tremblay, T R E M B L A Y", "Tremblay"],
    ["Smyth, s m y t h e", "Smythe"],
    ["Josephine, Dixon", "Josephine Dixon"],
    ["Debra O'Donnell", "Debra O'Donnell"],
  ])("%s", (words, expected) => expect(read(words, "en", "name").name?.name).toBe(expected));

  it.each([
    ["c'est au nom de Tremblay", "Tremblay"],
    ["je m'appelle Marc Côté", "Marc Côté"],
    ["euh oui c'est Luc Gagnon", "Luc Gagnon"],
    ["Ben", "Ben"],
  ])("%s", (words, expected) => expect(read(words, "fr", "name").name?.name).toBe(expected));

  it.each(["what?", "one moment", "yes", "I don't know", "can you repeat that", "I'm late", "um", "can you call me a cab"])("no name in: %s", (words) =>
    expect(read(words, "en", "name").name).toBeUndefined(),
  );
});

describe("places", () => {
  const places = (words: string, language: "en" | "fr", ...asked: string[]) => read(words, language, ...asked).places.map(({ place, role }) => [role, place]);

  it.each([
    [
      "a ride from the airport to 1200 Sherbrooke Street West tomorrow at 6",
      [
        ["origin", "airport"],
        ["destination", "1200 Sherbrooke Street West"],
      ],
    ],
    [
      "I need to get a ride to the Airport from the University",
      [
        ["destination", "Airport"],
        ["origin", "University"],
      ],
    ],
    ["I'm at the Hospital", [["origin", "Hospital"]]],
    ["pick me up at 5th and Main", [["origin", "5th and Main"]]],
    ["please change the drop-off to Union Station", [["destination", "Union Station"]]],
    ["change the pickup to Union Station", [["origin", "Union Station"]]],
    ["I have to get to my job interview at Craig and Center", [["destination", "Craig and Center"]]],
    ["to Silvercrest Housing For Seniors please", [["destination", "Silvercrest Housing For Seniors"]]],
    ["From the 3455 Homestead Road, last time this guy got lost", [["origin", "3455 Homestead Road"]]],
  ])("%s", (words, expected) => expect(places(words, "en")).toEqual(expected));

  it.each([
    [
      "de l'aéroport à la gare centrale",
      [
        ["origin", "l'aéroport"],
        ["destination", "la gare centrale"],
      ],
    ],
    [
      "je pars du 1200 rue Sherbrooke et je vais à l'hôpital",
      [
        ["origin", "1200 rue Sherbrooke"],
        ["destination", "l'hôpital"],
      ],
    ],
    ["un taxi pour aller au Centre Bell", [["destination", "Centre Bell"]]],
  ])("%s", (words, expected) => expect(places(words, "fr")).toEqual(expected));

  it("takes words alone only as an answer", () => {
    expect(places("the airport please", "en", "dropoff")).toEqual([["any", "airport"]]);
    expect(places("the airport please", "en")).toEqual([]);
    expect(places("airport to downtown", "en", "pickup", "dropoff")).toEqual([
      ["origin", "airport"],
      ["destination", "downtown"],
    ]);
  });

  it.each([
    "I need a cab",
    "how much is it?",
    "I want to listen to some music",
    "Seems nice. I need a cab to go there.",
    "let's find transportation now",
    "yes please",
    "one moment",
    "take me there",
  ])("no place in: %s", (words) => expect(places(words, "en", "dropoff")).toEqual([]));
});

describe("numbers and addresses of people", () => {
  it.each([
    ["514-555-0122", "+15145550122"],
    ["five one four, five five five, zero one two two", "+15145550122"],
    ["it's 514 555 01 22", "+15145550122"],
  ])("%s", (words, expected) => expect(read(words, "en", "phone").phone).toBe(expected));

  it("hears French numbers in groups, and the beginning of a number", () => {
    expect(read("cinq cent quatorze, cinq cent cinquante-cinq, zéro un vingt-deux", "fr", "phone").phone).toBe("+15145550122");
    expect(read("five one four", "en", "phone").digits).toBe("514");
  });

  it.each([
    ["john.smith@example.com", "john.smith@example.com"],
    ["john dot smith at example dot com", "john.smith@example.com"],
    ["marie point roy arobase exemple point ca", "marie.roy@exemple.ca"],
  ])("%s", (words, expected) => expect(read(words, "en").email).toBe(expected));
});
