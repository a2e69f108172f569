import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallEvent, Json, Note } from "@firstring/contract/call/event.ts";
import { compose } from "../../server/src/app.ts";
import { readConfig } from "../../server/src/config.ts";
import { type CallId, idOf } from "../../server/src/lib/ids.ts";
import { demoSignIn } from "../../server/src/seeds/people.ts";
import { demoTenantId } from "../../server/src/seeds/tenants.ts";
import { type Carrier, Phone } from "../../server/test/harness/phone.ts";
import type { Driver, Heard } from "./driver.ts";

type Fact = { event: CallEvent };
type Booked = { id: string; status: string; slots: Record<string, Json>; call?: string | null };

/** Calls over the real product: its own server and database, and a telephone whose webhooks are signed by Twilio's own library. */
export async function phoneDriver(): Promise<Driver & { stop(): Promise<void>; sayMs: readonly number[] }> {
  const folder = mkdtempSync(join(tmpdir(), "firstring-bench-"));
  const publicUrl = "https://bench.invalid";
  const authToken = randomBytes(16).toString("hex");
  const accountSid = `AC${randomBytes(16).toString("hex")}`;
  const app = await compose(
    readConfig({
      NODE_ENV: "test",
      DATA_DIR: folder,
      PORT: "0",
      DEMO: "quiet",
      PUBLIC_URL: publicUrl,
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      LOG_LEVEL: "error",
      REQUESTS_PER_MINUTE: "1000000",
    }),
  );
  const carrier: Carrier = { at: () => app.address, publicUrl, accountSid, authToken };
  const tenant = demoTenantId("demo-rides");
  const token = await signIn(app.address);
  const sayMs: number[] = [];
  let events: CallEvent[] = [];
  let phone = new Phone(carrier, "demo-rides", "+15145550199", "+15145550123");

  return {
    nowMs: Date.now(),
    zone: "America/Toronto",
    sayMs,
    async open() {
      phone = new Phone(carrier, "demo-rides", "+15145550199", "+15145550123");
      events = [];
      return heard(await phone.ring());
    },
    async say(words) {
      const startMs = performance.now();
      const said = await phone.say(words);
      sayMs.push(performance.now() - startMs);
      return heard(said);
    },
    async close() {
      if (!phone.over) await phone.hangUp();
      const { data } = await ask<{ data: Booked[] }>(`/api/bookings?call=${callId()}&limit=100`);
      const standing = data.filter(({ status }) => status === "confirmed");
      for (const { id } of standing) await ask(`/api/bookings/${id}`, "DELETE"); // the next caller finds the calendar free
      return standing.map(({ slots }) => slots);
    },
    async stop() {
      await app.stop(Promise.resolve());
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function callId(): CallId {
    return idOf<CallId>("twilio", tenant, phone.callSid);
  }

  async function heard(said: readonly string[]): Promise<Heard> {
    for (let more = true; more; ) {
      const page = await ask<{ data: Fact[]; pagination: { hasMore: boolean } }>(`/api/calls/${callId()}/events?limit=100&offset=${events.length}`);
      events.push(...page.data.map(({ event }) => event));
      more = page.pagination.hasMore;
    }
    const note = events.findLast((event): event is Extract<CallEvent, { type: "model.noted" }> => event.type === "model.noted")?.note as Note | undefined;
    const asked = events.findLast(
      (event): event is Extract<CallEvent, { type: "model.asked" }> => event.type === "model.asked" && event.tool.tool === "hold_booking",
    );
    const last = events.findLast((event) => event.type === "tool.returned" || event.type === "caller.said");
    const reading = last?.type === "tool.returned" && last.output.proposal !== undefined;
    return {
      spoken: said.join(" "),
      act: note?.act,
      readBack: reading ? ((asked?.tool.input as { slots: Record<string, Json> } | undefined)?.slots ?? {}) : undefined,
      offered: offeredIn(last?.type === "tool.returned" ? last.output.data : undefined),
      ended: phone.over || phone.heard.next.is !== "listen",
      transferred: phone.heard.next.is === "dial",
      messageTaken: events.some((event) => event.type === "tool.returned" && event.output.messageTaken === true),
    };
  }

  async function ask<T>(path: string, method = "GET"): Promise<T> {
    const response = await fetch(app.address + path, { method, headers: { authorization: `Bearer ${await token()}` } });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** Signs in as the demo owner of the rides, and again before the token runs out. */
async function signIn(address: string): Promise<() => Promise<string>> {
  let kept = { token: "", untilMs: 0 };
  return async () => {
    if (Date.now() < kept.untilMs) return kept.token;
    const post = async (path: string, body: object, bearer?: string) =>
      (await (
        await fetch(address + path, {
          method: "POST",
          headers: { "content-type": "application/json", ...(bearer && { authorization: `Bearer ${bearer}` }) },
          body: JSON.stringify(body),
        })
      ).json()) as { token: string; data?: { token: string } };
    const first = await post("/auth/login", { email: demoSignIn.email, password: demoSignIn.password });
    const rides = await post("/api/auth/switch", { tenant: "demo-rides" }, first.token);
    kept = { token: rides.token ?? rides.data?.token ?? "", untilMs: Date.now() + 600_000 };
    return kept.token;
  };
}

/** Addresses or times that the agent gave to choose from. */
function offeredIn(data: Json | undefined): string[] {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return [];
  const { candidates, free, alternatives } = data as {
    candidates?: { address: string }[];
    free?: { date: string; time: string }[];
    alternatives?: { date: string; time: string }[];
  };
  return candidates?.map(({ address }) => address) ?? (free ?? alternatives ?? []).map(({ date, time }) => `${date} ${time}`);
}
