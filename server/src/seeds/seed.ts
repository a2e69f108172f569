import type { Db } from "../db/db.ts";
import type { Clock } from "../ports/clock.ts";
import { seedAgents } from "./agents.ts";
import { seedBooking } from "./booking.ts";
import { seedPeople } from "./people.ts";
import { demoTenants, seedTenants } from "./tenants.ts";

/** Makes the demo businesses where they are missing, all or nothing; what people changed since stays. */
export async function seedDemo(db: Db, clock: Clock, mode: "development" | "test" | "production"): Promise<void> {
  await db.worker(async (tx) => {
    const nowMs = clock.nowMs();
    await seedTenants(tx);
    // Its password is known to everybody, so in production the businesses stand without it.
    if (mode !== "production") await seedPeople(tx, nowMs, mode);
    await seedBooking(tx, Object.fromEntries(demoTenants.map(({ slug, id }) => [slug, id])), nowMs);
    await seedAgents(tx, nowMs);
  });
}
