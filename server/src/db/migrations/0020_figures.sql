-- Figures: what each call adds to the numbers of its day, and the daily roll-up that reports read.
-- Whatever changes an ended call also writes down the change, in the same transaction; changes are added to the roll-up a moment later,
-- each exactly once, because it is deleted by the statement that adds it. So roll-up and open changes together equal the calls, always, to the row.

alter table calls
  -- Of the business's own calendar, when the call was opened.
  add column day date not null default '1970-01-01',
  add column hour smallint not null default 0 check (hour between 0 and 23),
  add column their_number text generated always as (case direction when 'inbound' then from_number else to_number end) stored,
  -- What the carrier or provider calls it.
  add column external_id text,
  add column handled_by text check (handled_by in ('ai', 'person')),
  -- One number per reply of ours: on a logarithmic scale (lib/log-scale.ts), how long the caller waited for it.
  add column reply_delays smallint[] not null default '{}',
  -- The caller had reached nobody the last time, at most a day before, and this time did.
  add column rescued boolean not null default false,
  add column billed_seconds int not null default 0,
  -- Whole numbers, exact far beyond any call's price.
  add column provider_cost_micro_cents double precision not null default 0,
  add column own_cost_micro_cents double precision not null default 0;
create index calls_of_number on calls (tenant_id, their_number, opened_at desc) where their_number <> '';
create index calls_of_day on calls (tenant_id, day);

-- How a business bills the minutes of its calls; without a row, by the second, from the first, without a price.
create table billing_rules (
  tenant_id uuid primary key references tenants (id),
  increment_seconds int not null check (increment_seconds between 1 and 3600),
  minimum_seconds int not null check (minimum_seconds between 0 and 3600),
  included_minutes int not null check (included_minutes between 0 and 10000000),
  cents_per_minute numeric(10, 4) not null check (cents_per_minute >= 0),
  monthly_cents int not null check (monthly_cents between 0 and 100000000),
  currency text not null check (currency ~ '^[A-Z]{3}$')
);
select app.guard('billing_rules');

create table call_days (
  tenant_id uuid not null references tenants (id),
  day date not null,
  -- The zero id stands for calls whose agent is not one of ours.
  agent_id uuid not null,
  agent_revision int not null,
  channel text not null,
  calls bigint not null,
  inbound bigint not null,
  answered bigint not null,
  ai_handled bigint not null,
  booked bigint not null,
  only_answered bigint not null,
  message_taken bigint not null,
  transferred bigint not null,
  missed bigint not null,
  abandoned bigint not null,
  voicemail bigint not null,
  failed bigint not null,
  rescued bigint not null,
  positive bigint not null,
  negative bigint not null,
  neutral bigint not null,
  urgent bigint not null,
  satisfaction_sum bigint not null,
  satisfaction_count bigint not null,
  messages bigint not null,
  duration_ms bigint not null,
  billed_seconds bigint not null,
  provider_cost_micro_cents bigint not null,
  own_cost_micro_cents bigint not null,
  primary key (tenant_id, day, agent_id, agent_revision, channel)
);
select app.guard('call_days');

create table call_hours (
  tenant_id uuid not null references tenants (id),
  day date not null,
  hour smallint not null,
  calls bigint not null,
  missed bigint not null,
  primary key (tenant_id, day, hour)
);
select app.guard('call_hours');

-- How many values fell on each step of the logarithmic scale: percentiles over any range of days are a sum away.
create table call_histograms (
  tenant_id uuid not null references tenants (id),
  day date not null,
  agent_id uuid not null,
  channel text not null,
  measure text not null check (measure in ('reply', 'duration')),
  step smallint not null,
  count bigint not null,
  primary key (tenant_id, day, measure, agent_id, channel, step)
);
select app.guard('call_histograms');

-- Sets what of a call depends on its business: day and hour of its zone, what is billed, whether a lost caller came back.
create function app.place_call() returns trigger language plpgsql as $$
declare
  there timestamp;
  rule billing_rules;
begin
  select new.opened_at at time zone zone into there from tenants where id = new.tenant_id;
  new.day := there::date;
  new.hour := extract(hour from there);
  if new.ended_at is not null then
    if new.answered_at is not null then
      select * into rule from billing_rules where tenant_id = new.tenant_id;
      new.billed_seconds := greatest(coalesce(rule.minimum_seconds, 0),
        ceil(new.duration_ms / 1000.0 / coalesce(rule.increment_seconds, 1)) * coalesce(rule.increment_seconds, 1));
    end if;
    new.rescued := new.outcome in ('booked', 'answered', 'message_taken', 'transferred') and coalesce((
      select before.outcome in ('missed', 'abandoned') from calls before
      where before.tenant_id = new.tenant_id and before.id <> new.id and before.opened_at < new.opened_at
        and before.their_number = case new.direction when 'inbound' then new.from_number else new.to_number end
        and before.their_number <> '' and before.opened_at > new.opened_at - interval '24 hours'
      order by before.opened_at desc limit 1), false);
  end if;
  return new;
end $$;
create trigger place_call before insert on calls for each row execute function app.place_call();
create trigger place_ended_call before update on calls for each row when (old.ended_at is null and new.ended_at is not null) execute function app.place_call();

-- Changes of ended calls that are not in the roll-up yet: with sign 1 as they are now, with sign -1 as they were.
create table call_changes (
  tenant_id uuid not null references tenants (id),
  id bigint generated always as identity,
  sign int not null,
  day date not null,
  hour smallint not null,
  agent_id uuid not null,
  agent_revision int not null,
  channel text not null,
  direction text not null,
  outcome text,
  sentiment text,
  is_answered boolean not null,
  handled_by text,
  rescued boolean not null,
  satisfaction int,
  message_count int not null,
  duration_ms int not null,
  reply_delays smallint[] not null,
  billed_seconds int not null,
  provider_cost_micro_cents double precision not null,
  own_cost_micro_cents double precision not null,
  primary key (tenant_id, id)
);
select app.guard('call_changes');

create function app.note_change() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into call_changes (tenant_id, sign, day, hour, agent_id, agent_revision, channel, direction, outcome, sentiment, is_answered, handled_by, rescued, satisfaction, message_count,
      duration_ms, reply_delays, billed_seconds, provider_cost_micro_cents, own_cost_micro_cents)
    select tenant_id, -1, day, hour, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), coalesce(agent_revision, 0), channel, direction, outcome, sentiment, answered_at is not null,
      handled_by, rescued, satisfaction, message_count, duration_ms, reply_delays, billed_seconds, provider_cost_micro_cents, own_cost_micro_cents
    from olds where ended_at is not null;
  end if;
  if tg_op <> 'DELETE' then
    insert into call_changes (tenant_id, sign, day, hour, agent_id, agent_revision, channel, direction, outcome, sentiment, is_answered, handled_by, rescued, satisfaction, message_count,
      duration_ms, reply_delays, billed_seconds, provider_cost_micro_cents, own_cost_micro_cents)
    select tenant_id, 1, day, hour, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), coalesce(agent_revision, 0), channel, direction, outcome, sentiment, answered_at is not null,
      handled_by, rescued, satisfaction, message_count, duration_ms, reply_delays, billed_seconds, provider_cost_micro_cents, own_cost_micro_cents
    from news where ended_at is not null;
  end if;
  return null;
end $$;
create trigger note_insert after insert on calls referencing new table as news for each statement execute function app.note_change();
create trigger note_update after update on calls referencing old table as olds new table as news for each statement execute function app.note_change();
create trigger note_delete after delete on calls referencing old table as olds for each statement execute function app.note_change();

-- The statement that adds to the roll-up what `source` gives: one of the two queries below, never anything from outside.
create function app.adding(source text) returns text language sql immutable return format($query$
  with changed as (%s),
  days as (
  insert into call_days
    select tenant_id, day, agent_id, agent_revision, channel,
      coalesce(sum(sign), 0),
      coalesce(sum(sign) filter (where direction = 'inbound'), 0),
      coalesce(sum(sign) filter (where is_answered), 0),
      coalesce(sum(sign) filter (where handled_by = 'ai'), 0),
      coalesce(sum(sign) filter (where outcome = 'booked'), 0),
      coalesce(sum(sign) filter (where outcome = 'answered'), 0),
      coalesce(sum(sign) filter (where outcome = 'message_taken'), 0),
      coalesce(sum(sign) filter (where outcome = 'transferred'), 0),
      coalesce(sum(sign) filter (where outcome = 'missed'), 0),
      coalesce(sum(sign) filter (where outcome = 'abandoned'), 0),
      coalesce(sum(sign) filter (where outcome = 'voicemail'), 0),
      coalesce(sum(sign) filter (where outcome = 'failed'), 0),
      coalesce(sum(sign) filter (where rescued), 0),
      coalesce(sum(sign) filter (where sentiment = 'positive'), 0),
      coalesce(sum(sign) filter (where sentiment = 'negative'), 0),
      coalesce(sum(sign) filter (where sentiment = 'neutral'), 0),
      coalesce(sum(sign) filter (where sentiment = 'urgent'), 0),
      coalesce(sum(sign * satisfaction), 0),
      coalesce(sum(sign) filter (where satisfaction is not null), 0),
      coalesce(sum(sign * message_count), 0),
      coalesce(sum(sign * duration_ms::bigint), 0),
      coalesce(sum(sign * billed_seconds), 0),
      coalesce(sum(sign * provider_cost_micro_cents), 0)::bigint,
      coalesce(sum(sign * own_cost_micro_cents), 0)::bigint
    from changed group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
  on conflict (tenant_id, day, agent_id, agent_revision, channel) do update set
      calls = call_days.calls + excluded.calls,
      inbound = call_days.inbound + excluded.inbound,
      answered = call_days.answered + excluded.answered,
      ai_handled = call_days.ai_handled + excluded.ai_handled,
      booked = call_days.booked + excluded.booked,
      only_answered = call_days.only_answered + excluded.only_answered,
      message_taken = call_days.message_taken + excluded.message_taken,
      transferred = call_days.transferred + excluded.transferred,
      missed = call_days.missed + excluded.missed,
      abandoned = call_days.abandoned + excluded.abandoned,
      voicemail = call_days.voicemail + excluded.voicemail,
      failed = call_days.failed + excluded.failed,
      rescued = call_days.rescued + excluded.rescued,
      positive = call_days.positive + excluded.positive,
      negative = call_days.negative + excluded.negative,
      neutral = call_days.neutral + excluded.neutral,
      urgent = call_days.urgent + excluded.urgent,
      satisfaction_sum = call_days.satisfaction_sum + excluded.satisfaction_sum,
      satisfaction_count = call_days.satisfaction_count + excluded.satisfaction_count,
      messages = call_days.messages + excluded.messages,
      duration_ms = call_days.duration_ms + excluded.duration_ms,
      billed_seconds = call_days.billed_seconds + excluded.billed_seconds,
      provider_cost_micro_cents = call_days.provider_cost_micro_cents + excluded.provider_cost_micro_cents,
      own_cost_micro_cents = call_days.own_cost_micro_cents + excluded.own_cost_micro_cents
  ),
  hours as (
  insert into call_hours
    select tenant_id, day, hour, sum(sign), coalesce(sum(sign) filter (where outcome in ('missed', 'abandoned')), 0)
    from changed group by 1, 2, 3 order by 1, 2, 3
  on conflict (tenant_id, day, hour) do update set calls = call_hours.calls + excluded.calls, missed = call_hours.missed + excluded.missed
  ),
  steps as (
  insert into call_histograms
    select tenant_id, day, agent_id, channel, measure, step, sum(sign)
    from changed, lateral (
      select 'reply' as measure, unnest(reply_delays) as step
      union all select 'duration', floor(8 * ln(greatest(duration_ms, 1)) / ln(2) + 1e-9)::smallint where is_answered) as measured
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 5, 3, 4, 6
  on conflict (tenant_id, day, measure, agent_id, channel, step) do update set count = call_histograms.count + excluded.count
  )
  select count(*) from changed
$query$, source);

-- Adds the open changes to the roll-up; one at a time, whoever asks.
create function app.add_changes() returns bigint language plpgsql as $$
declare
  added bigint;
begin
  if not exists (select from call_changes) then return 0; end if;
  perform pg_advisory_xact_lock(hashtext('firstring figures'));
  execute app.adding('delete from call_changes returning *') into added;
  return added;
end $$;

-- Counts a business's calls again from nothing. Nobody writes them meanwhile.
create function app.count_again(business uuid) returns bigint language plpgsql as $$
declare
  added bigint;
begin
  lock table calls in share row exclusive mode;
  delete from call_days where tenant_id = business;
  delete from call_hours where tenant_id = business;
  delete from call_histograms where tenant_id = business;
  delete from call_changes where tenant_id = business;
  execute app.adding(format($query$
    select tenant_id, 1 as sign, day, hour, coalesce(agent_id, '00000000-0000-0000-0000-000000000000') as agent_id, coalesce(agent_revision, 0) as agent_revision, channel, direction,
      outcome, sentiment, answered_at is not null as is_answered, handled_by, rescued, satisfaction, message_count, duration_ms, reply_delays, billed_seconds,
      provider_cost_micro_cents, own_cost_micro_cents
    from calls where ended_at is not null and tenant_id = %L
  $query$, business)) into added;
  return added;
end $$;

-- Those that were there before. The owner of forced tables sees no rows of theirs, so they are unforced for this.
alter table tenants no force row level security;
alter table billing_rules no force row level security;
alter table calls no force row level security;
alter table call_changes no force row level security;
alter table call_days no force row level security;
alter table call_hours no force row level security;
alter table call_histograms no force row level security;
update calls set
  day = (opened_at at time zone (select zone from tenants where tenants.id = calls.tenant_id))::date,
  hour = extract(hour from opened_at at time zone (select zone from tenants where tenants.id = calls.tenant_id)),
  billed_seconds = case when ended_at is null or answered_at is null then 0 else ceil(duration_ms / 1000.0) end;
select app.add_changes();
alter table tenants force row level security;
alter table billing_rules force row level security;
alter table calls force row level security;
alter table call_changes force row level security;
alter table call_days force row level security;
alter table call_hours force row level security;
alter table call_histograms force row level security;
