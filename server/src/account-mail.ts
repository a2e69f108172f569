import nodemailer from "nodemailer";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { AccountMail } from "./people/means.ts";

/**
 * Sends mails about accounts. They carry secrets, so they are never kept: without a mail server, development shows them
 * on its own terminal, and production says what is missing.
 */
export function accountMail({ smtp, mode }: Pick<Config, "smtp" | "mode">, logger: Logger): (mail: AccountMail) => Promise<void> {
  if (smtp !== undefined) {
    const transport = nodemailer.createTransport(smtp.url);
    return async ({ to, subject, text }) =>
      void (await transport.sendMail({ from: smtp.from, to, subject, text, disableFileAccess: true, disableUrlAccess: true }));
  }
  return async ({ to, subject, text }) => {
    if (mode === "production") logger.error({ to }, "a mail about an account could not be sent: set SMTP_URL and MAIL_FROM");
    else if (mode === "development") process.stdout.write(`\n--- mail to ${to}: ${subject}\n${text}---\n`);
  };
}
