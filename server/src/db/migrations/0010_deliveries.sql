-- Facts on their way out: what leaves (outgoing_events), where to (endpoints), each on its way to each (deliveries), and every try (delivery_attempts).

create table endpoints (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null default '',
  url text not null,
  -- Empty: every kind.
  event_types text[] not null default '{}',
  -- Sealed with the program's encryption key, as are the headers (a JSON object).
  secret text not null,
  previous_secret text,
  previous_until timestamptz,
  headers text,
  status text not null default 'enabled' check (status in ('enabled', 'paused', 'disabled')),
  -- Who or what disabled it: gone (410) or failing (days of only failures).
  disabled_why text check (disabled_why in ('gone', 'failing')),
  disabled_at timestamptz,
  -- The first failure since the last success.
  failing_since timestamptz,
  last_failure_at timestamptz,
  last_success_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
select app.guard('endpoints');

-- The sequence of what leaves of one subject (a call, or a booking that no call made) and of one tenant: without gaps, because one reader of the log draws both.
create table outgoing_counts (
  tenant_id uuid not null references tenants (id),
  subject text not null,
  last bigint not null,
  primary key (tenant_id, subject)
);
select app.guard('outgoing_counts');

create table outgoing_events (
  tenant_id uuid not null references tenants (id),
  -- Orders everything that leaves of one tenant, from 1, without gaps.
  position bigint not null,
  event_id text not null,
  event_type text not null,
  subject text not null,
  sequence bigint not null,
  -- The fact of the log it tells.
  stream text not null,
  seq int not null,
  at timestamptz not null,
  -- The body without a signature, as it leaves.
  body text not null,
  created_at timestamptz not null,
  primary key (tenant_id, position),
  unique (tenant_id, event_id)
);
create index outgoing_events_by_age on outgoing_events (created_at);
select app.guard('outgoing_events');

create table deliveries (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  endpoint_id uuid not null,
  event_id text not null,
  event_type text not null,
  subject text not null,
  -- The very bytes of every attempt.
  body text not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'dead')),
  -- Attempts in all, and in this round of the schedule: a redelivery begins a new round.
  attempts int not null default 0,
  round_attempts int not null default 0,
  due_at timestamptz not null,
  -- Who works at it, until when: only the holder of the lease may settle it.
  lease_id uuid,
  leased_until timestamptz,
  last_status int,
  last_error text,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, endpoint_id, event_id),
  foreign key (tenant_id, endpoint_id) references endpoints (tenant_id, id) on delete cascade
);
-- Per endpoint, so that a worker takes fairly from each whatever another's backlog is.
create index deliveries_due on deliveries (tenant_id, endpoint_id, due_at, id) where status = 'pending';
create index deliveries_newest on deliveries (tenant_id, created_at desc, id);
create index deliveries_dead on deliveries (tenant_id, created_at desc, id) where status = 'dead';
create index deliveries_by_age on deliveries (created_at) where status <> 'pending';
select app.guard('deliveries');

create table delivery_attempts (
  tenant_id uuid not null references tenants (id),
  delivery_id uuid not null,
  nth int not null,
  at timestamptz not null,
  ms int not null,
  -- What we sent beside the body, and what came back: headers, and the beginning of the body as text.
  request_headers jsonb not null,
  status int,
  response_headers jsonb,
  response_body text,
  error text,
  primary key (tenant_id, delivery_id, nth),
  foreign key (tenant_id, delivery_id) references deliveries (tenant_id, id) on delete cascade
);
select app.guard('delivery_attempts');
