import { fold } from "@firstring/contract/call/step.ts";
import { describe, expect, test } from "vitest";
import { type Moment, momentsOf, withFact } from "../src/live/moments.ts";
import { bookedCall, factsOf } from "./calls.ts";

describe("a call, moment by moment", () => {
  const facts = factsOf(bookedCall);
  const moments = momentsOf(facts);

  test("each moment is the conversation the server had after that fact", () => {
    for (const [index, moment] of moments.entries()) expect(moment.state).toEqual(fold(bookedCall.slice(0, index + 1)));
    expect(moments.at(-1)?.state.phase).toEqual({ is: "ended", why: "caller_hung_up", outcome: "booked" });
    expect(moments.at(-1)?.state.bookings.map(({ code }) => code)).toEqual(["ABC1234"]);
  });

  test("facts that come one by one give the same moments as all at once", () => {
    let grown: readonly Moment[] = [];
    for (const fact of facts) grown = withFact(grown, fact) ?? grown;
    expect(grown).toEqual(moments);
  });

  test("a fact told twice changes nothing; one that comes too early is refused", () => {
    const some = moments.slice(0, 5);
    expect(withFact(some, facts[2]!)).toBe(some);
    expect(withFact(some, facts[7]!)).toBeUndefined();
  });

  test("says who has the word", () => {
    const talking = (type: string) => moments.find(({ fact }) => fact.event.type === type)?.talking;
    expect(talking("leg.answered")).toBe("agent");
    expect(talking("caller.spoke")).toBe("caller");
    expect(talking("caller.said")).toBe("thinking");
  });

  test("keeps the newest mood, and counts time from the opening", () => {
    expect(moments.at(-1)?.understood?.intent).toBe("book");
    expect(moments[4]?.offsetMs).toBe(4000);
  });
});
