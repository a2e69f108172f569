import type { Db, Tx } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import type { Seal } from "../lib/seal.ts";
import type { Tokens } from "./tokens.ts";
import type { Turns } from "./turns.ts";

/** What every part of this feature works with. */
export type Means = Readonly<{
  db: Db;
  nowMs(): number;
  tokens: Tokens;
  seal: Seal;
  turns: Turns;
  /** Where the pages are that a mail links to, without a slash at the end. */
  publicUrl: string;
  /** Whether a stranger may open a new business. */
  signUpOpen: boolean;
  hooks: PeopleHooks;
}>;

/** What others do for this feature. */
export type PeopleHooks = Readonly<{
  sendMail(mail: AccountMail): Promise<void>;
  /** In the transaction that opens a business: gives it what it needs to take a call. */
  tenantOpened(tx: Tx, tenant: TenantId): Promise<void>;
}>;

/** A mail about somebody's account. It carries a secret: it is handed to a mail server and shown to nobody else. */
export type AccountMail = { tenant: TenantId; to: string; language: "en" | "fr"; subject: string; text: string };
