import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Exchange, queryOf, read, type What } from "../../../src/channels/twilio/wire.ts";
import forms from "../../fixtures/twilio/forms.json" with { type: "json" };

const expected: Partial<Record<keyof typeof forms, What["is"] | undefined>> = {
  "voice-inbound": "voice",
  "voice-inbound-sip": "voice",
  "voice-inbound-forwarded-anonymous": "voice",
  "voice-outbound-answered": "voice",
  "voice-fallback": "voice",
  "gather-speech": "gather",
  "gather-dtmf": "gather",
  "gather-dtmf-finish-key": "gather",
  "gather-empty": "gather",
  "gather-partial": "unknown",
  "status-initiated": "status",
  "status-ringing": "status",
  "status-answered": "status",
  "status-completed": "status",
  "status-completed-recorded-amd": "status",
  "status-busy": "status",
  "status-no-answer": "status",
  "status-canceled": "status",
  "status-failed": "status",
  "status-inbound-completed": "status",
  "amd-async-human": "machine",
  "amd-async-machine-start": "machine",
  "dial-action-completed": "dialled",
  "dial-action-busy": "dialled",
  "dial-action-conference-answered": "dialled",
  "recording-completed": "recording",
  "voicemail-record-action": "recording",
  "conference-participant-join": "unknown",
  "transcription-content-final": "unknown",
  "stream-started": "unknown",
  "conversation-relay-action": "unknown",
  "sms-inbound": undefined,
};

describe("what Twilio tells", () => {
  for (const [name, is] of Object.entries(expected)) {
    it(`${name} is ${is ?? "not about a call"}`, () => {
      expect(read("/webhooks/twilio/demo", forms[name as keyof typeof forms], undefined)?.what.is).toBe(is);
    });
  }

  it("never fails on a form it does not know", () => {
    for (const body of Object.values(forms)) read("/webhooks/twilio/demo", body, undefined);
    fc.assert(fc.property(fc.string(), fc.string(), (url, body) => void read(url, `CallSid=CA${"1".repeat(32)}&${body}`, undefined)));
  });

  it("reads speech with its confidence, accents and all, and digits", () => {
    expect(read("/x?on=gather&n=3", forms["gather-speech"], undefined)?.what).toMatchObject({
      result: { is: "speech", text: "Bonjour, je voudrais prendre rendez-vous demain à 15 heures.", confidence: 0.9298818 },
      exchange: { n: 3 },
    });
    expect(read("/x", forms["gather-dtmf-finish-key"], undefined)?.what).toMatchObject({ result: { is: "digits", digits: "1234" } });
    expect(read("/x", forms["gather-empty"], undefined)?.what).toMatchObject({ result: { is: "empty" } });
  });

  it("takes the tenant's number from To on the way in and From on the way out", () => {
    expect(read("/x", forms["voice-inbound"], undefined)).toMatchObject({ direction: "inbound", ours: "+33184880000", theirs: "+33612345678" });
    expect(read("/x", forms["status-completed"], undefined)).toMatchObject({ direction: "outbound", ours: "+33184880000", theirs: "+33612345678" });
  });

  it("gives one key to one happening: exchanges by number, callbacks by status and sequence", () => {
    const key = (url: string, name: keyof typeof forms): string | undefined => read(url, forms[name], undefined)?.key.split(":").slice(1).join(":");
    expect(key("/x", "voice-inbound")).toBe("voice");
    expect(key("/x?on=gather&n=4", "gather-speech")).toBe("gather:4");
    expect(key("/x", "status-completed")).toBe("completed:3");
    expect(key("/x", "status-ringing")).toBe("ringing:1");
    expect(key("/x", "amd-async-human")).toBe("amd");
  });

  it("carries an exchange there and back", () => {
    const speech = fc.tuple(fc.nat(9999), fc.nat(99)).map(([turn, sentence]) => `${turn}.${sentence}` as const);
    const exchange = fc.record({ n: fc.integer({ min: 1, max: 9999 }), whole: fc.array(speech), inside: fc.array(speech), sentMs: fc.nat(2 ** 40) });
    fc.assert(
      fc.property(exchange, (given: Exchange) => {
        expect(read(`/x?${queryOf("gather", given)}`, forms["gather-speech"], undefined)?.what).toMatchObject({ exchange: given });
      }),
    );
  });
});
