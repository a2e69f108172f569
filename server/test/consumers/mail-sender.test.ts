import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailSender, mailSender } from "../../src/consumers/mail-sender.ts";
import { idOf, newId, type TenantId } from "../../src/lib/ids.ts";
import { type ManualClock, manualClock } from "../harness/clock.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
let tenant: TenantId;
let server: SMTPServer;
let clock: ManualClock;
let sender: MailSender;
/** What the mail server took, and what it says to the next mails instead of taking them. */
let taken: string[];
let refusals: { responseCode: number; message: string }[];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  taken = [];
  refusals = [];
  tenant = await someTenant(database.db);
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const refusal = refusals.shift();
        if (refusal) return done(Object.assign(new Error(refusal.message), { responseCode: refusal.responseCode }));
        taken.push(Buffer.concat(parts).toString("utf8"));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  clock = manualClock();
  sender = mailSender({ db: database.db, clock, smtp: { url: `smtp://127.0.0.1:${port}`, from: "Firstring <bookings@example.com>" } });
});
afterEach(async () => {
  await sender.stop();
  expect(clock.waiting()).toBe(0);
  await database.db.worker((tx) => tx.deleteFrom("mails").execute());
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

async function aMail(change: { subject?: string; ageMs?: number } = {}): Promise<string> {
  const id = newId();
  const at = new Date(clock.nowMs() - (change.ageMs ?? 0));
  await database.db.worker((tx) =>
    tx
      .insertInto("mails")
      .values({
        tenant_id: tenant,
        id,
        stream: `booking/${id}`,
        seq: 1,
        audience: "customer",
        kind: "booking.confirmed",
        booking_id: newId(),
        to_address: "zoe@example.com",
        to_name: "Zoé",
        from_name: "Demo Rides",
        reply_to: "desk@rides.example",
        subject: change.subject ?? "Confirmed",
        body_text: "Hello\n",
        body_html: "<p>Hello</p>",
        ics: "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n",
        ics_method: "REQUEST",
        language: "en",
        message_id: `<${idOf(id)}@firstring>`,
        next_at: at,
        error: null,
        created_at: at,
        sent_at: null,
      })
      .execute(),
  );
  return id;
}

const stateOf = (id: string) =>
  database.db.worker((tx) =>
    tx.selectFrom("mails").select(["status", "attempts", "error", "next_at", "sent_at"]).where("id", "=", id).executeTakeFirstOrThrow(),
  );

describe("sending mails", () => {
  it("sends a kept mail once, with its calendar file, an answer address and a stable Message-ID", async () => {
    const id = await aMail();
    await sender.sweep();
    await sender.sweep();
    expect(taken).toHaveLength(1);
    const [mail] = taken;
    expect(mail).toContain(`Message-ID: <${idOf(id)}@firstring>`);
    expect(mail).toMatch(/^From: Firstring <bookings@example\.com>/m);
    expect(mail).toMatch(/^Reply-To: Demo Rides <desk@rides\.example>/m);
    expect(mail).toMatch(/^Content-Type: text\/calendar;.*method=REQUEST/im);
    expect(await stateOf(id)).toMatchObject({ status: "sent", attempts: 1, error: null });
  });

  it("tries again later what the server would not take now, under the same Message-ID", async () => {
    const id = await aMail();
    refusals.push({ responseCode: 451, message: "Greylisted" });
    await sender.sweep();
    expect(taken).toHaveLength(0);
    expect(await stateOf(id)).toMatchObject({ status: "kept", attempts: 1, error: expect.stringContaining("Greylisted") });
    await sender.sweep();
    expect(taken).toHaveLength(0); // not due yet
    clock.advance(30_000);
    await sender.sweep();
    expect(taken).toHaveLength(1);
    expect(taken[0]).toContain(`<${idOf(id)}@firstring>`);
    expect(await stateOf(id)).toMatchObject({ status: "sent", attempts: 2 });
  });

  it("gives up at once what the server refuses for good, and after a day of trying what it never takes", async () => {
    const refused = await aMail();
    refusals.push({ responseCode: 550, message: "No such person" });
    await sender.sweep();
    expect(await stateOf(refused)).toMatchObject({ status: "failed", attempts: 1 });
    const never = await aMail();
    for (let attempt = 1; attempt <= 7; attempt++) {
      refusals.push({ responseCode: 421, message: "Busy" });
      await sender.sweep();
      const { next_at } = await stateOf(never);
      refusals.length = 0;
      if (attempt < 7)
        await database.db.worker((tx) =>
          tx
            .updateTable("mails")
            .set({ next_at: new Date(Math.min(next_at.getTime(), clock.nowMs())) })
            .where("id", "=", never)
            .execute(),
        );
    }
    expect(await stateOf(never)).toMatchObject({ status: "failed", attempts: 7 });
    expect(taken).toEqual([]);
  });

  it("sends from two processes without sending twice", async () => {
    for (let nth = 0; nth < 30; nth++) await aMail();
    const { port } = server.server.address() as AddressInfo;
    const other = mailSender({ db: database.db, clock, smtp: { url: `smtp://127.0.0.1:${port}`, from: "a@example.com" } });
    await Promise.all([sender.sweep(), other.sweep()]);
    await other.stop();
    expect(taken).toHaveLength(30);
  });

  it("takes up a mail whose sender died after claiming it", async () => {
    const id = await aMail();
    await database.db.worker((tx) =>
      tx
        .updateTable("mails")
        .set({ attempts: 1, next_at: new Date(clock.nowMs() + 120_000) })
        .where("id", "=", id)
        .execute(),
    );
    await sender.sweep();
    expect(taken).toHaveLength(0);
    clock.advance(120_000);
    await sender.sweep();
    expect(taken).toHaveLength(1);
  });

  it("leaves alone what is too old to help, and lets no header in by a subject", async () => {
    const old = await aMail({ ageMs: 48 * 3_600_000 });
    await aMail({ subject: "Hello\r\nBcc: everyone@example.com" });
    await sender.sweep();
    expect(await stateOf(old)).toMatchObject({ status: "kept", attempts: 0 });
    expect(taken).toHaveLength(1);
    expect(taken[0]).not.toMatch(/^Bcc:/m);
  });
});
