import { describe, expect, it } from "vitest";
import { agentFor, services, talk } from "./talk.ts";
import type { World } from "./world.ts";

const entry = (code: string, date: string, time: string): World["ledger"][number] => ({
  code,
  kind: "book",
  service: "visit",
  slots: { date, time, name: "Jean Tremblay" },
  date,
  time,
  status: "confirmed",
});
const clinic = (ledger: World["ledger"], caller = "+15145550199") => talk(agentFor(services.visit), { opens: 480, closes: 1080, ledger }, caller);

describe("moving a booking", () => {
  it("finds it by the caller's number and moves it after a yes", () => {
    const call = clinic([entry("KHR4826", "2026-03-10", "09:00")]);
    call.say("I need to reschedule my appointment");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["date", "time"] });
    call.say("thursday at 2");
    expect(call.world.ledger[0]).toMatchObject({ date: "2026-03-10" });
    call.say("yes");
    expect(call.world.ledger[0]).toMatchObject({ date: "2026-03-12", time: "14:00" });
  });

  it("lets the caller choose among several", () => {
    const call = clinic([entry("KHR4826", "2026-03-10", "09:00"), entry("CFM2233", "2026-03-17", "11:00")]);
    call.say("can you move my appointment to friday at 10 am");
    expect(call.note().act).toEqual({ kind: "offer", slots: ["code"] });
    call.say("the second one");
    call.say("yes");
    expect(call.world.ledger.map(({ date, time }) => `${date} ${time}`)).toEqual(["2026-03-10 09:00", "2026-03-13 10:00"]);
  });

  it("offers other times when the new one is taken", () => {
    const call = talk(agentFor(services.visit), {
      opens: 480,
      closes: 1080,
      ledger: [entry("KHR4826", "2026-03-10", "09:00")],
      taken: new Set(["2026-03-12 14:00"]),
    });
    call.say("I'd like to move my appointment to thursday at 2 pm");
    expect(call.note().act).toEqual({ kind: "offer", slots: ["date", "time"] });
    call.say("the first one");
    call.say("yes");
    expect(call.world.ledger[0]).toMatchObject({ date: "2026-03-12", time: "08:00" });
  });

  it("speaks French", () => {
    const call = clinic([entry("KHR4826", "2026-03-10", "09:00")]);
    call.say("bonjour, je voudrais déplacer mon rendez-vous");
    call.say("jeudi à 14 h 30");
    call.say("oui");
    expect(call.world.ledger[0]).toMatchObject({ date: "2026-03-12", time: "14:30" });
  });
});

describe("cancelling a booking", () => {
  it("asks for a yes, and keeps it without", () => {
    const call = clinic([entry("KHR4826", "2026-03-10", "09:00")]);
    expect(call.say("I want to cancel my appointment")).toContain("Shall I cancel");
    call.say("no, leave it");
    expect(call.world.ledger[0]?.status).toBe("confirmed");
    call.say("cancel my appointment please");
    call.say("yes");
    expect(call.world.ledger[0]?.status).toBe("cancelled");
  });

  it("asks for the code where the number tells nothing", () => {
    const call = clinic([entry("KHR4826", "2026-03-10", "09:00")], "");
    call.say("j'aimerais annuler mon rendez-vous");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["code"] });
    call.say("K H R 4 8 2 6");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["name"] });
    call.say("oui");
    expect(call.world.ledger[0]?.status).toBe("confirmed");
    call.say("Tremblay");
    call.say("oui");
    expect(call.world.ledger[0]?.status).toBe("cancelled");
  });

  it("is told no more by a code and a name that do not go together", () => {
    const call = clinic([entry("KHR4826", "2026-03-10", "09:00")], "");
    call.say("cancel my appointment, my name is Bob Smith");
    expect(call.say("K H R 4 8 2 6")).toMatch(/code and name/);
    expect(call.note().act).toEqual({ kind: "ask", slots: ["code"] });
    call.say("K H R 4 8 2 6");
    call.say("Jean Tremblay");
    call.say("yes");
    expect(call.world.ledger[0]?.status).toBe("cancelled");
  });

  it("asks for the name before moving it, and keeps the new time", () => {
    const call = clinic([entry("KHR4826", "2026-03-10", "09:00")], "");
    call.say("I need to move my appointment to thursday at 2 pm");
    call.say("K H R 4 8 2 6");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["name"] });
    call.say("it's Jean Tremblay");
    call.say("yes");
    expect(call.world.ledger[0]).toMatchObject({ date: "2026-03-12", time: "14:00" });
  });

  it("offers a person to who does not know the name", () => {
    const call = clinic([entry("KHR4826", "2026-03-10", "09:00")], "");
    call.say("cancel my appointment");
    call.say("K H R 4 8 2 6");
    expect(call.say("I don't know")).toMatch(/name on the booking/);
    expect(call.note().act.kind).toBe("offer");
  });

  it("says so when there is none, and offers help", () => {
    const call = clinic([]);
    expect(call.say("cancel my booking")).toMatch(/don't find/);
    call.say("I don't know");
    expect(call.note().act.kind).toBe("offer");
  });
});
