import type { Line } from "@firstring/contract/call/state.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messages } from "../../../src/brains/model/messages.ts";

const line: fc.Arbitrary<Line> = fc.oneof(
  fc.record({ who: fc.constant("caller" as const), text: fc.string() }),
  fc.record({ who: fc.constant("agent" as const), text: fc.string() }),
  fc.record({ who: fc.constant("supervisor" as const), text: fc.string(), to: fc.constantFrom("agent" as const, "caller" as const) }),
  fc.record({ who: fc.constant("tool" as const), id: fc.uuid(), tool: fc.constant("weather"), input: fc.constant({}), output: fc.constant({ data: 1 }) }),
);

describe("a transcript as messages", () => {
  it("begins and ends with the other side, alternates, and follows each tool call with its result", () => {
    fc.assert(
      fc.property(fc.array(line), (transcript) => {
        const all = messages(transcript);
        expect(all[0]?.role).toBe("user");
        expect(all.at(-1)?.role).not.toBe("assistant");
        for (const [at, message] of all.entries()) {
          const after = all[at + 1];
          expect(after === undefined || after.role !== message.role || message.role === "tool").toBe(true);
          const calls = message.role === "assistant" && typeof message.content !== "string" ? message.content.filter((part) => part.type === "tool-call") : [];
          const results = after?.role === "tool" ? after.content.filter((part) => part.type === "tool-result") : [];
          expect(calls.map(({ toolCallId }) => toolCallId)).toEqual(message.role === "assistant" ? results.map(({ toolCallId }) => toolCallId) : []);
        }
        const tools = transcript.filter(({ who }) => who === "tool").length;
        expect(all.filter(({ role }) => role === "tool")).toHaveLength(tools);
      }),
    );
  });

  it("keeps a whisper out of the conversation", () => {
    expect(JSON.stringify(messages([{ who: "supervisor", text: "offer ten percent", to: "agent" }]))).not.toContain("percent");
  });
});
