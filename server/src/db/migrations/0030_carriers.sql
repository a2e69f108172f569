-- What carriers and providers are asked, and how far that has come.

-- Assistants that somebody else's brain conducts, as their provider lists them.
create table observed_agents (
  tenant_id uuid not null references tenants (id),
  -- Made of provider and external id: the calls of the agent carry it.
  id uuid not null,
  provider text not null check (provider in ('vapi', 'retell', 'telnyx')),
  external_id text not null,
  name text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, provider, external_id)
);
select app.guard('observed_agents');

-- How far reading a provider's list of calls has come: begun again, it goes on from here.
create table sync_progress (
  tenant_id uuid not null references tenants (id),
  provider text not null check (provider in ('vapi', 'retell')),
  -- '' for all agents.
  agent text not null default '',
  -- Where the next page begins, opaque; null when the list was read to its end.
  cursor text,
  -- Every call up to here is known, in milliseconds since 1970.
  complete_until bigint not null default 0,
  calls_synced int not null default 0,
  calls_updated int not null default 0,
  errors int not null default 0,
  running_since timestamptz,
  updated_at timestamptz not null,
  primary key (tenant_id, provider, agent)
);
select app.guard('sync_progress');

-- Every wish to call somebody: at most one carrier call each, and what the caps are counted on.
create table dial_attempts (
  tenant_id uuid not null references tenants (id),
  call_id uuid not null,
  provider text not null,
  to_number text not null,
  from_number text not null,
  -- intended: written before the carrier is asked; unknown: it gave no clear answer, and is asked what became of it, never to dial again.
  state text not null check (state in ('intended', 'placed', 'refused', 'unknown', 'lost')),
  external_id text,
  at timestamptz not null,
  primary key (tenant_id, call_id)
);
create index dial_attempts_newest on dial_attempts (tenant_id, at desc);
create index dial_attempts_unclear on dial_attempts (at) where state in ('intended', 'unknown');
select app.guard('dial_attempts');
