-- Agents and what they know. An agent is its newest revision; revisions are facts and never change.
create table agents (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  slug text not null,
  name text not null,
  active boolean not null default true,
  revision int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Calls and replays still name a deleted agent, so the row and its revisions stay.
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index agents_slug on agents (tenant_id, slug) where deleted_at is null;
select app.guard('agents');

create table agent_revisions (
  tenant_id uuid not null references tenants (id),
  agent_id uuid not null,
  revision int not null check (revision > 0),
  definition jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid,
  primary key (tenant_id, agent_id, revision),
  foreign key (tenant_id, agent_id) references agents (tenant_id, id)
);
select app.guard('agent_revisions');
revoke update, delete on agent_revisions from firstring_app, firstring_worker;

-- The agent and its first revision name each other: the second half of the pair is checked at commit.
alter table agents add constraint agents_revision
  foreign key (tenant_id, id, revision) references agent_revisions (tenant_id, agent_id, revision) deferrable initially deferred;

-- A number is unique within its tenant only: a global constraint would tell one tenant what another owns.
-- Where two tenants claim one number, reception prefers the verified claim, then the older.
create table numbers (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  number text not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
  agent_id uuid,
  channel text not null,
  label text not null default '',
  verified_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, agent_id) references agents (tenant_id, id)
);
create index numbers_called on numbers (number);
select app.guard('numbers');

create table knowledge (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  kind text not null check (kind in ('faq', 'document')),
  question text not null,
  answer text not null,
  language text not null check (language in ('en', 'fr')),
  source text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The transaction that last wrote the row: with the count it tells every node when its search index is old.
  changed bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (tenant_id, id)
);
select app.guard('knowledge');
