import type { SlotSpec } from "@firstring/contract/call/service.ts";
import { sql } from "kysely";
import { addClosure, addHour, type ClosureDraft, type HourDraft } from "../booking/opening-times.ts";
import { addResource } from "../booking/resources.ts";
import { addService, type ServiceDraft } from "../booking/services.ts";
import type { Tx } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";

/** What a demo tenant sells and when. Resources serve every service of their tenant. */
export type BookingSeed = {
  services: readonly ServiceDraft[];
  resources: readonly { name: string; kind: string; capacity: number }[];
  hours: readonly Omit<HourDraft, "resource">[];
  closures: readonly ClosureDraft[];
  /** Merged into the tenant's settings. */
  settings: { country: string; region: string; city: string; openOnHolidays: boolean };
};

const date: SlotSpec = {
  name: "date",
  type: "date",
  required: true,
  label: { en: "date", fr: "date" },
  ask: { en: "What day would you like?", fr: "Quel jour vous conviendrait ?" },
  group: "when",
  confirm: "implicit",
};
const time: SlotSpec = {
  name: "time",
  type: "time",
  required: true,
  label: { en: "time", fr: "heure" },
  ask: { en: "At what time?", fr: "À quelle heure ?" },
  group: "when",
  confirm: "implicit",
};
const name: SlotSpec = {
  name: "name",
  type: "person",
  required: true,
  label: { en: "name", fr: "nom" },
  ask: { en: "May I have your name, please?", fr: "À quel nom, s'il vous plaît ?" },
  confirm: "implicit",
};
const phone: SlotSpec = {
  name: "phone",
  type: "phone",
  required: true,
  label: { en: "phone number", fr: "numéro de téléphone" },
  ask: { en: "What number can we reach you at?", fr: "À quel numéro peut-on vous joindre ?" },
  confirm: "explicit",
};

const ride: ServiceDraft = {
  slug: "ride",
  active: true,
  name: { en: "Ride", fr: "Course" },
  words: {
    en: ["ride", "taxi", "cab", "car", "driver", "pick me up", "pickup", "lift", "transport"],
    fr: ["course", "taxi", "voiture", "chauffeur", "venir me chercher", "transport", "déplacement"],
  },
  slots: [
    {
      name: "passengers",
      type: "count",
      required: true,
      label: { en: "passengers", fr: "passagers" },
      ask: { en: "How many passengers will there be?", fr: "Vous serez combien de passagers ?" },
      confirm: "implicit",
      min: 1,
      max: 50,
    },
    {
      name: "pickup",
      type: "place",
      required: true,
      label: { en: "pick-up", fr: "départ" },
      ask: { en: "Where should we pick you up?", fr: "Où doit-on vous prendre ?" },
      group: "route",
      confirm: "implicit",
    },
    {
      name: "dropoff",
      type: "place",
      required: true,
      label: { en: "drop-off", fr: "destination" },
      ask: { en: "Where are you going?", fr: "Où allez-vous ?" },
      group: "route",
      confirm: "implicit",
    },
    date,
    time,
    name,
    { ...phone, required: false },
  ],
  durationMin: 45,
  capacitySlot: "passengers",
  leadMin: 0,
  horizonDays: 90,
  price: {
    en: "It is metered: four dollars and ten cents to start, then a little over two dollars a kilometre.",
    fr: "C'est au taximètre : 4,10 $ au départ, puis un peu plus de 2 $ du kilomètre.",
  },
};

const repair: ServiceDraft = {
  slug: "repair",
  active: true,
  name: { en: "Repair visit", fr: "Visite de réparation" },
  words: {
    en: [
      "repair",
      "fix",
      "broken",
      "furnace",
      "heating",
      "heater",
      "heat pump",
      "air conditioner",
      "air conditioning",
      "technician",
      "visit",
      "boiler",
      "thermostat",
      "no heat",
    ],
    fr: [
      "réparation",
      "réparer",
      "brisé",
      "en panne",
      "fournaise",
      "chauffage",
      "thermopompe",
      "climatiseur",
      "climatisation",
      "technicien",
      "visite",
      "chaudière",
      "thermostat",
      "pas de chauffage",
    ],
  },
  slots: [
    {
      name: "problem",
      type: "text",
      required: true,
      label: { en: "problem", fr: "problème" },
      ask: { en: "What is the problem?", fr: "Quel est le problème ?" },
      confirm: "implicit",
    },
    {
      name: "address",
      type: "place",
      required: true,
      label: { en: "address", fr: "adresse" },
      ask: { en: "What is the address?", fr: "À quelle adresse ?" },
      confirm: "implicit",
    },
    date,
    time,
    name,
    phone,
  ],
  durationMin: 90,
  leadMin: 60,
  horizonDays: 60,
  price: { en: "A visit is ninety-five dollars, parts not included.", fr: "La visite est à 95 $, pièces en sus." },
};

const visit: ServiceDraft = {
  slug: "visit",
  active: true,
  name: { en: "Appointment", fr: "Rendez-vous" },
  words: {
    en: ["appointment", "visit", "consultation", "see a doctor", "see the doctor", "check-up", "nurse", "doctor"],
    fr: ["rendez-vous", "visite", "consultation", "voir un médecin", "voir le médecin", "examen", "infirmière", "docteur"],
  },
  slots: [
    {
      name: "reason",
      type: "text",
      required: true,
      label: { en: "reason", fr: "motif" },
      ask: { en: "What is the visit for?", fr: "C'est pour quelle raison ?" },
      confirm: "implicit",
    },
    date,
    time,
    name,
    phone,
  ],
  durationMin: 30,
  leadMin: 120,
  horizonDays: 90,
  price: { en: "The visit is covered by your health card.", fr: "La visite est couverte par votre carte d'assurance maladie." },
};

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const workDays = [1, 2, 3, 4, 5];
const open = (weekdays: readonly number[], opens: string, closes: string) => weekdays.map((weekday) => ({ weekday, opens, closes }));
const several = (count: number, label: string, kind: string, capacity: number) =>
  Array.from({ length: count }, (_, n) => ({ name: `${label} ${n + 1}`, kind, capacity }));
const montreal = { country: "CA", region: "QC", city: "Montréal" };

/** By tenant slug. */
export const bookingSeeds: Readonly<Record<"demo-hvac" | "demo-rides" | "demo-care", BookingSeed>> = {
  "demo-hvac": {
    services: [repair],
    resources: [
      { name: "Luc Tremblay", kind: "technician", capacity: 1 },
      { name: "Amélie Roy", kind: "technician", capacity: 1 },
      { name: "Karim Haddad", kind: "technician", capacity: 1 },
    ],
    hours: [...open(workDays, "08:00", "18:00"), ...open([6], "09:00", "15:00")],
    closures: [],
    settings: { ...montreal, openOnHolidays: false },
  },
  "demo-rides": {
    services: [ride],
    resources: [...several(6, "Car", "car", 4), ...several(2, "Van", "van", 7)],
    hours: open(everyDay, "00:00", "24:00"),
    closures: [],
    settings: { ...montreal, openOnHolidays: true },
  },
  "demo-care": {
    services: [visit],
    resources: [
      { name: "Dr. Sophie Gagnon", kind: "doctor", capacity: 1 },
      { name: "Dr. Daniel Chen", kind: "doctor", capacity: 1 },
    ],
    hours: [...open(workDays, "08:30", "12:00"), ...open(workDays, "13:00", "17:00")],
    closures: [],
    settings: { ...montreal, openOnHolidays: false },
  },
};

/** What a business that has just signed up starts with: appointments in office hours, in one calendar. */
export const startingSeed: BookingSeed = {
  services: [
    {
      ...visit,
      words: { en: ["appointment", "visit", "booking", "book"], fr: ["rendez-vous", "visite", "réservation", "réserver"] },
      price: { en: "", fr: "" },
    },
  ],
  resources: [{ name: "Calendar", kind: "calendar", capacity: 1 }],
  hours: open(workDays, "09:00", "17:00"),
  closures: [],
  settings: { ...montreal, openOnHolidays: false },
};

/** Writes the seeds of the tenants named (slug → id), once: a tenant that has services is left alone. `tx` works across tenants. */
export async function seedBooking(tx: Tx, tenants: Readonly<Partial<Record<keyof typeof bookingSeeds, TenantId>>>, nowMs: number): Promise<void> {
  for (const [slug, seed] of Object.entries(bookingSeeds)) {
    const tenant = tenants[slug as keyof typeof bookingSeeds];
    if (tenant !== undefined) await seedTenant(tx, tenant, seed, nowMs);
  }
}

/** The same for one tenant. */
export async function seedTenant(tx: Tx, tenant: TenantId, seed: BookingSeed, nowMs: number): Promise<void> {
  const there = await tx.selectFrom("services").select("id").where("tenant_id", "=", tenant).limit(1).executeTakeFirst();
  if (there) return;
  await sql`update tenants set settings = settings || ${JSON.stringify(seed.settings)}::jsonb where id = ${tenant}`.execute(tx);
  const services: string[] = [];
  for (const service of seed.services) services.push((await addService(tx, tenant, service, nowMs)).id);
  for (const resource of seed.resources) await addResource(tx, tenant, { ...resource, active: true, services }, nowMs);
  for (const hour of seed.hours) await addHour(tx, tenant, { ...hour, resource: null }, nowMs);
  for (const closure of seed.closures) await addClosure(tx, tenant, closure, nowMs);
}
