import type { LineCommand } from "@firstring/contract/call/command.ts";
import type { CallEvent } from "@firstring/contract/call/event.ts";
import { describe, expect, it } from "vitest";
import { TelnyxLine } from "../../src/channels/telnyx/telnyx-line.ts";
import { clientState, read, type TelnyxTold } from "../../src/channels/telnyx/wire.ts";
import { realClock } from "../../src/ports/clock.ts";
import { fixture } from "./world.ts";

function line() {
  const acts: { control: string; action: string; body: Record<string, unknown> }[] = [];
  const dials: object[] = [];
  const events: CallEvent[] = [];
  const made = new TelnyxLine(({ event }) => events.push(event), realClock, {
    call: "c1",
    language: "en",
    commands: {
      act: async (control, action, body) => void acts.push({ control, action, body }),
      dial: async (order) => {
        dials.push(order);
        return { is: "dialled", control: "v3:person" };
      },
    },
    webhookUrl: "https://calls.example.com/api/telnyx/webhook",
    callerId: () => "+15145550123",
    failed: (problem) => {
      throw problem;
    },
  });
  let n = 0;
  const hear = (type: string, payload: object = {}, leg?: string): void => {
    const state = leg === undefined ? {} : { client_state: clientState({ call: "c1", leg }) };
    const data = {
      id: `e${++n}`,
      event_type: type,
      occurred_at: "2026-11-20T10:00:00Z",
      payload: { call_control_id: leg === undefined ? "v3:a" : `v3:${leg}`, ...state, ...payload },
    };
    made.take(read(JSON.stringify({ data })) as TelnyxTold);
  };
  const send = (command: LineCommand): void => made.send(command);
  return { acts, dials, events, hear, send, actions: () => acts.map(({ action }) => action) };
}

const say = (id: `${number}.${number}`, text: string): LineCommand => ({ type: "say", speech: id, text, interruptible: true });

describe("a Telnyx line", () => {
  it("reads what Telnyx sends", () => {
    const told = read(JSON.stringify(fixture("telnyx/call.initiated-inbound")));
    expect(told).toMatchObject({ type: "call.initiated", direction: "inbound", ours: "+33184880000", theirs: "+33612345678", state: undefined });
    expect(read("{}")).toBeUndefined();
    expect(read("not json")).toBeUndefined();
  });

  it("answers, listens, and speaks sentence by sentence; each is heard when Telnyx says so", () => {
    const { hear, send, actions, events } = line();
    hear("call.initiated", { direction: "incoming" });
    send(say("1.0", "Hello."));
    send(say("1.1", "How can I help?"));
    hear("call.answered");
    expect(actions()).toEqual(["answer", "speak", "transcription_start"]);
    hear("call.speak.ended", { status: "completed" });
    hear("call.speak.ended", { status: "completed" });
    expect(events).toEqual([
      { type: "leg.answered", leg: "caller" },
      { type: "speech.stopped", speech: "1.0", heard: "Hello." },
      { type: "speech.stopped", speech: "1.1", heard: "How can I help?" },
    ]);
    hear("call.transcription", { transcription_data: { transcript: "a taxi", is_final: true, confidence: 0.9 } });
    expect(events.at(-1)).toEqual({ type: "caller.said", leg: "caller", text: "a taxi", confidence: 0.9 });
  });

  it("falls silent when interrupted; the late end of what was cut ends nothing else", () => {
    const { hear, send, actions, events } = line();
    hear("call.answered");
    send(say("1.0", "A long sentence that is cut."));
    send(say("1.1", "Never begun."));
    hear("call.transcription", { transcription_data: { transcript: "wait", is_final: false } });
    expect(events.at(-1)).toEqual({ type: "caller.spoke", leg: "caller" });
    send({ type: "hush" });
    expect(actions()).toContain("playback_stop");
    expect(events).toContainEqual({ type: "speech.stopped", speech: "1.1", heard: "" });
    send(say("2.0", "Yes?"));
    hear("call.speak.ended", { status: "cancelled_amd" });
    expect(events.some((event) => event.type === "speech.stopped" && event.speech === "2.0")).toBe(false);
    hear("call.speak.ended", { status: "completed" });
    expect(events.at(-1)).toEqual({ type: "speech.stopped", speech: "2.0", heard: "Yes?" });
  });

  it("hangs up, and transfers, only after what it says was heard; every command has an id of its own", () => {
    const { hear, send, actions, acts } = line();
    hear("call.answered");
    send(say("1.0", "Goodbye."));
    send({ type: "hang_up", why: "agent_hung_up" });
    expect(actions()).not.toContain("hangup");
    hear("call.speak.ended", { status: "completed" });
    expect(actions()).toContain("hangup");
    send({ type: "press", digits: "1w2#" });
    expect(acts.at(-1)).toMatchObject({ action: "send_dtmf", body: { digits: "1w2#" } });
    expect(new Set(acts.map(({ body }) => body["command_id"])).size).toBe(acts.length);
  });

  it("puts a caller through warmly: brief, a key, then both are bridged", () => {
    const { hear, send, acts, dials, events } = line();
    hear("call.answered");
    send({ type: "dial", leg: "transfer", to: "+15145550199", mode: "talk", brief: "Ms Roy, about an invoice." });
    expect(dials).toEqual([expect.objectContaining({ to: "+15145550199", from: "+15145550123", clientState: clientState({ call: "c1", leg: "transfer" }) })]);
    hear("call.answered", {}, "transfer");
    expect(acts.at(-1)).toMatchObject({
      control: "v3:transfer",
      action: "gather_using_speak",
      body: { payload: expect.stringContaining("Ms Roy, about an invoice.") },
    });
    hear("call.gather.ended", { status: "valid" }, "transfer");
    expect(acts.at(-1)).toMatchObject({ control: "v3:a", action: "bridge", body: { call_control_id: "v3:transfer" } });
    hear("call.bridged", {}, "transfer");
    expect(events.at(-1)).toEqual({ type: "leg.joined", leg: "transfer", mode: "talk" });
  });

  it("brings the caller back from a person who presses nothing", () => {
    const { hear, send, acts, events } = line();
    hear("call.answered");
    send({ type: "dial", leg: "transfer", to: "+15145550199", mode: "talk", brief: "" });
    hear("call.answered", {}, "transfer");
    hear("call.gather.ended", { status: "timeout" }, "transfer");
    expect(acts.at(-1)).toMatchObject({ control: "v3:transfer", action: "hangup" });
    hear("call.hangup", { hangup_cause: "normal_clearing" }, "transfer");
    expect(events.at(-1)).toEqual({ type: "leg.ended", leg: "transfer", why: "no_answer" });
  });
});
