import type { Json, ToolOutput } from "@firstring/contract/call/event.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CallId, newId, type PersonId, type TenantId } from "../../src/lib/ids.ts";
import { messages } from "../../src/messages/messages.ts";
import { gazetteer } from "../../src/places/gazetteer.ts";
import type { ToolContext } from "../../src/ports/tool.ts";
import { byCode } from "../../src/tools/by-code.ts";
import { cancelBooking } from "../../src/tools/cancel-booking.ts";
import { checkAvailability } from "../../src/tools/check-availability.ts";
import { confirm } from "../../src/tools/confirm.ts";
import { findBooking } from "../../src/tools/find-booking.ts";
import { holdBooking } from "../../src/tools/hold-booking.ts";
import { rescheduleBooking } from "../../src/tools/reschedule-booking.ts";
import { takeMessage } from "../../src/tools/take-message.ts";
import { transferToPerson } from "../../src/tools/transfer-to-person.ts";
import { technicians, type World, world } from "../booking/world.ts";
import { callOf } from "./context.ts";

let here: World;
let rides: TenantId;
let theirs: ReturnType<typeof byCode>;
beforeAll(async () => {
  here = await world();
  rides = await here.tenant({}, "demo-rides");
  theirs = byCode(here.booking, customerOf);
});
afterAll(() => here.close());

const RIDE = { passengers: 2, pickup: "1280 sherbrooke west", dropoff: "the airport", date: "2026-01-06", time: "15:30", name: "Ben" };
const ann = { person: newId<PersonId>(), email: "ann@example.com" };
let annsCall: CallId | undefined;
const customerOf = async (_: TenantId, call: CallId) => (call === annsCall ? ann : undefined);
const hold = (slots: Record<string, string | number | null>, change: Partial<ToolContext> = {}, service = "ride", tenant = rides) =>
  holdBooking(here.booking, gazetteer, customerOf).run({ service, slots }, callOf(tenant, here.clock.nowMs(), change));
/** The caller says yes to what was read back. */
const yes = (output: ToolOutput, change: Partial<ToolContext> = {}) => {
  if (!output.proposal) throw new Error(`nothing to confirm: ${JSON.stringify(output)}`);
  return confirm(here.booking).run({}, callOf(rides, here.clock.nowMs(), { ...change, proposal: { ...output.proposal, speech: "1.1", heard: true } }));
};
const data = (output: ToolOutput) => output.data as Record<string, Json>;

describe("a ride", () => {
  test("is held with the addresses that were found, read back, and booked only by confirm", async () => {
    const held = await hold(RIDE);
    expect(held.proposal?.kind).toBe("book");
    expect(held.proposal?.readBack).toBe(
      "Let me read that back: Ride, 2 passengers, pick-up 1280 Rue Sherbrooke Ouest, Montréal, drop-off Montréal–Trudeau International Airport, 975 Boulevard Roméo-Vachon Nord, Dorval, under the name Ben, tomorrow, Tuesday, January 6 at 3:30 PM. Shall I book it?",
    );
    expect(data(held)).toEqual({ holdId: held.proposal?.id, startsAt: "2026-01-06T15:30:00.000-05:00" });
    expect((await here.booking.get(rides, held.proposal!.id))?.status).toBe("held");
    const done = await yes(held);
    const [row] = (await here.booking.list(rides, { code: done.booking!.code })).rows;
    expect(row).toMatchObject({ status: "confirmed", slots: { passengers: 2, phone: "+15145550199" }, places: { dropoff: { approximate: true } } });
    expect(done.say).toBe(`Booked, tomorrow, Tuesday, January 6 at 3:30 PM. Your confirmation code is ${[...row!.code].join(", ")}.`);
    expect(done.booking?.status).toBe("confirmed");
  });

  test("of a customer who is signed in is their own, and confirmed to their address", async () => {
    annsCall = newId<CallId>();
    const theirs = await hold(RIDE, { call: annsCall, caller: "", channel: "chat" });
    expect(await here.booking.get(rides, theirs.proposal!.id)).toMatchObject({ person: ann.person, customer: { email: "ann@example.com" } });
    expect((await here.booking.get(rides, (await hold(RIDE)).proposal!.id))?.person).toBeUndefined();
  });

  test("speaks French to who speaks French", async () => {
    const held = await hold(RIDE, { language: "fr" });
    expect(held.proposal?.readBack).toMatch(/^Je récapitule : Course, 2 passagers, départ 1280 Rue Sherbrooke Ouest.* Je confirme \?$/);
    expect((await yes(held, { language: "fr" })).say).toMatch(/^C'est réservé, demain, mardi 6 janvier, à 15 heures 30\./);
  });

  test("reads a number back only when the caller said it", async () => {
    expect((await hold({ ...RIDE, phone: "514 555 0123" })).proposal?.readBack).toContain("phone number 5 1 4, 5 5 5, 0 1 2 3");
    expect((await hold(RIDE, { caller: "" })).proposal).toBeDefined();
  });

  test.each([
    [{ passengers: null }, { refused: "missing", slot: "passengers", message: "How many passengers will there be?" }],
    [{ passengers: 0 }, { refused: "invalid", slot: "passengers" }],
    [{ passengers: 12 }, { refused: "invalid", slot: "passengers", capacity: 7, message: "We can take 7 at most." }],
    [{ phone: "123" }, { refused: "invalid", slot: "phone" }],
    [{ pickup: "over there" }, { refused: "invalid", slot: "pickup" }],
    [{ date: "2026-02-30" }, { refused: "invalid", slot: "date" }],
    [{ date: "2026-01-04" }, { refused: "past" }],
    [{ date: "2027-01-04" }, { refused: "too_far" }],
    [{ colour: "red" }, { refused: "invalid", slot: "colour" }],
    [{ name: "   " }, { refused: "missing", slot: "name" }],
  ])("%j is refused by name", async (wrong, refusal) => {
    const output = await hold({ ...RIDE, ...wrong } as typeof RIDE);
    expect(output.proposal).toBeUndefined();
    expect(data(output)).toMatchObject(refusal);
    expect(String(data(output)["message"])).not.toBe("");
  });

  test("that was corrected takes the place of the first", async () => {
    const call = newId<CallId>();
    const first = await hold(RIDE, { call });
    const second = await hold({ ...RIDE, passengers: 3 }, { call });
    expect(data(await yes(first))).toMatchObject({ refused: "expired" });
    expect((await yes(second)).booking?.status).toBe("confirmed");
  });

  test("of an unknown service is refused, as is one this agent does not sell", async () => {
    expect(data(await hold(RIDE, {}, "surgery"))).toMatchObject({ refused: "invalid", slot: "service" });
    const agent = { ...callOf(rides, 0).agent, services: [{ slug: "visit" } as never] };
    expect(data(await hold(RIDE, { agent }))).toMatchObject({ refused: "invalid", slot: "service" });
  });
});

test("a taken time is refused with others that are free", async () => {
  const hvac = await here.tenant({ resources: technicians(1) });
  const visit = { problem: "no heat", address: "12 rue Peel", date: "2026-01-06", time: "10:00", name: "Ann" };
  expect((await hold(visit, {}, "repair", hvac)).proposal).toBeDefined();
  const lost = data(await hold(visit, {}, "repair", hvac));
  expect(lost).toMatchObject({ refused: "slot_taken", alternatives: [{ date: "2026-01-06", time: "08:30" }, {}, {}] });
  expect(lost["message"]).toBe("That time is taken. I could offer tomorrow, Tuesday, January 6 at 8:30 AM, or tomorrow, Tuesday, January 6 at 11:30 AM.");
  const asked = await checkAvailability(here.booking).run({ service: "repair", date: "2026-01-06", time: "10:00" }, callOf(hvac, here.clock.nowMs()));
  expect(data(asked)).toMatchObject({ reason: "full", hours: "from 8 AM to 6 PM" });
  const sunday = await checkAvailability(here.booking).run({ service: "repair", date: "2026-01-11" }, callOf(hvac, here.clock.nowMs(), { language: "fr" }));
  expect(data(sunday)).toMatchObject({ reason: "closed", hours: "fermé", free: [{ date: "2026-01-12" }, {}, {}, {}, {}] });
});

describe("a booking that stands", () => {
  const find = async (input: object, change: Partial<ToolContext> = {}) =>
    data(await findBooking(here.booking, theirs).run(input, callOf(rides, here.clock.nowMs(), change)));
  const booked = async (change: Partial<ToolContext> = {}) => (await yes(await hold({ ...RIDE, date: "2026-01-08", name: "Zoë Tremblay" }, change))).booking!;

  test("is found from the number it was made from, or by code and name; never by a number that is only said", async () => {
    const { code } = await booked({ caller: "+15145550111" });
    expect(await find({}, { caller: "+15145550111" })).toMatchObject({ bookings: [{ code, service: "ride", date: "2026-01-08", time: "15:30" }] });
    expect(await find({ phone: "514-555-0111" }, { caller: "+15145550122" })).toEqual({ bookings: [], needs: "code" });
    expect(await find({ code }, { caller: "" })).toEqual({ bookings: [], needs: "name" });
    expect(await find({ code, name: "tremblay" }, { caller: "" })).toMatchObject({ bookings: [{ code }] });
    expect(await find({ code, name: "z" }, { caller: "" })).toMatchObject({ bookings: [] });
    expect(await find({ code: "not a code" })).toMatchObject({ bookings: [] });
    expect(await find({ code: "CCC2222" }, { caller: "" })).toEqual({ bookings: [], needs: "name" });
  });

  describe("of somebody else", () => {
    const unknown = "CCC2222";
    const asked = (input: { code: string; name?: string }, change: Partial<ToolContext>) => {
      const context = callOf(rides, here.clock.nowMs(), change);
      return [
        cancelBooking(here.booking, theirs).run(input, context),
        rescheduleBooking(here.booking, theirs).run({ ...input, date: "2026-01-09", time: "10:00" }, callOf(rides, here.clock.nowMs(), change)),
      ];
    };

    test.each(["", "+15145550122"])("is neither cancelled nor moved by its code alone, nor told from one that does not exist, from %j", async (caller) => {
      const { code } = await booked({ caller: "+15145550111" });
      for (const name of [undefined, "Jean", "z", "Zoë"]) {
        const said = name === undefined ? {} : { name };
        const [foreign, none] = [await Promise.all(asked({ code, ...said }, { caller })), await Promise.all(asked({ code: unknown, ...said }, { caller }))];
        expect(foreign.map(({ proposal }) => proposal)).toEqual([undefined, undefined]);
        expect(foreign.map(data)).toEqual(none.map(data));
        expect(data(foreign[0]!)).toMatchObject({ refused: "not_theirs", ...(name === undefined && { needs: "name" }) });
      }
      for (const name of ["tremblay", "Tremblay, Zoe", "Zoë Anne Tremblay"])
        for (const one of await Promise.all(asked({ code, name }, { caller }))) expect(one.proposal).toBeDefined();
    });

    test("is theirs where they made it: in this call, or signed in", async () => {
      const call = newId<CallId>();
      const inCall = await booked({ caller: "", channel: "chat", call });
      expect((await Promise.all(asked({ code: inCall.code }, { caller: "", channel: "chat", call })))[0]!.proposal).toBeDefined();
      annsCall = newId<CallId>();
      const made = await booked({ caller: "", channel: "chat", call: annsCall });
      annsCall = newId<CallId>();
      expect((await asked({ code: made.code }, { caller: "", channel: "chat", call: annsCall })[0]!).proposal).toBeDefined();
      expect((await asked({ code: made.code }, { caller: "", channel: "chat" })[0]!).proposal).toBeUndefined();
    });

    test("is not found by trying: after five wrong answers a call is told no more, whatever is right", async () => {
      const { code } = await booked({ caller: "+15145550111" });
      const call = newId<CallId>();
      const cancel = async (name: string) => data(await asked({ code, name }, { caller: "", call })[0]!);
      for (const name of ["Roy", "Gagnon", "Smith"]) await Promise.all(asked({ code, name }, { caller: "", call }));
      expect(await cancel("Tremblay")).toMatchObject({ refused: "too_many_tries", message: expect.stringContaining("somebody") });
      expect(await find({ code, name: "Tremblay" }, { caller: "", call })).toMatchObject({ bookings: [] });
      expect(await find({ code, name: "Tremblay" }, { caller: "" })).toMatchObject({ bookings: [{ code }] });
    });
  });

  test("moves when the caller agreed to the new time", async () => {
    const { code, id } = await booked();
    const spelled = [...code].join(" ").toLowerCase();
    const held = await rescheduleBooking(here.booking, theirs).run({ code: spelled, date: "2026-01-09", time: "09:00" }, callOf(rides, here.clock.nowMs()));
    expect(held.proposal).toMatchObject({
      kind: "reschedule",
      readBack: "I'll move your ride from Thursday, January 8 at 3:30 PM to Friday, January 9 at 9 AM. Shall I make the change?",
    });
    expect((await here.booking.get(rides, id))?.slots["date"]).toBe("2026-01-08");
    const moved = await yes(held);
    expect(moved.booking).toMatchObject({ id, code, status: "rescheduled" });
    expect((await here.booking.get(rides, id))?.slots).toMatchObject({ date: "2026-01-09", time: "09:00" });
  });

  test("is cancelled when the caller agreed, once", async () => {
    const { code, id } = await booked();
    const asked = await cancelBooking(here.booking, theirs).run({ code }, callOf(rides, here.clock.nowMs()));
    expect((await here.booking.get(rides, id))?.status).toBe("confirmed");
    expect((await yes(asked)).booking).toMatchObject({ id, status: "cancelled" });
    expect(data(await cancelBooking(here.booking, theirs).run({ code }, callOf(rides, here.clock.nowMs())))).toMatchObject({ refused: "not_open" });
    const other = await here.tenant({}, "demo-rides");
    expect(data(await cancelBooking(here.booking, theirs).run({ code }, callOf(other, here.clock.nowMs())))).toMatchObject({
      refused: "not_theirs",
      needs: "name",
    });
  });
});

test("a confirm with nothing open does nothing", async () => {
  expect(data(await confirm(here.booking).run({}, callOf(rides, here.clock.nowMs())))).toMatchObject({ refused: "nothing_to_confirm" });
});

test("a message keeps the number of the call, and asks again for one that cannot be", async () => {
  const slips = messages(here.db, here.clock);
  const take = takeMessage(slips, here.booking.area);
  const said = await take.run({ text: "Appelez-moi \u0000 svp", name: " Zoë " }, callOf(rides, here.clock.nowMs(), { language: "fr" }));
  expect(said).toMatchObject({ messageTaken: true, say: "C'est noté, quelqu'un vous rappellera. Est-ce qu'il y a autre chose ?" });
  expect(data(await take.run({ text: "x", phone: "12" }, callOf(rides, here.clock.nowMs())))).toMatchObject({ refused: "invalid", slot: "phone" });
  const { rows, total } = await slips.list(rides, { done: false }, { limit: 10, offset: 0 });
  expect([total, rows[0]]).toMatchObject([1, { name: "Zoë", phone: "+15145550199", text: "Appelez-moi \uFFFD svp", done: false }]);
  expect((await slips.mark(rides, rows[0]!.id, true)).done).toBe(true);
});

test("a transfer goes where somebody is; where nobody is, a message is offered", async () => {
  const context = callOf(rides, here.clock.nowMs());
  expect(await transferToPerson(async () => "+15145550142").run({ reason: "angry" }, context)).toMatchObject({
    transfer: { to: "+15145550142", brief: "angry" },
  });
  expect(data(await transferToPerson(async () => undefined).run({ reason: "angry" }, context))).toMatchObject({ refused: "nobody_available" });
});
