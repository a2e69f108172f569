import { z } from "zod";
import { id, instant, language, page } from "./common.ts";

export const mailStatus = z.enum(["kept", "sent", "failed"]).meta({ description: "kept: not sent yet, or never where no mail server is set" });

export const mail = z.object({
  id,
  audience: z.enum(["customer", "business"]),
  kind: z.enum(["booking.confirmed", "booking.rescheduled", "booking.changed", "booking.cancelled", "endpoint.disabled"]),
  bookingId: z.string().nullable(),
  to: z.string(),
  subject: z.string(),
  language,
  status: mailStatus,
  attempts: z.int(),
  error: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
});
export const mailWithBody = z.object({ ...mail.shape, messageId: z.string(), text: z.string(), html: z.string(), ics: z.string().nullable() });

export const mailList = z.strictObject({ ...page, status: mailStatus.optional(), bookingId: id.optional() });
