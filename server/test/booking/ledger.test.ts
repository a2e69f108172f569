import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Booked } from "../../src/booking/booked.ts";
import { isRefused, type Refused } from "../../src/booking/refused.ts";
import { addDays, MINUTE_MS, wallOf } from "../../src/booking/zones.ts";
import { newId, type TenantId } from "../../src/lib/ids.ts";
import { OVERLAPS } from "./race.ts";
import { MONDAY_MS, repair, technicians, type World, world } from "./world.ts";

let here: World;
let tenant: TenantId;
beforeAll(async () => {
  here = await world();
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clock.advance(Math.max(0, MONDAY_MS - here.clock.nowMs()));
  tenant = await here.tenant({ resources: technicians(1) });
});

function made(result: Booked | Refused): Booked {
  if (isRefused(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}
const refusal = (result: object) => (isRefused(result) ? result.refused : `made ${JSON.stringify(result)}`);
const hold = async (change: Parameters<typeof repair>[0] = {}) => made(await here.booking.hold(tenant, repair(change)));
const booked = async (change: Parameters<typeof repair>[0] = {}) => made(await here.booking.confirm(tenant, (await hold(change)).id));
/** From now, so that tests that move the clock do not disturb each other. */
const daysAhead = (days: number) => wallOf("America/Toronto", here.clock.nowMs() + days * 1440 * MINUTE_MS).date;
const nextMonday = () => Array.from({ length: 7 }, (_, n) => daysAhead(n + 1)).find((date) => new Date(date).getUTCDay() === 1)!;

describe("hold and confirm", () => {
  test("a hold becomes a booking with the same code, and the log says both", async () => {
    const held = await hold({ date: nextMonday() });
    expect(held).toMatchObject({ status: "held", zone: "America/Toronto", slots: { problem: "no heat", date: nextMonday(), time: "10:00" } });
    const confirmed = made(await here.booking.confirm(tenant, held.id));
    expect(confirmed).toMatchObject({ id: held.id, code: held.code, status: "confirmed" });
    expect(await here.facts(tenant, held.id)).toEqual(["booking.held", "booking.confirmed"]);
  });

  test("confirmed twice, it is booked once", async () => {
    const held = await hold({ date: nextMonday() });
    const both = await Promise.all([here.booking.confirm(tenant, held.id), here.booking.confirm(tenant, held.id)]);
    expect(both.map(made).map(({ status }) => status)).toEqual(["confirmed", "confirmed"]);
    expect(await here.facts(tenant, held.id)).toEqual(["booking.held", "booking.confirmed"]);
  });

  test("the same wish twenty times at once is one hold", async () => {
    const wish = repair({ date: nextMonday(), call: newId(), idem: "call/tool" });
    const all = await Promise.all(Array.from({ length: 20 }, () => here.booking.hold(tenant, wish)));
    expect(new Set(all.map((one) => made(one).id)).size).toBe(1);
    expect(made(await here.booking.hold(tenant, wish)).id).toBe(made(all[0]!).id);
  });

  test("the same wish after it was confirmed is that booking", async () => {
    const one = await booked({ date: nextMonday(), idem: "again" });
    expect(await here.booking.hold(tenant, repair({ date: nextMonday(), idem: "again" }))).toMatchObject({ id: one.id, status: "confirmed" });
  });

  test("a call holds one thing at a time: its new hold lets the old one go, also at the same time of day", async () => {
    const call = newId();
    const first = await hold({ date: nextMonday(), call, idem: "1" });
    const second = await hold({ date: nextMonday(), call, idem: "2", slots: { problem: "noise" } });
    expect((await here.booking.get(tenant, first.id))?.status).toBe("expired");
    expect(await here.facts(tenant, first.id)).toEqual(["booking.held", "booking.expired"]);
    expect(refusal(await here.booking.confirm(tenant, first.id))).toBe("expired");
    expect(made(await here.booking.confirm(tenant, second.id)).slots["problem"]).toBe("noise");
  });

  test("a new hold that is refused leaves the old one standing", async () => {
    await booked({ date: nextMonday(), time: "14:00" });
    const call = newId();
    const first = await hold({ date: nextMonday(), call });
    expect(refusal(await here.booking.hold(tenant, repair({ date: nextMonday(), time: "14:30", call })))).toBe("slot_taken");
    expect((await here.booking.get(tenant, first.id))?.status).toBe("held");
  });

  test("what a call holds can be given back", async () => {
    const call = newId();
    const held = await hold({ date: nextMonday(), call });
    await here.booking.letGo(tenant, call);
    expect(await here.facts(tenant, held.id)).toEqual(["booking.held", "booking.expired"]);
  });

  test("refusals have their names, and other times beside them", async () => {
    const no = async (change: Parameters<typeof repair>[0]) => here.booking.hold(tenant, repair(change));
    expect(await no({ service: "surgery" })).toEqual({ refused: "no_such_service" });
    expect(await no({ party: 2 })).toEqual({ refused: "too_many", slot: "party", capacity: 1 });
    expect(refusal(await no({ date: "2020-01-06" }))).toBe("past");
    expect(refusal(await no({ date: daysAhead(200) }))).toBe("too_far");
    const closed = await no({ date: nextMonday(), time: "03:00" });
    expect(refusal(closed)).toBe("closed");
    expect("alternatives" in closed && closed.alternatives[0]).toMatchObject({ date: nextMonday(), time: "08:00" });
  });

  test("a public holiday is closed, unless the business says otherwise", async () => {
    const christmas = { date: "2026-12-25", time: "10:00" };
    const open = await here.tenant({ resources: technicians(1), settings: { country: "CA", region: "QC", city: "Montréal", openOnHolidays: true } });
    expect(refusal(await here.booking.create(tenant, repair(christmas), "staff"))).toBe("closed");
    expect(made(await here.booking.create(open, repair(christmas), "staff")).status).toBe("confirmed");
  });
});

describe("expiry", () => {
  test("a hold stands until its time and not a moment longer", async () => {
    const held = await hold({ date: nextMonday() });
    here.clock.advance(5 * MINUTE_MS - 1);
    expect(refusal(await here.booking.hold(tenant, repair({ date: nextMonday() })))).toBe("slot_taken");
    here.clock.advance(1);
    expect(refusal(await here.booking.confirm(tenant, held.id))).toBe("expired");
  });

  test("a lapsed hold makes room for the next one, and says so, without any sweep", async () => {
    const lapsed = await hold({ date: nextMonday() });
    here.clock.advance(5 * MINUTE_MS);
    const next = await hold({ date: nextMonday() });
    expect(await here.facts(tenant, lapsed.id)).toEqual(["booking.held", "booking.expired"]);
    expect(made(await here.booking.confirm(tenant, next.id)).status).toBe("confirmed");
  });

  test("a sweep lets go of every tenant's lapsed holds and of nothing else", async () => {
    const other = await here.tenant();
    const lapsed = [await hold({ date: nextMonday() }), made(await here.booking.hold(other, repair({ date: nextMonday() })))];
    const kept = await booked({ date: nextMonday(), time: "14:00" });
    here.clock.advance(5 * MINUTE_MS);
    const fresh = await hold({ date: nextMonday(), time: "12:00" });
    await here.booking.sweep();
    expect(await here.booking.sweep()).toBe(0);
    expect((await here.booking.get(tenant, lapsed[0]!.id))?.status).toBe("expired");
    expect(await here.facts(other, lapsed[1]!.id)).toEqual(["booking.held", "booking.expired"]);
    expect((await here.booking.get(tenant, kept.id))?.status).toBe("confirmed");
    expect((await here.booking.get(tenant, fresh.id))?.status).toBe("held");
  });
});

describe("moving", () => {
  test("the old time stands until the new one is confirmed; then it is free", async () => {
    const one = await booked({ date: nextMonday() });
    const held = made(await here.booking.holdMove(tenant, { booking: one.id, date: nextMonday(), time: "14:00" }));
    expect(held.code).toBe(one.code);
    for (const time of ["10:00", "14:00"]) expect(refusal(await here.booking.hold(tenant, repair({ date: nextMonday(), time })))).toBe("slot_taken");
    expect(made(await here.booking.confirm(tenant, held.id))).toMatchObject({ id: one.id, code: one.code, status: "confirmed", slots: { time: "14:00" } });
    await hold({ date: nextMonday(), time: "10:00" });
    expect(await here.facts(tenant, one.id)).toEqual(["booking.held", "booking.confirmed", "booking.rescheduled"]);
    expect(await here.facts(tenant, held.id)).toEqual(["booking.held", "booking.expired"]);
  });

  test("by half of its length, on the only technician; confirmed twice it moves once", async () => {
    const one = await booked({ date: nextMonday() });
    for (const time of ["10:30", "10:00", "09:15"]) {
      const held = made(await here.booking.holdMove(tenant, { booking: one.id, date: nextMonday(), time }));
      const both = [await here.booking.confirm(tenant, held.id), await here.booking.confirm(tenant, held.id)].map(made);
      expect(both.map(({ slots }) => slots["time"])).toEqual([time, time]);
    }
    expect((await here.facts(tenant, one.id)).filter((type) => type === "booking.rescheduled")).toHaveLength(3);
    expect(await here.owner(OVERLAPS)).toEqual([{ pairs: 0 }]);
  });

  test("two moves of one booking to overlapping times: the ledger lets no one overlap, whichever is confirmed", async () => {
    const one = await booked({ date: nextMonday() });
    const a = made(await here.booking.holdMove(tenant, { booking: one.id, date: nextMonday(), time: "10:30" }));
    expect(made(await here.booking.confirm(tenant, a.id)).slots["time"]).toBe("10:30");
    await hold({ date: nextMonday(), time: "09:00" });
    expect(refusal(await here.booking.holdMove(tenant, { booking: one.id, date: nextMonday(), time: "09:30" }))).toBe("slot_taken");
    expect(await here.owner(OVERLAPS)).toEqual([{ pairs: 0 }]);
  });

  test("a move that lapsed leaves the booking where it was; a cancelled booking is not moved; nor is one to where it is", async () => {
    const one = await booked({ date: nextMonday() });
    expect(refusal(await here.booking.holdMove(tenant, { booking: one.id, date: nextMonday(), time: "10:00" }))).toBe("unchanged");
    const held = made(await here.booking.holdMove(tenant, { booking: one.id, date: nextMonday(), time: "14:00" }));
    here.clock.advance(5 * MINUTE_MS);
    expect(refusal(await here.booking.confirm(tenant, held.id))).toBe("expired");
    expect((await here.booking.get(tenant, one.id))?.slots["time"]).toBe("10:00");
    const second = made(await here.booking.holdMove(tenant, { booking: one.id, date: nextMonday(), time: "14:00" }));
    made(await here.booking.cancel(tenant, one.id, "caller"));
    expect(refusal(await here.booking.confirm(tenant, second.id))).toBe("expired");
    expect(refusal(await here.booking.holdMove(tenant, { booking: one.id, date: nextMonday(), time: "15:00" }))).toBe("not_open");
  });
});

describe("cancelling, correcting, finishing", () => {
  test("a cancelled time is free; cancelled twice is cancelled once", async () => {
    const one = await booked({ date: nextMonday() });
    made(await here.booking.cancel(tenant, one.id, "caller"));
    expect(made(await here.booking.cancel(tenant, one.id, "caller")).status).toBe("cancelled");
    expect(await here.facts(tenant, one.id)).toEqual(["booking.held", "booking.confirmed", "booking.cancelled"]);
    await booked({ date: nextMonday() });
  });

  test("a caller cannot cancel or move what has begun", async () => {
    const one = made(await here.booking.create(tenant, repair({ date: nextMonday() }), "staff"));
    here.clock.advance(one.startMs - here.clock.nowMs());
    expect(refusal(await here.booking.cancel(tenant, one.id, "caller"))).toBe("past");
    expect(refusal(await here.booking.holdMove(tenant, { booking: one.id, date: nextMonday(), time: "10:00" }))).toBe("past");
    expect(made(await here.booking.done(tenant, one.id)).status).toBe("done");
    expect(refusal(await here.booking.cancel(tenant, one.id, "staff"))).toBe("not_open");
  });

  test("corrections keep the rest, and a party must still fit", async () => {
    const rides = await here.tenant({}, "demo-rides");
    const slots = { passengers: 2, pickup: "A", dropoff: "B", name: "Ben" };
    const ride = made(await here.booking.create(rides, { ...repair({ service: "ride", slots, party: 2, date: nextMonday() }) }, "staff"));
    const changed = made(
      await here.booking.change(rides, ride.id, { slots: { passengers: 3 }, customer: { name: "Benoît" }, party: { slot: "passengers", count: 3 } }),
    );
    expect(changed).toMatchObject({ slots: { passengers: 3, pickup: "A", time: "10:00" }, customer: { name: "Benoît", phone: "+15145550199" } });
    const tooMany = await here.booking.change(rides, ride.id, { slots: { passengers: 6 }, party: { slot: "passengers", count: 6 } });
    expect(tooMany).toEqual({ refused: "too_many", slot: "passengers", capacity: 4 });
    expect(await here.facts(rides, ride.id)).toEqual(["booking.confirmed", "booking.changed"]);
  });
});

describe("tenants apart", () => {
  test("another's booking is not there, and another's full day is not mine", async () => {
    const other = await here.tenant({ resources: technicians(1) });
    const one = await booked({ date: nextMonday() });
    expect(await here.booking.get(other, one.id)).toBeUndefined();
    expect((await here.booking.list(other, {})).total).toBe(0);
    for (const result of [
      await here.booking.confirm(other, one.id),
      await here.booking.cancel(other, one.id, "staff"),
      await here.booking.holdMove(other, { booking: one.id, date: nextMonday(), time: "15:00" }),
    ])
      expect(refusal(result)).toBe("no_such_booking");
    made(await here.booking.hold(other, repair({ date: nextMonday() })));
  });

  test("the same key of two tenants is two wishes", async () => {
    const other = await here.tenant();
    const [mine, theirs] = [await hold({ date: nextMonday(), idem: "k" }), made(await here.booking.hold(other, repair({ date: nextMonday(), idem: "k" })))];
    expect(mine.id).not.toBe(theirs.id);
  });
});

describe("asking and finding", () => {
  test("a time asked comes first when free; else why not, and the closest", async () => {
    await booked({ date: nextMonday() });
    const ask = async (question: object) => {
      const answer = await here.booking.availability(tenant, { service: "repair", count: 5, ...question });
      if (isRefused(answer)) throw new Error(answer.refused);
      return { ...answer, times: answer.free.map(({ time }) => time) };
    };
    expect(await ask({ date: nextMonday(), time: "14:00" })).toMatchObject({ free: [{ time: "14:00" }, {}, {}, {}, {}] });
    expect(await ask({ date: nextMonday(), time: "10:30" })).toMatchObject({ reason: "slot_taken", times: ["11:30", "12:00", "08:30", "12:30", "08:00"] });
    expect(await ask({ date: nextMonday() })).not.toHaveProperty("reason");
    expect(await ask({ date: addDays(nextMonday(), -1) })).toMatchObject({ reason: "closed", hours: [], free: [{ date: nextMonday() }, {}, {}, {}, {}] });
    expect(await ask({ date: "2020-01-01" })).toMatchObject({ reason: "past" });
    expect(await ask({ date: daysAhead(300) })).toMatchObject({ reason: "too_far" });
    expect(await here.booking.availability(tenant, { service: "repair", party: 9, count: 5 })).toMatchObject({ refused: "too_many" });
  });

  test("lists are filtered, counted and in order", async () => {
    const [a, b] = [
      await booked({ date: nextMonday() }),
      await booked({ date: nextMonday(), time: "14:00", customer: { name: "100% Zoë", phone: "", email: "" } }),
    ];
    await here.booking.cancel(tenant, a.id, "staff");
    expect((await here.booking.list(tenant, { order: "soonest" })).rows.map(({ id }) => id)).toEqual([a.id, b.id]);
    expect((await here.booking.list(tenant, { status: ["confirmed"] })).rows.map(({ id }) => id)).toEqual([b.id]);
    expect((await here.booking.list(tenant, { text: "0% z" })).rows.map(({ id }) => id)).toEqual([b.id]);
    expect((await here.booking.list(tenant, { text: "%" })).total).toBe(1);
    expect((await here.booking.list(tenant, { code: a.code })).rows.map(({ id }) => id)).toEqual([a.id]);
    expect((await here.booking.list(tenant, {}, { limit: 1, offset: 1 })).total).toBe(2);
  });
});
