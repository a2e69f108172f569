import type { Language } from "@firstring/contract/call/agent.ts";
import type { BookingSnapshot } from "../../ports/booking-event.ts";
import { calendarFile, type Method } from "./calendar-file.ts";
import { phrases } from "./phrases.ts";

export type MailKind = "booking.confirmed" | "booking.rescheduled" | "booking.changed" | "booking.cancelled";
export type Audience = "customer" | "business";

export type Occasion = {
  kind: MailKind;
  booking: BookingSnapshot;
  /** Where the booking was before it was moved. */
  before?: { startsAt: string } | undefined;
  sequence: number;
  atMs: number;
  business: { name: string; zone: string; phone: string; email: string; address: string };
  language: Language;
  customerEmail: string;
};

export type Composed = { subject: string; text: string; html: string; ics: string; method: Method };

/** The mail that tells one party what became of a booking. Pure: the same occasion is the same mail, byte for byte. */
export function compose(occasion: Occasion, audience: Audience): Composed {
  const { kind, booking, before, business, language, sequence, atMs, customerEmail } = occasion;
  const say = phrases[language];
  const when = spokenTime(booking.startsAt, business.zone, language);
  const what = `${booking.service.name} · ${when}`;
  const intro = capital(say.intro[audience][kind]({ business: business.name, customer: booking.customer.name }));
  const details: [label: string, value: string][] = [
    [say.service, booking.service.name],
    [say.when, when],
    ...(before ? [[say.before, spokenTime(before.startsAt, business.zone, language)] as [string, string]] : []),
    ...slotDetails(booking, say.slots),
    [say.with, booking.resource.name],
    ...(audience === "business" ? customerDetails(booking, customerEmail, say.slots) : []),
    [say.code, booking.code],
  ];
  const change = audience === "customer" && kind !== "booking.cancelled" ? say.toChange({ phone: business.phone, code: booking.code }) : "";
  const method: Method = kind === "booking.cancelled" ? "CANCEL" : "REQUEST";
  const text = [greeting(audience, booking, say), intro, details.map(([label, value]) => `${label}: ${value}`).join("\n"), change, signature(business)]
    .filter(Boolean)
    .join("\n\n");
  return {
    subject: say.subject[kind]({ what, business: business.name, code: booking.code }),
    text: `${text}\n`,
    html: html(language, [greeting(audience, booking, say), intro], details, [change, signature(business)]),
    ics: calendarFile({
      method,
      booking,
      sequence,
      atMs,
      summary:
        audience === "customer"
          ? `${booking.service.name} (${business.name})`
          : `${booking.service.name}: ${booking.customer.name || booking.customer.phone || booking.code}`,
      description: details.map(([label, value]) => `${label}: ${value}`).join("\n"),
      location: placeOf(booking) || business.address,
      organizer: { name: business.name, email: business.email || `bookings@${NOWHERE}` },
      attendee: customerEmail ? { name: booking.customer.name || customerEmail, email: customerEmail } : undefined,
    }),
    method,
  };
}

/** A calendar wants an organizer's address even of a business that gave none (RFC 6761: nobody owns it). */
const NOWHERE = "firstring.invalid";

/** "Saturday, November 21, 2026 at 2:30 p.m." in the zone of the business. */
export function spokenTime(iso: string, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "fr" ? "fr-CA" : "en-CA", { dateStyle: "full", timeStyle: "short", timeZone: zone })
    .format(new Date(iso))
    .replace(/\s/g, " "); // narrow and unbreakable spaces show as boxes in old mail programs
}

function greeting(audience: Audience, { customer }: BookingSnapshot, say: (typeof phrases)[Language]): string {
  if (audience === "business") return "";
  return customer.name === "" ? `${say.hello},` : `${say.hello} ${customer.name},`;
}

const signature = ({ name, phone }: Occasion["business"]): string => (phone === "" ? name : `${name}\n${phone}`);

/** Told elsewhere in the mail. */
const apart = new Set(["date", "time", "name", "phone", "email"]);

function slotDetails({ slots }: BookingSnapshot, labels: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(slots)
    .filter(([name, value]) => !apart.has(name) && value !== "")
    .map(([name, value]) => [labels[name] ?? capital(name.replaceAll("_", " ")), String(value)]);
}

function customerDetails({ customer }: BookingSnapshot, email: string, labels: Readonly<Record<string, string>>): [string, string][] {
  const all: [string, string][] = [
    [labels["name"] ?? "", customer.name],
    [labels["phone"] ?? "", customer.phone],
    [labels["email"] ?? "", email],
  ];
  return all.filter(([, value]) => value !== "");
}

const placeOf = ({ slots }: BookingSnapshot): string => String(slots["pickup"] ?? slots["address"] ?? "");
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function html(language: Language, opening: readonly string[], details: readonly [string, string][], closing: readonly string[]): string {
  const paragraph = (text: string) => (text === "" ? "" : `<p style="margin:0 0 16px">${escaped(text).replaceAll("\n", "<br>")}</p>`);
  const row = ([label, value]: readonly [string, string]) =>
    `<tr><td style="padding:4px 16px 4px 0;color:#5c5f66;vertical-align:top">${escaped(label)}</td><td style="padding:4px 0">${escaped(value)}</td></tr>`;
  return `<!doctype html>
<html lang="${language}">
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1a1b1e;background:#ffffff">
<div style="max-width:560px;margin:0 auto">
${opening.map(paragraph).join("\n")}
<table role="presentation" style="border-collapse:collapse;margin:0 0 16px">
${details.map(row).join("\n")}
</table>
${closing.map(paragraph).join("\n")}
</div>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
