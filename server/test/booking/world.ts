import { booking } from "../../src/booking/booking.ts";
import type { HoldWish } from "../../src/booking/hold.ts";
import type { TenantId } from "../../src/lib/ids.ts";
import { bookingSeeds, seedTenant } from "../../src/seeds/booking.ts";
import { manualClock } from "../harness/clock.ts";
import { asOwner, someTenant, testDatabase } from "../harness/database.ts";

/** Monday 5 January 2026, 9:00 in Montréal. */
export const MONDAY_MS = Date.parse("2026-01-05T14:00:00Z");

type Seed = (typeof bookingSeeds)["demo-hvac"];

/** A database of its own, a clock that stands, and the booking feature over both. */
export async function world(options: { connections?: number } = {}) {
  const database = await testDatabase(options);
  const clock = manualClock(MONDAY_MS);
  return {
    db: database.db,
    clock,
    booking: booking(database.db, clock),
    close: () => database.close(),
    async tenant(change: Partial<Seed> = {}, base: keyof typeof bookingSeeds = "demo-hvac"): Promise<TenantId> {
      const id = await someTenant(database.db);
      await database.db.worker((tx) => seedTenant(tx, id, { ...bookingSeeds[base], ...change }, clock.nowMs()));
      return id;
    },
    /** As the owner of the tables, past every fence. */
    async owner<T extends object>(query: string, values: unknown[] = []): Promise<T[]> {
      return asOwner(database.ownerUrl, async (client) => {
        await client.query("set row_security = off");
        return (await client.query<T>(query, values)).rows;
      });
    },
    async facts(tenant: TenantId, id: string): Promise<string[]> {
      const rows = await database.db.tenant(tenant, (tx) =>
        tx.selectFrom("events").select("type").where("stream", "=", `booking/${id}`).orderBy("seq").execute(),
      );
      return rows.map((row) => row.type);
    },
  };
}

export type World = Awaited<ReturnType<typeof world>>;

/** A repair on Tuesday morning, unless said otherwise. */
export function repair(change: Partial<HoldWish> = {}): HoldWish {
  return {
    service: "repair",
    date: "2026-01-06",
    time: "10:00",
    party: 1,
    slots: { problem: "no heat", address: "1280 Rue Sherbrooke Ouest, Montréal", name: "Jean Dupont", phone: "+15145550199" },
    places: {},
    customer: { name: "Jean Dupont", phone: "+15145550199", email: "" },
    language: "en",
    ...change,
  };
}

export const technicians = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `Technician ${n + 1}`, kind: "technician", capacity: 1 }));
