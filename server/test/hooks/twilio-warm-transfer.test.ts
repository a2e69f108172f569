import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asks, scriptedBrain, scriptedTool, sentence } from "../engine/scripted.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";
import { type Carrier, number, publicUrl, twilioWorld } from "./twilio-world.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

const transfer = { to: "+15145550199", brief: "Ms Roy asks about an invoice.", warm: true };

/** A caller who asked for a person and is being put through. */
async function puttingThrough() {
  const tool = scriptedTool("transfer_to_person", true, false, () => ({ transfer, say: "One moment." }));
  const brain = scriptedBrain(
    () => [sentence("Of course."), asks("transfer_to_person", "t1")],
    () => [sentence("Nobody is free. Shall I take a message?")],
  );
  const world = await twilioWorld(database, brain, [tool]);
  const caller = world.carrier();
  await caller.voice();
  const twiml = await caller.say("a person please");
  const person = world.carrier();
  /** What the person's telephone asks of the address in the TwiML. */
  const ask = async (address: string, fields: Record<string, string> = {}): Promise<string> => {
    const url = address.replaceAll("&amp;", "&").split("#")[0]!.slice(publicUrl.length);
    const leg = { ParentCallSid: caller.callSid, From: number, To: transfer.to, Direction: "outbound-dial", ...fields };
    return String((await person.send(person.request(url, leg))).body);
  };
  const dialled = (fields: Record<string, string>) => caller.send(actionOf(caller, twiml, fields));
  const types = async () =>
    (await database.db.tenant(world.tenant, (tx) => tx.selectFrom("events").select("type").orderBy("stream").orderBy("seq").execute())).map(({ type }) => type);
  return { ...world, caller, twiml, ask, dialled, types };
}
const actionOf = (caller: Carrier, twiml: string, fields: Record<string, string>) => {
  const action = /<Dial action="([^"]+)"/.exec(twiml)?.[1]?.replaceAll("&amp;", "&").split("#")[0] ?? "";
  return caller.request(action.slice(publicUrl.length), fields);
};
const numberUrl = (twiml: string): string => /<Number url="([^"]+)"/.exec(twiml)?.[1] ?? "";

describe("a warm transfer at Twilio", () => {
  it("tells the person what it is about and asks for a key; then the two are joined, and the call ends as transferred", async () => {
    const { twiml, ask, dialled, types, engine } = await puttingThrough();
    expect(twiml).toContain(">+15145550199</Number>");
    const brief = await ask(numberUrl(twiml));
    expect(brief).toContain("Ms Roy asks about an invoice.");
    expect(brief).toMatch(/<Gather[^>]*numDigits="1"/);
    expect(await ask(/action="([^"]+)"/.exec(brief)?.[1] ?? "", { Digits: "1" })).toMatch(/<Response\s*\/>/);
    await dialled({ DialCallStatus: "completed", DialBridged: "true" });
    await Promise.all(engine.live.map(({ done }) => done));
    const all = await types();
    expect(all).toContain("leg.joined");
    expect(all.at(-1)).toBe("call.ended");
  });

  it("brings the caller back when nobody presses a key, as a machine does not", async () => {
    const { twiml, ask, dialled, caller, types } = await puttingThrough();
    const brief = await ask(numberUrl(twiml));
    expect(await ask(/action="([^"]+)"/.exec(brief)?.[1] ?? "", {})).toContain("<Hangup");
    const back = String((await dialled({ DialCallStatus: "completed", DialBridged: "false" })).body);
    expect(back + caller.twiml).toContain("Nobody is free");
    expect(await types()).not.toContain("leg.joined");
  });
});
