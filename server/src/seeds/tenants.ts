import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { idOf, type TenantId } from "../lib/ids.ts";

/** The three businesses of a fresh installation. Their ids are the same everywhere, so that links and tests can name them. */
export const demoTenants = [
  demo("demo-hvac", "Demo HVAC", "+15145555678", ["fr", "en"], {
    address: "4200 rue Saint-Denis, Montréal",
    handoverNumber: "+15145550142",
    notifyEmail: "bookings@demohvac.example",
  }),
  demo("demo-rides", "Demo Rides", "+15145550123", ["en", "fr"], {
    address: "1050 rue Lucien-L'Allier, Montréal",
    handoverNumber: "+15145550143",
    notifyEmail: "dispatch@demorides.example",
  }),
  demo("demo-care", "Demo Care", "+15145550177", ["en", "fr"], {
    address: "5757 avenue Decelles, Montréal",
    handoverNumber: "+15145550144",
    notifyEmail: "desk@democare.example",
  }),
] as const satisfies readonly DemoTenant[];

export type DemoTenant = {
  id: TenantId;
  slug: DemoSlug;
  name: string;
  phone: string;
  zone: string;
  languages: readonly ("en" | "fr")[];
  settings: Record<string, string>;
};
export type DemoSlug = "demo-hvac" | "demo-rides" | "demo-care";

/** The id a demo tenant always has. */
export function demoTenantId(slug: DemoSlug): TenantId {
  return idOf<TenantId>("demo tenant", slug);
}

/** The main number of each demo tenant (E164). */
export function demoNumbers(): Record<DemoSlug, string> {
  return Object.fromEntries(demoTenants.map(({ slug, phone }) => [slug, phone])) as Record<DemoSlug, string>;
}

/** Makes the demo tenants that are not there yet; what people changed since stays. `tx` is the worker's. */
export async function seedTenants(tx: Tx): Promise<void> {
  await tx
    .insertInto("tenants")
    .values(
      demoTenants.map(({ id, slug, name, phone, zone, languages, settings }, index) => ({
        id,
        slug,
        name,
        phone,
        zone,
        languages: [...languages],
        settings: JSON.stringify(settings),
        demo: true,
        // In this order: the oldest business is the one that customers join by default.
        created_at: sql<Date>`now() + ${index} * interval '1 millisecond'`,
      })),
    )
    .onConflict((clash) => clash.doNothing())
    .execute();
}

function demo(slug: DemoSlug, name: string, phone: string, languages: readonly ("en" | "fr")[], settings: Record<string, string>): DemoTenant {
  return { id: demoTenantId(slug), slug, name, phone, zone: "America/Toronto", languages, settings };
}
