import { describe, expect, test } from "vitest";
import { momentsOf } from "../src/live/moments.ts";
import { blocksOf } from "../src/live/talk-lines.ts";
import { bookedCall, factsOf, readBack } from "./calls.ts";

const moments = momentsOf(factsOf(bookedCall));
const at = (count: number) => blocksOf(moments.slice(0, count));

describe("a call as a conversation", () => {
  test("sentences of one breath are one bubble", () => {
    const words = at(12).flatMap((block) => (block.kind === "words" && block.who === "agent" ? [block.text] : []));
    expect(words).toEqual(["Hello, how can I help?", "One moment. I will look."]);
  });

  test("the read-back stands alone and is marked", () => {
    const marked = blocksOf(moments).filter((block) => block.kind === "words" && block.readBack);
    expect(marked.map((block) => block.kind === "words" && block.text)).toEqual([readBack]);
  });

  test("a tool at work has no output yet, then has", () => {
    const tool = (count: number) => at(count).find((block) => block.kind === "tool");
    expect(tool(9)).toMatchObject({ tool: "hold_booking", output: undefined });
    expect(tool(13)).toMatchObject({ tool: "hold_booking", output: { proposal: { id: "p1" } } });
  });

  test("a booking follows the tool that made it, before the words that tell of it", () => {
    const kinds = blocksOf(moments)
      .slice(-3)
      .map(({ kind }) => kind);
    expect(kinds).toEqual(["tool", "booking", "words"]);
  });

  test("what is being said is not yet heard", () => {
    expect(at(2)).toMatchObject([{ kind: "words", who: "agent", saying: true }]);
    expect(at(3)).toMatchObject([{ kind: "words", who: "agent", saying: false }]);
  });

  test("nothing is drawn before the first fact", () => expect(blocksOf([])).toEqual([]));
});
