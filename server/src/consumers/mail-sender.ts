import type { Selectable } from "kysely";
import { sql } from "kysely";
import { createTransport } from "nodemailer";
import type { Db } from "../db/db.ts";
import type { MailTables } from "../db/tables/mails.ts";
import type { Clock } from "../ports/clock.ts";

export type MailSender = {
  /** One look for mails that are due; resolves when each was sent or put off. */
  sweep(): Promise<void>;
  /** Ends after the mails under way. */
  stop(): Promise<void>;
};

type SenderOptions = {
  db: Db;
  clock: Clock;
  /** `url` as smtp://user:password@host:587; `from` is the address of every mail, "Name <a@b>" or bare. */
  smtp: { url: string; from: string };
  onTrouble?: (message: string, error: unknown) => void;
};

const LOOK_EVERY_MS = 5_000;
/** Longer than a slow mail server takes: a mail claimed by a process that died is taken up again after it. */
const CLAIM_MS = 120_000;
const AT_ONCE = 10;
/** Waits before attempts 2, 3, …: a server restarts in minutes, greylisting asks for a quarter of an hour, an outage lasts hours. */
const WAITS_MS = [30_000, 120_000, 600_000, 1_800_000, 7_200_000, 21_600_000];
/** A confirmation older than this helps nobody; kept mails are not poured out when a server is set up much later. */
const STALE_MS = 24 * 3_600_000;
const MAIL_SERVER_PATIENCE_MS = 20_000;

type Mail = Selectable<MailTables["mails"]>;

/**
 * Sends what `notify` wrote. At least once: a crash between sending and noting it sends again, under the same Message-ID.
 * Without a mail server it is not started, and mails stay `kept`.
 */
export function mailSender({ db, clock, smtp, onTrouble = () => {} }: SenderOptions): MailSender {
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: MAIL_SERVER_PATIENCE_MS,
    greetingTimeout: MAIL_SERVER_PATIENCE_MS,
    socketTimeout: MAIL_SERVER_PATIENCE_MS,
  });
  let stopped = false;
  let sweeping: Promise<void> = Promise.resolve();
  let timer = clock.after(LOOK_EVERY_MS, tick);

  function tick(): void {
    sweeping = sweep()
      .catch((error) => onTrouble("Mails could not be looked up; tried again in a moment.", error))
      .finally(() => {
        if (!stopped) timer = clock.after(LOOK_EVERY_MS, tick);
      });
  }

  async function sweep(): Promise<void> {
    for (;;) {
      const mails = await claim();
      await Promise.all(mails.map(deliver));
      if (stopped || mails.length < AT_ONCE) return;
    }
  }

  /** Takes due mails for the length of a claim, so that other nodes leave them alone. */
  function claim(): Promise<Mail[]> {
    const nowMs = clock.nowMs();
    return db.worker(async (tx) => {
      const due = await tx
        .selectFrom("mails")
        .select(["tenant_id", "id"])
        .where("status", "=", "kept")
        .where("next_at", "<=", new Date(nowMs))
        .where("created_at", ">", new Date(nowMs - STALE_MS))
        .orderBy("next_at")
        .limit(AT_ONCE)
        .forUpdate()
        .skipLocked()
        .execute();
      if (due.length === 0) return [];
      return tx
        .updateTable("mails")
        .set({ next_at: new Date(nowMs + CLAIM_MS), attempts: sql`attempts + 1` })
        .where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple("tenant_id", "id"),
            "in",
            due.map(({ tenant_id, id }) => tuple(tenant_id, id)),
          ),
        )
        .returningAll()
        .execute();
    });
  }

  async function deliver(mail: Mail): Promise<void> {
    try {
      await transport.sendMail(messageOf(mail, smtp.from));
      await settle(mail, { status: "sent", sent_at: new Date(clock.nowMs()), error: null });
    } catch (error) {
      const waitMs = WAITS_MS[mail.attempts - 1];
      const message = error instanceof Error ? error.message : String(error);
      onTrouble(`A mail could not be sent (attempt ${mail.attempts}).`, error);
      const next =
        isFinal(error) || waitMs === undefined
          ? ({ status: "failed", error: message } as const)
          : { next_at: new Date(clock.nowMs() + waitMs), error: message };
      await settle(mail, next);
    }
  }

  async function settle(mail: Mail, set: { status?: "sent" | "failed"; sent_at?: Date; next_at?: Date; error: string | null }): Promise<void> {
    await db.worker((tx) =>
      tx.updateTable("mails").set(set).where("tenant_id", "=", mail.tenant_id).where("id", "=", mail.id).where("status", "=", "kept").execute(),
    );
  }

  return {
    sweep,
    async stop() {
      stopped = true;
      timer.cancel();
      await sweeping;
      transport.close();
    },
  };
}

/** The server refused the mail itself (5xx): trying again changes nothing. */
function isFinal(error: unknown): boolean {
  const code = error instanceof Error && "responseCode" in error ? error.responseCode : undefined;
  return typeof code === "number" && code >= 500;
}

function messageOf(mail: Mail, from: string) {
  const { ics, ics_method } = mail;
  return {
    from,
    to: mail.to_name === "" ? mail.to_address : { name: mail.to_name, address: mail.to_address },
    ...(mail.reply_to !== "" && {
      replyTo: mail.from_name === "" || mail.audience === "business" ? mail.reply_to : { name: mail.from_name, address: mail.reply_to },
    }),
    subject: mail.subject,
    text: mail.body_text,
    html: mail.body_html,
    messageId: mail.message_id,
    date: mail.created_at,
    headers: { "Auto-Submitted": "auto-generated" },
    ...(ics !== null && ics_method !== null && { icalEvent: { method: ics_method, filename: "booking.ics", content: ics } }),
    // A mail is data: nothing in it makes this process read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
