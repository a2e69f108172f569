import type pg from "pg";

/** A hundred businesses; the biggest has a fifth of all calls. */
export const TENANTS = 100;
/** Days over which the calls are spread, ending today. */
const DAYS = 365;

export const tenantId = (nth: number): string => `00000000-0000-7000-8000-${String(nth).padStart(12, "0")}`;
/** The biggest. */
export const BIGGEST = tenantId(0);

/** Synthetic calls, as the call list would hold them; written past its triggers, then counted as the product counts again. */
export async function fill(owner: pg.Client, calls: number): Promise<{ fillMs: number; countMs: number }> {
  const startMs = performance.now();
  await owner.query("set synchronous_commit = off");
  await owner.query("select setseed(0.42)");
  await owner.query(
    `insert into tenants (id, slug, name) select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'bench-' || n, 'Bench ' || n from generate_series(0, $1) n`,
    [TENANTS - 1],
  );
  await owner.query("alter table calls disable trigger user");
  for (const index of ["calls_newest", "calls_live", "calls_of_person", "calls_of_number"]) await owner.query(`drop index ${index}`);
  const batch = 500_000;
  for (let from = 0; from < calls; from += batch) {
    await owner.query(
      `insert into calls (tenant_id, id, seq, direction, from_number, to_number, channel, status, outcome, why, agent_id, agent_revision, agent_name, opened_at, answered_at, ended_at,
         last_at, duration_ms, turn_count, message_count, sentiment, day, hour, handled_by, reply_delays, billed_seconds, provider_cost_micro_cents, own_cost_micro_cents)
       select ('00000000-0000-7000-8000-' || lpad((case when random() < 0.2 then 0 else floor(random() * ${TENANTS}) end)::int::text, 12, '0'))::uuid,
         md5(n::text)::uuid, 20, case when random() < 0.8 then 'inbound' else 'outbound' end, '+1514555' || lpad((n % 10000)::text, 4, '0'), '+15145550000',
         (array['twilio', 'telnyx', 'browser', 'chat'])[1 + floor(random() * 4)::int], 'COMPLETED', outcome, 'caller_hung_up',
         ('00000000-0000-7000-8000-00000000010' || floor(random() * 3)::int)::uuid, 1 + floor(random() * 2)::int, 'Sam', at, at, at + interval '1 minute', at + interval '1 minute',
         (20000 + random() * 300000)::int, 6, 12, (array['positive', 'neutral', 'neutral', 'negative', 'urgent'])[1 + floor(random() * 5)::int], at::date, extract(hour from at)::int,
         'ai', array[60 + floor(random() * 24), 60 + floor(random() * 24), 60 + floor(random() * 24)]::smallint[], (20 + random() * 300)::int, 1e6 * random(), 1e5 * random()
       from (select n, now() - (random() * ${DAYS}) * interval '1 day' as at, (array['booked', 'answered', 'message_taken', 'missed', 'abandoned', 'transferred'])[1 + floor(random() * 6)::int] as outcome
         from generate_series($1::int, $2::int) n) made`,
      [from, Math.min(from + batch, calls) - 1],
    );
  }
  await owner.query("alter table calls enable trigger user");
  const fillMs = performance.now() - startMs;
  const countStartMs = performance.now();
  for (let nth = 0; nth < TENANTS; nth++) await owner.query("select app.count_again($1)", [tenantId(nth)]);
  await owner.query("vacuum analyze");
  return { fillMs, countMs: performance.now() - countStartMs };
}
