import { describe, expect, it } from "vitest";
import { agentFor, services, talk } from "./talk.ts";

describe("people", () => {
  it.each(["I want to talk to a real person", "representative please", "je voudrais parler à quelqu'un", "get me your manager on the line"])(
    "puts through: %s",
    (words) => {
      const call = talk(agentFor(services.ride));
      call.say(words);
      expect(call.state().phase.is).toBe("transferring");
    },
  );

  it("takes a message where nobody is free", () => {
    const call = talk(agentFor(services.ride), { people: false });
    expect(call.say("let me speak to a human")).toMatch(/nobody is free.*message/);
    call.say("yes");
    call.say("please call me about my lost umbrella");
    expect(call.world.messages).toEqual([{ text: "please call me about my lost umbrella" }]);
  });

  it("asks for a number to call where none is known", () => {
    const call = talk(agentFor(services.ride), {}, "");
    call.say("I'd like to leave a message");
    call.say("please call me about my umbrella");
    expect(call.note().act).toEqual({ kind: "ask", slots: ["phone"] });
    call.say("514 555 0122");
    expect(call.world.messages).toEqual([{ text: "please call me about my umbrella", phone: "+15145550122" }]);
  });

  it.each(["I smell gas in the house", "he can't breathe", "ça sent le gaz ici", "the house is on fire"])("says to call 911 first: %s", (words) => {
    const call = talk(agentFor(services.repair));
    expect(call.say(words)).toContain("911");
    expect(call.note().understood).toMatchObject({ urgent: true, sentiment: "urgent" });
    call.say("yes");
    expect(call.state().phase.is).toBe("transferring");
  });

  it("offers a person to who is angry twice", () => {
    const call = talk(agentFor(services.ride));
    call.say("I need a cab");
    expect(call.say("this is ridiculous")).toContain("sorry");
    call.say("you are useless");
    expect(call.state().phase.is).toBe("transferring");
  });
});
