import type { LineCommand } from "@firstring/contract/call/command.ts";
import type { CallEvent } from "@firstring/contract/call/event.ts";
import { describe, expect, it } from "vitest";
import type { Caused, WordsLine } from "../../src/ports/line.ts";

/** What a test must know of a line to hold it to the contract of every words line. */
export type LineUnderTest = {
  line: WordsLine;
  /** Everything reported so far. */
  reported: readonly Caused[];
  /** Brings the line to where it has just been opened and the caller is there. */
  begin(): Promise<void> | void;
  /** The caller hears everything that was sent to them, to its end, and is silent. */
  listenToEnd(): Promise<void> | void;
  /** Texts that have reached the caller, in order. */
  heard(): readonly string[];
  /** Everything still waiting in the line: timers, promises, sockets. */
  leaks(): number;
};

/** The contract of every words line, whatever the wire: call it in the test of each. */
export function wordsLineContract(name: string, open: () => LineUnderTest): void {
  const say = (speech: `${number}.${number}`, text: string, interruptible = true): LineCommand => ({ type: "say", speech, text, interruptible });
  const stopped = (reported: readonly Caused[]): Extract<CallEvent, { type: "speech.stopped" }>[] =>
    reported.map(({ event }) => event).filter((event) => event.type === "speech.stopped");

  describe(`words line: ${name}`, () => {
    it("says what it is told, in order, and reports each speech once, with what was heard", async () => {
      const it = open();
      await it.begin();
      it.line.send(say("1.0", "Hello there."));
      it.line.send(say("1.1", "How can I help?"));
      it.line.send({ type: "end_turn", turn: 1 });
      await it.listenToEnd();
      expect(it.heard()).toEqual(["Hello there.", "How can I help?"]);
      expect(stopped(it.reported)).toEqual([
        { type: "speech.stopped", speech: "1.0", heard: "Hello there." },
        { type: "speech.stopped", speech: "1.1", heard: "How can I help?" },
      ]);
      it.line.close();
      expect(it.leaks()).toBe(0);
    });

    it("plays what comes before a pause, tells that it was heard, and goes on", async () => {
      const it = open();
      await it.begin();
      it.line.send(say("1.0", "Let me book that."));
      it.line.send({ type: "pause_turn", turn: 1 });
      await it.listenToEnd();
      expect(stopped(it.reported)).toEqual([{ type: "speech.stopped", speech: "1.0", heard: "Let me book that." }]);
      it.line.send(say("1.1", "Booked.", false));
      it.line.send({ type: "end_turn", turn: 1 });
      await it.listenToEnd();
      expect(it.heard()).toEqual(["Let me book that.", "Booked."]);
      it.line.close();
      expect(it.leaks()).toBe(0);
    });

    it("says goodbye before it hangs up, and tells that the leg ended, once", async () => {
      const it = open();
      await it.begin();
      it.line.send(say("1.0", "Goodbye."));
      it.line.send({ type: "hang_up", why: "agent_hung_up" });
      await it.listenToEnd();
      expect(it.heard()).toEqual(["Goodbye."]);
      expect(stopped(it.reported)).toHaveLength(1);
      expect(it.reported.filter(({ event }) => event.type === "leg.ended")).toHaveLength(1);
      it.line.close();
      expect(it.leaks()).toBe(0);
    });

    it("takes any command after it was closed, and any twice, without harm", async () => {
      const it = open();
      await it.begin();
      it.line.close();
      it.line.close();
      for (const command of [say("1.0", "Too late."), { type: "hush" }, { type: "end_turn", turn: 1 }, { type: "hang_up", why: "lost" }] as const)
        it.line.send(command);
      expect(it.leaks()).toBe(0);
    });
  });
}
