-- Tenants, the log, its readers' cursors, the inbox; and the two functions that fence every table.
-- The roles firstring_app (one tenant's work) and firstring_worker (work across tenants) are made before this runs.

create schema app;
grant usage on schema app to firstring_app, firstring_worker;

-- The tenant of the transaction. After a transaction that set it the setting is '', not null: both mean "none", and none sees nothing.
create function app.tenant() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant', true), '')::uuid;

-- Fences a tenant's table: one tenant's work sees its own rows, work across tenants sees all, nobody else sees any, the owner included.
create function app.guard(name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy tenant_isolation on %s to firstring_app using (tenant_id = (select app.tenant())) with check (tenant_id = (select app.tenant()))', name);
  execute format('create policy worker on %s to firstring_worker using (true) with check (true)', name);
  execute format('revoke all on %s from public', name);
  execute format('grant select, insert, update, delete on %s to firstring_app, firstring_worker', name);
end $$;

-- Fences a table that no tenant's work may touch.
create function app.worker_only(name regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy worker on %s to firstring_worker using (true) with check (true)', name);
  execute format('revoke all on %s from public', name);
  execute format('grant select, insert, update, delete on %s to firstring_worker', name);
end $$;

revoke all on function app.guard(regclass), app.worker_only(regclass) from public;

create table tenants (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  zone text not null default 'America/Toronto',
  languages text[] not null default '{en,fr}',
  phone text not null default '',
  settings jsonb not null default '{}',
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
-- Reception finds the tenant by the number called, so a number belongs to one.
create unique index tenants_phone on tenants (phone) where phone <> '';
select app.worker_only('tenants');
create policy own_tenant on tenants for select to firstring_app using (id = (select app.tenant()));
grant select on tenants to firstring_app;

create table events (
  position bigint generated always as identity,
  tenant_id uuid not null references tenants (id),
  stream text not null,
  seq int not null check (seq >= 0),
  at timestamptz not null,
  type text not null,
  event jsonb not null,
  cause text,
  -- The writing transaction: readers stay below the oldest that is still open, and so never pass one that commits late.
  xid xid8 not null default pg_current_xact_id(),
  primary key (tenant_id, stream, seq)
);
create index events_log on events (xid, position);
-- What a provider says twice has one effect.
create unique index events_cause on events (tenant_id, stream, type, cause) where cause is not null;
select app.guard('events');
-- Facts are never changed. Erasure blanks the words of a stream, and is work across tenants.
revoke update, delete on events from firstring_app, firstring_worker;
grant update (event) on events to firstring_worker;

create table cursors (
  consumer text primary key,
  cursor text not null,
  updated_at timestamptz not null default now()
);
select app.worker_only('cursors');

create table parked_events (
  consumer text not null,
  tenant_id uuid not null references tenants (id),
  stream text not null,
  seq int not null,
  error text not null,
  parked_at timestamptz not null default now(),
  primary key (tenant_id, consumer, stream, seq),
  foreign key (tenant_id, stream, seq) references events (tenant_id, stream, seq)
);
select app.guard('parked_events');

create table inbox (
  tenant_id uuid not null references tenants (id),
  provider text not null,
  event_id text not null,
  received_at timestamptz not null default now(),
  request jsonb not null,
  reply jsonb,
  done_at timestamptz,
  primary key (tenant_id, provider, event_id)
);
create index inbox_unfinished on inbox (tenant_id, received_at) where done_at is null;
select app.guard('inbox');
