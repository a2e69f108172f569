import { randomBytes } from "node:crypto";
import type { LoggedIn, Registration } from "@firstring/contract/schemas/account.ts";
import type { Role } from "@firstring/contract/schemas/role.ts";
import { newId, type PersonId, type TenantId } from "../../src/lib/ids.ts";
import type { Actor } from "../../src/people/audit.ts";
import type { AccountMail } from "../../src/people/means.ts";
import { type People, people } from "../../src/people/people.ts";
import { type ManualClock, manualClock } from "../harness/clock.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";

export const publicUrl = "https://calls.example.com";
export const jwtSecret = "a secret of the tests, 32 bytes long or more";
export const encryptionKey = "another secret of the tests, 32 bytes long or more";
export const password = "correct horse battery";

/** An installation of its own: database, clock that stands still, and the mails that would have been sent. */
export type World = {
  database: TestDatabase;
  clock: ManualClock;
  people: People;
  mails: AccountMail[];
  opened: TenantId[];
  /** An address nobody has come from yet. */
  ip(): string;
  /** A registered person, with what is not said made up. */
  join(given?: Partial<Registration>): Promise<LoggedIn>;
  /** A person who works for the tenant of `owner`, by invitation. */
  hire(owner: LoggedIn, role: Role): Promise<LoggedIn>;
  close(): Promise<void>;
};

export async function world({ signUpOpen = true, connections = 5 } = {}): Promise<World> {
  const database = await testDatabase({ connections });
  const clock = manualClock();
  const mails: AccountMail[] = [];
  const opened: TenantId[] = [];
  const all = people(
    database.db,
    clock,
    { jwtSecrets: [jwtSecret], encryptionKey, publicUrl, signUpOpen },
    { sendMail: async (mail) => void mails.push(mail), tenantOpened: async (_tx, tenant) => void opened.push(tenant) },
  );
  let hosts = 0;
  const ip = () => `198.51.${(++hosts >> 8) & 255}.${hosts & 255}`;
  const join: World["join"] = (given = {}) =>
    all.register({ email: `${randomBytes(6).toString("hex")}@example.com`, password, name: "Someone", ...given }, ip());
  return {
    database,
    clock,
    people: all,
    mails,
    opened,
    ip,
    join,
    async hire(owner, role) {
      const email = `${randomBytes(6).toString("hex")}@example.com`;
      const { token } = await all.invite(await actorOf(all, owner), { email, role });
      return join({ email, invitation: token });
    },
    close: () => database.close(),
  };
}

/** The person behind a token, as one who acts. */
export async function actorOf(
  all: People,
  { token }: Pick<LoggedIn, "token">,
): Promise<Actor & { person: NonNullable<Actor["person"]> & { session: string; name: string } }> {
  const { tenant, person } = await all.authenticate({ bearer: token });
  if (!person) throw new Error("not a person");
  return { tenant, ip: "198.51.100.1", person };
}

export const stranger = (): PersonId => newId<PersonId>();

/** What a refusal says, for `rejects.toMatchObject`. */
export const refused = (status: number, code: string): { status: number; code: string } => ({ status, code });
