import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mails } from "../../src/consumers/mails/mails.ts";
import { notify } from "../../src/consumers/notify.ts";
import { newId, type StreamId, type TenantId } from "../../src/lib/ids.ts";
import type { BookingEvent, BookingSnapshot } from "../../src/ports/booking-event.ts";
import type { Cursor, Recorded } from "../../src/ports/log.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const AT_MS = Date.parse("2026-11-21T15:00:00Z");

async function business(settings: object, languages = ["en", "fr"]): Promise<TenantId> {
  const tenant = await someTenant(database.db);
  await database.db.worker((tx) =>
    tx
      .updateTable("tenants")
      .set({ name: "Demo Rides & Co", phone: "", languages, settings: JSON.stringify(settings) })
      .where("id", "=", tenant)
      .execute(),
  );
  return tenant;
}

const ride = (change: Partial<BookingSnapshot> = {}): BookingSnapshot => ({
  id: newId(),
  code: "K7QX",
  service: { id: newId(), slug: "ride", name: "Ride" },
  resource: { id: newId(), name: "Car 2" },
  startsAt: "2026-11-27T22:00:00.000Z",
  endsAt: "2026-11-27T22:45:00.000Z",
  slots: { passengers: 2, pickup: "12 rue Main; Montréal", dropoff: "Airport <YUL>", date: "2026-11-27", time: "17:00", name: "Zoé", phone: "+15145551234" },
  customer: { name: "Zoé", phone: "+15145551234", email: "zoe@example.com" },
  language: "fr",
  ...change,
});

const happened = (tenant: TenantId, seq: number, event: BookingEvent): Recorded => ({
  cursor: "" as Cursor,
  tenant,
  stream: `booking/${event.booking.id}` as StreamId,
  seq,
  atMs: AT_MS + seq,
  event,
});

const tell = (...records: Recorded[]) => database.db.worker((tx) => notify().handle(records, tx));
const kept = async (tenant: TenantId) => {
  const { rows } = await mails(database.db).list(tenant, { limit: 100, offset: 0 });
  return Promise.all(rows.map(({ id }) => mails(database.db).get(tenant, id)));
};
/** Calendar lines are folded at 75 bytes; a reader joins them first. */
const unfolded = (ics: string | null): string => (ics ?? "").replace(/\r\n[ \t]/g, "");

describe("mails of a booking", () => {
  it("go to the customer in their language and to the business in its own, once, however often the fact is read", async () => {
    const tenant = await business({ notifyEmail: "desk@rides.example" });
    const confirmed = happened(tenant, 1, { type: "booking.confirmed", booking: ride() });
    await tell(confirmed, confirmed);
    await tell(confirmed);
    const all = await kept(tenant);
    expect(all).toHaveLength(2);
    const customer = all.find(({ audience }) => audience === "customer")!;
    const desk = all.find(({ audience }) => audience === "business")!;
    expect(customer).toMatchObject({ to: "zoe@example.com", language: "fr", status: "kept", attempts: 0, kind: "booking.confirmed" });
    expect(customer.subject).toMatch(/^Confirmé : Ride · vendredi 27 novembre 2026/);
    expect(customer.text).toContain("Bonjour Zoé,");
    expect(customer.text).toMatch(/Quand: vendredi 27 novembre 2026.*17 h 00/);
    expect(customer.text).toContain("Code de confirmation: K7QX");
    expect(customer.text).toContain("Départ: 12 rue Main; Montréal");
    expect(desk).toMatchObject({ to: "desk@rides.example", language: "en" });
    expect(desk.text).toMatch(/New booking by Zoé\.[\s\S]*Phone: \+15145551234[\s\S]*E-mail: zoe@example\.com/);
    expect(customer.messageId).not.toBe(desk.messageId);
  });

  it("carry no markup of what callers said", async () => {
    const tenant = await business({});
    await tell(happened(tenant, 1, { type: "booking.confirmed", booking: ride() }));
    const [mail] = await kept(tenant);
    expect(mail!.html).toContain("Airport &#60;YUL&#62;");
    expect(mail!.html).toContain("Demo Rides &#38; Co");
  });

  it("carry one calendar event through confirm, move and cancel", async () => {
    const tenant = await business({ notifyEmail: "desk@rides.example" });
    const booking = ride();
    const moved = { ...booking, startsAt: "2026-11-28T15:00:00.000Z", endsAt: "2026-11-28T15:45:00.000Z" };
    await tell(
      happened(tenant, 1, { type: "booking.confirmed", booking }),
      happened(tenant, 2, { type: "booking.rescheduled", booking: moved, before: { startsAt: booking.startsAt, endsAt: booking.endsAt, resource: "Car 2" } }),
      happened(tenant, 3, { type: "booking.cancelled", booking: moved, by: "caller" }),
    );
    const customer = (await kept(tenant)).filter(({ audience }) => audience === "customer");
    const files = (["booking.confirmed", "booking.rescheduled", "booking.cancelled"] as const).map((kind) =>
      unfolded(customer.find((mail) => mail.kind === kind)!.ics),
    );
    for (const file of files) {
      expect(file).toContain(`UID:${booking.id}@firstring\r\n`);
      expect(file).toContain('ORGANIZER;CN="Demo Rides & Co":mailto:desk@rides.example');
      expect(file).toMatch(/ATTENDEE;.*mailto:zoe@example\.com/i);
      expect(file).toContain("LOCATION:12 rue Main\\; Montréal\r\n");
      for (const line of customer[0]!.ics!.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }
    expect(files[0]).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:1\r\n[\s\S]*DTSTART:20261127T220000Z\r\n[\s\S]*DTEND:20261127T224500Z/);
    expect(files[1]).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:2\r\n[\s\S]*DTSTART:20261128T150000Z/);
    expect(files[2]).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:3\r\n[\s\S]*STATUS:CANCELLED/);
    expect(customer.find(({ kind }) => kind === "booking.rescheduled")!.text).toContain("Avant: vendredi 27 novembre 2026");
  });

  it("are not written where nobody can get them, nor for holds", async () => {
    const tenant = await business({});
    const silent = ride({ customer: { name: "Zoé", phone: "", email: "" } });
    await tell(
      happened(tenant, 0, { type: "booking.held", booking: ride(), until: "2026-11-21T15:05:00Z" }),
      happened(tenant, 1, { type: "booking.confirmed", booking: silent }),
    );
    expect(await kept(tenant)).toEqual([]);
  });

  it("are nobody else's", async () => {
    const tenant = await business({});
    await tell(happened(tenant, 1, { type: "booking.confirmed", booking: ride() }));
    const [mail] = await kept(tenant);
    const stranger = await someTenant(database.db);
    expect(await kept(stranger)).toEqual([]);
    await expect(mails(database.db).get(stranger, mail!.id)).rejects.toMatchObject({ status: 404 });
  });
});
