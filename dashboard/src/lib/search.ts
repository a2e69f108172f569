import { z } from "zod";

/** What each page keeps in its address. What cannot be read is as if it were absent: an address from elsewhere never breaks a page. */
const words = z.string().min(1).optional().catch(undefined);
const uuid = z.uuid().optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);
const count = z.coerce.number().int().min(1).optional().catch(undefined);
const reads =
  <S extends z.ZodType>(schema: S) =>
  (search: Record<string, unknown>): z.output<S> =>
    schema.parse(search);

export const doorSearch = reads(z.object({ next: words, invitation: words, tenant: words, token: words }));

const outcomes = ["booked", "answered", "message_taken", "transferred", "missed", "abandoned", "voicemail", "failed"] as const;
const channels = ["twilio", "telnyx", "vapi", "retell", "livekit", "browser", "chat", "simulator"] as const;
export const callsSearch = reads(
  z.object({
    q: words,
    page: count,
    day,
    live: z.boolean().optional().catch(undefined),
    outcome: z.enum(outcomes).optional().catch(undefined),
    since: day,
    until: day,
    weekday: z.coerce.number().int().min(1).max(7).optional().catch(undefined),
    hour: z.coerce.number().int().min(0).max(23).optional().catch(undefined),
    revision: z.coerce.number().int().min(0).optional().catch(undefined),
    sentiment: z.enum(["positive", "negative", "neutral", "urgent"]).optional().catch(undefined),
    only: z.enum(["answered", "ai_handled", "missed", "rescued", "charged"]).optional().catch(undefined),
    channel: z.enum(channels).optional().catch(undefined),
    agent: uuid,
    sort: z.enum(["date", "duration"]).optional().catch(undefined),
    order: z.enum(["asc", "desc"]).optional().catch(undefined),
  }),
);
export const reportsSearch = reads(
  z.object({
    days: z.coerce.number().int().min(1).max(366).optional().catch(undefined),
    since: day,
    until: day,
    agent: uuid,
    channel: z.enum(channels).optional().catch(undefined),
    wall: z.boolean().optional().catch(undefined),
  }),
);
export const billingSearch = reads(
  z.object({
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
      .optional()
      .catch(undefined),
  }),
);
export const callSearch = reads(
  z.object({
    at: z.coerce.number().int().min(0).optional().catch(undefined),
    do: z.enum(["monitor", "whisper", "barge", "takeover"]).optional().catch(undefined),
  }),
);
export const bookingsSearch = reads(
  z.object({ day, view: z.enum(["day", "week", "list"]).optional().catch(undefined), booking: uuid, make: z.boolean().optional().catch(undefined) }),
);
export const talkSearch = reads(z.object({ agent: uuid, conversation: uuid }));
export const agentsSearch = reads(z.object({ q: words }));
export const agentSearch = reads(z.object({ tab: z.enum(["who", "says", "does", "knows", "revisions"]).optional().catch(undefined) }));
export const messagesSearch = reads(z.object({ done: z.boolean().optional().catch(undefined), page: count }));
export const integrationsSearch = reads(
  z.object({ status: z.enum(["pending", "delivered", "dead"]).optional().catch(undefined), delivery: uuid, page: count }),
);
export const mailsSearch = reads(z.object({ mail: uuid, page: count }));
