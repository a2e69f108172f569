import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, timeOf } from "../../src/booking/zones.ts";
import { OVERLAPS, race } from "./race.ts";
import { repair, technicians, type World, world } from "./world.ts";

let here: World;
beforeAll(async () => {
  here = await world({ connections: 10 });
});
afterAll(() => here.close());

/** The full measure is 200 (4,000 attempts, RACE_SLOTS=200); fewer prove the same on each run. */
const slots = Number(process.env["RACE_SLOTS"] ?? 50);

test("twenty callers want each of many times at once: one gets it, nobody overlaps, every loser is offered another", async () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));
  const tenant = await here.tenant({ resources: technicians(1), hours: everyDay });
  const slotsPerDay = 10;
  const tally = await race({ racers: 20, slots }, async (slot, racer) => {
    const date = addDays("2026-01-06", Math.floor(slot / slotsPerDay));
    const time = timeOf((slot % slotsPerDay) * 120);
    const made = await here.booking.hold(tenant, repair({ date, time, idem: `${slot}/${racer}` }));
    if (!("refused" in made)) return { won: true };
    return { won: false, why: made.refused, alternatives: "alternatives" in made ? made.alternatives.length : 0 };
  });
  expect(tally.attempts).toBe(20 * slots);
  expect(tally.winners.every((winners) => winners === 1)).toBe(true);
  expect(tally.losses).toEqual({ slot_taken: 19 * slots });
  expect(tally.unconsoled).toBe(0);
  expect(await here.owner(OVERLAPS)).toEqual([{ pairs: 0 }]);
  expect(await here.owner("select count(*)::int as held from bookings where status = 'held'")).toEqual([{ held: slots }]);
}, 120_000);

test("when several resources are free, as many callers win as there are", async () => {
  const tenant = await here.tenant({ resources: technicians(3) });
  const results = await Promise.all(Array.from({ length: 12 }, () => here.booking.hold(tenant, repair())));
  expect(results.filter((made) => !("refused" in made)).length).toBe(3);
  expect(await here.owner(OVERLAPS)).toEqual([{ pairs: 0 }]);
});

test("the constraint judges even those who do not queue at the lock", async () => {
  const tenant = await here.tenant({ resources: technicians(1) });
  const held = await here.booking.hold(tenant, repair());
  if ("refused" in held) throw new Error(held.refused);
  const copy = `insert into bookings select tenant_id, gen_random_uuid(), 'XXX2222', service_id, resource_id, during, status, hold_expires_at, slots, places,
    customer_name, customer_phone, customer_email, person_id, call_id, null, language, moves, moves_to, moved_at, created_at, updated_at from bookings where id = $1`;
  await expect(here.owner(copy, [held.id])).rejects.toMatchObject({ code: "23P01", constraint: "bookings_never_overlap" });
});
