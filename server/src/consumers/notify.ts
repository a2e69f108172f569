import type { Language } from "@firstring/contract/call/agent.ts";
import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { idOf, type TenantId } from "../lib/ids.ts";
import type { BookingEvent } from "../ports/booking-event.ts";
import type { Consumer } from "../ports/consumer.ts";
import type { Recorded } from "../ports/log.ts";
import { type Audience, compose, type MailKind } from "./mails/compose.ts";

type Told = Extract<BookingEvent, { type: MailKind }>;
const told: readonly MailKind[] = ["booking.confirmed", "booking.rescheduled", "booking.changed", "booking.cancelled"];
const isTold = (record: Recorded): record is Recorded<Told> => told.some((kind) => kind === record.event.type);

/** Writes a mail to the customer (where their address is known) and to the business for each thing that becomes of a booking. Once each: a fact read twice makes the same row. */
export function notify(): Consumer {
  return {
    name: "notify",
    wants: told,
    async handle(batch, tx) {
      const businesses = new Map<TenantId, Business | undefined>();
      for (const record of batch.filter(isTold)) {
        const { tenant } = record;
        if (!businesses.has(tenant)) businesses.set(tenant, await businessOf(tx, tenant));
        const business = businesses.get(tenant);
        if (business !== undefined) await write(tx, record, business);
      }
    },
  };
}

type Business = { name: string; zone: string; phone: string; email: string; address: string; language: Language };

async function businessOf(tx: Tx, tenant: TenantId): Promise<Business | undefined> {
  const row = await tx.selectFrom("tenants").select(["name", "zone", "phone", "languages", "settings"]).where("id", "=", tenant).executeTakeFirst();
  if (row === undefined) return undefined;
  const { name, zone, phone, languages, settings } = row;
  return { name, zone, phone, email: textOf(settings["notifyEmail"]), address: textOf(settings["address"]), language: languages[0] === "fr" ? "fr" : "en" };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

async function write(tx: Tx, { tenant, stream, seq, atMs, event }: Recorded<Told>, business: Business): Promise<void> {
  const { booking } = event;
  const customerEmail = booking.customer.email || (await emailOfPerson(tx, tenant, booking));
  const recipients: { audience: Audience; to: string; toName: string; replyTo: string; language: Language }[] = [
    { audience: "customer", to: customerEmail, toName: booking.customer.name, replyTo: business.email, language: booking.language },
    { audience: "business", to: business.email, toName: business.name, replyTo: customerEmail, language: business.language },
  ];
  for (const { audience, to, toName, replyTo, language } of recipients) {
    if (to === "") continue;
    const before = event.type === "booking.rescheduled" ? event.before : undefined;
    const { subject, text, html, ics, method } = compose(
      { kind: event.type, booking, before, sequence: seq, atMs, business, language, customerEmail },
      audience,
    );
    const id = idOf("mail", tenant, stream, String(seq), audience);
    const at = new Date(atMs);
    await tx
      .insertInto("mails")
      .values({
        tenant_id: tenant,
        id,
        stream,
        seq,
        audience,
        kind: event.type,
        booking_id: booking.id,
        to_address: to,
        to_name: toName,
        from_name: business.name,
        reply_to: replyTo,
        subject,
        body_text: text,
        body_html: html,
        ics,
        ics_method: method,
        language,
        message_id: `<${id}@firstring>`,
        next_at: at,
        error: null,
        created_at: at,
        sent_at: null,
      })
      .onConflict((clash) => clash.doNothing())
      .execute();
  }
}

/** The address of the customer who signed in to book, or to chat with the agent that did. */
async function emailOfPerson(tx: Tx, tenant: TenantId, booking: Told["booking"]): Promise<string> {
  const row = await tx
    .selectFrom("bookings")
    .leftJoin("calls", (join) => join.onRef("calls.tenant_id", "=", "bookings.tenant_id").onRef("calls.id", "=", "bookings.call_id"))
    .innerJoin("persons", (join) => join.on(sql<boolean>`persons.id = coalesce(bookings.person_id, calls.person_id)`))
    .innerJoin("memberships", (join) =>
      join.onRef("memberships.person_id", "=", "persons.id").on("memberships.tenant_id", "=", tenant).on("memberships.role", "=", "CUSTOMER"),
    )
    .select("persons.email")
    .where("bookings.tenant_id", "=", tenant)
    .where("bookings.id", "=", booking.id)
    .executeTakeFirst();
  return row?.email ?? "";
}
