import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import { CALLER, type CallEvent, type EndReason, type Outcome } from "@firstring/contract/call/event.ts";
import { newCode } from "../booking/code.ts";
import type { Db } from "../db/db.ts";
import { record } from "../db/record.ts";
import { idOf, type TenantId } from "../lib/ids.ts";
import { between, pick, type Random, seeded } from "../lib/random.ts";
import { type Talk, talkOf } from "./history-talk.ts";
import { type DemoSlug, demoTenants } from "./tenants.ts";

const WEEKS = 9;
const DAY_MS = 86_400_000;
/** Calls written in one transaction: readers of the log wait for the oldest that is open. */
const AT_ONCE = 40;
const NAMES = ["Louise Lavoie", "Marc Tremblay", "Nadia Haddad", "Peter Wong", "Julie Gagnon", "Sam Okafor", "Chloé Roy", "Anna Rossi"];

/** How calls to a demo business ended, in hundredths. */
const endings: readonly [Outcome, number, EndReason][] = [
  ["booked", 46, "caller_hung_up"],
  ["answered", 22, "caller_hung_up"],
  ["message_taken", 10, "caller_hung_up"],
  ["transferred", 8, "transferred"],
  ["abandoned", 8, "caller_hung_up"],
  ["missed", 5, "no_answer"],
  ["failed", 1, "failed"],
];

/**
 * Nine weeks of calls before today for each demo business that has had none, through the log like any other, marked as calls of
 * the simulator. Nothing is sent for them: their bookings are long done.
 */
export async function seedHistory(db: Db, nowMs: number, agentOf: (tenant: TenantId) => Promise<AgentSpec | undefined>, signal: AbortSignal): Promise<void> {
  for (const { id: tenant, slug, phone } of demoTenants) {
    const spec = await agentOf(tenant);
    if (spec === undefined || (await hasPast(db, tenant, new Date(nowMs - DAY_MS / 2)))) continue;
    // Of what an agent is, a replay of these calls needs no more.
    const agent: AgentSpec = { ...spec, services: [], tools: [], instructions: "" };
    const random = seeded(slug.length * 7919);
    const calls = Array.from({ length: WEEKS * 7 }, (_, ago) => starts(random, nowMs - (ago + 1) * DAY_MS)).flat();
    calls.sort((one, other) => one - other);
    for (let at = 0; at < calls.length && !signal.aborted; at += AT_ONCE)
      await write(db, { tenant, slug, to: phone, agent, random }, calls.slice(at, at + AT_ONCE), at);
  }
}

/** Simulated callers may have begun to call already. */
const hasPast = (db: Db, tenant: TenantId, before: Date): Promise<boolean> =>
  db.tenant(tenant, async (tx) => {
    const old = tx.selectFrom("events").select("seq").where("tenant_id", "=", tenant).where("at", "<", before);
    return (await old.limit(1).executeTakeFirst()) !== undefined;
  });

type Business = { tenant: TenantId; slug: DemoSlug; to: string; agent: AgentSpec; random: Random };

/** When people called on a day: most in the morning and after four, fewer on weekends. */
function starts(random: Random, dayMs: number): number[] {
  const midnight = dayMs - (dayMs % DAY_MS) + 5 * 3_600_000; // about midnight in Montréal
  const weekend = [0, 6].includes(new Date(midnight).getUTCDay());
  return Array.from({ length: between(random, weekend ? 1 : 4, weekend ? 4 : 11) }, () => {
    const hour = random() < 0.55 ? between(random, 8, 11) : between(random, 12, 19);
    return midnight + (hour * 60 + between(random, 0, 59)) * 60_000;
  });
}

async function write(db: Db, business: Business, calls: readonly number[], first: number): Promise<void> {
  const { tenant, slug, random } = business;
  await db.worker(async (tx) => {
    const service = await tx.selectFrom("services").select("id").where("tenant_id", "=", tenant).orderBy("slug").executeTakeFirstOrThrow();
    const resources = await tx.selectFrom("resources").select("id").where("tenant_id", "=", tenant).orderBy("name").execute();
    let lost: { from: string; atMs: number } | undefined;
    for (const [nth, startMs] of calls.entries()) {
      const [outcome, , why] = pick(random, weighted);
      // Some who reached nobody try again the same day.
      const again = lost !== undefined && startMs - lost.atMs < DAY_MS && random() < 0.5;
      const from: string = again && lost !== undefined ? lost.from : `+1514555${String(100 + between(random, 0, 99)).padStart(4, "0")}`;
      lost = outcome === "missed" || outcome === "abandoned" ? { from, atMs: startMs } : again ? undefined : lost;
      const call = idOf<string>("demo history", tenant, String(first + nth));
      const answered = outcome !== "missed" && outcome !== "failed";
      const talk = answered ? talkOf(random, slug, outcome === "voicemail" ? "answered" : outcome) : undefined;
      await record(tx, tenant, `call/${call}`, facts(business, { startMs, from, outcome, why, talk }));
      const resource = pick(random, resources);
      if (outcome !== "booked" || talk === undefined) continue;
      const at = startMs + DAY_MS;
      const name = pick(random, NAMES);
      await tx
        .insertInto("bookings")
        .values({
          tenant_id: tenant,
          id: idOf("demo booking", tenant, String(first + nth)),
          code: newCode((n) => Math.floor(random() * n)),
          service_id: service.id,
          resource_id: resource.id,
          during: `[${new Date(at).toISOString()},${new Date(at + 3_600_000).toISOString()})`,
          status: "done",
          slots: JSON.stringify({ ...talk.slots, name, phone: from }),
          places: JSON.stringify({}),
          customer_name: name,
          customer_phone: from,
          call_id: call,
          language: talk.language,
          created_at: new Date(startMs),
          updated_at: new Date(at),
        })
        .onConflict((clash) => clash.doNothing())
        .execute();
    }
  });
}

const weighted: readonly (typeof endings)[number][] = endings.flatMap((ending) => Array.from({ length: ending[1] }, () => ending));

type Told = { startMs: number; from: string; outcome: Outcome; why: EndReason; talk: Talk | undefined };

function facts({ to, agent, random }: Business, { startMs, from, outcome, why, talk }: Told): { event: CallEvent; atMs: number }[] {
  const all: { event: CallEvent; atMs: number }[] = [];
  let atMs = startMs;
  const then = (afterMs: number, event: CallEvent): void => {
    atMs += afterMs;
    all.push({ event, atMs });
  };
  const languages = talk === undefined ? agent.languages : [talk.language, ...agent.languages.filter((other) => other !== talk.language)];
  then(0, { type: "call.opened", direction: "inbound", from, to, channel: "simulator", agent: { ...agent, languages } });
  if (talk !== undefined) {
    then(between(random, 200, 900), { type: "leg.answered", leg: CALLER });
    then(4000, { type: "speech.stopped", speech: "1.0", heard: agent.greeting[talk.language] });
    for (const [index, [caller, reply]] of talk.said.entries()) {
      const turn = index + 2;
      then(between(random, 1500, 7000), { type: "caller.said", leg: CALLER, text: caller });
      then(Math.round(280 + 500 * random() ** 3 + (random() < 0.04 ? 1800 : 0)), { type: "model.said", turn, text: reply });
      then(20, { type: "model.rested", turn });
      then(between(random, 1800, 4200), { type: "speech.stopped", speech: `${turn}.0`, heard: reply });
    }
    then(between(random, 400, 3000), { type: "leg.ended", leg: CALLER, why });
  } else then(between(random, 9000, 30_000), { type: "leg.ended", leg: CALLER, why });
  then(50, { type: "call.ended", why, outcome });
  return all;
}
