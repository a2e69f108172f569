import type { Generated } from "kysely";

export interface MailTables {
  mails: {
    tenant_id: string;
    id: string;
    stream: string;
    seq: number;
    audience: "customer" | "business";
    kind: string;
    booking_id: string | null;
    to_address: string;
    to_name: Generated<string>;
    from_name: Generated<string>;
    reply_to: Generated<string>;
    subject: string;
    body_text: string;
    body_html: string;
    ics: string | null;
    ics_method: "REQUEST" | "CANCEL" | null;
    language: "en" | "fr";
    message_id: string;
    /** kept: not sent (yet); without a mail server it stays so. */
    status: Generated<"kept" | "sent" | "failed">;
    attempts: Generated<number>;
    next_at: Date;
    error: string | null;
    created_at: Date;
    sent_at: Date | null;
  };
}
