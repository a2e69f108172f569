-- People: who may sign in, to which tenant, with which role, and what they did with it.

-- A human being, once in the whole installation; what they may do is said by their memberships.
create table persons (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  phone text,
  language text not null default 'en',
  password_hash text not null,
  -- Sealed with the program's encryption key; set and not yet on while the person is setting up their app.
  totp_secret text,
  totp_on boolean not null default false,
  -- The last time step that was used: a code works once.
  totp_step bigint not null default 0,
  -- SHA-256 of the recovery codes not yet used.
  totp_recovery text[] not null default '{}',
  created_at timestamptz not null
);
select app.worker_only('persons');

create table memberships (
  tenant_id uuid not null references tenants (id),
  person_id uuid not null references persons (id),
  role text not null check (role in ('OWNER', 'ADMIN', 'SUPERVISOR', 'OPERATOR', 'CUSTOMER')),
  created_at timestamptz not null,
  primary key (tenant_id, person_id)
);
create index memberships_by_person on memberships (person_id);
select app.guard('memberships');

-- A tenant sees name and address of its own members, never a hash, a secret or a stranger.
grant select (id, email, name, phone, language, created_at) on persons to firstring_app;
create policy members_of_tenant on persons for select to firstring_app
  using (exists (select 1 from memberships m where m.tenant_id = app.tenant() and m.person_id = persons.id));

-- One sign-in on one device: a family of refresh tokens. It ends with the membership.
create table sessions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  person_id uuid not null,
  ip text not null,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_why text check (revoked_why in ('signed_out', 'reuse', 'password', 'by_person')),
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references memberships (tenant_id, person_id) on delete cascade
);
create index sessions_by_person on sessions (person_id);
create index sessions_by_member on sessions (tenant_id, person_id);
select app.worker_only('sessions');

create table refresh_tokens (
  tenant_id uuid not null references tenants (id),
  hash text not null,
  session_id uuid not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, hash),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id) on delete cascade
);
create index refresh_tokens_by_hash on refresh_tokens (hash);
create index refresh_tokens_by_session on refresh_tokens (tenant_id, session_id);
select app.worker_only('refresh_tokens');

create table api_keys (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  -- The first characters, so that people and secret scanners recognise a key.
  prefix text not null,
  hash text not null,
  scopes text[] not null check (scopes <@ '{read,write}'),
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, hash)
);
create index api_keys_by_hash on api_keys (hash);
select app.guard('api_keys');

create table invitations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('OWNER', 'ADMIN', 'SUPERVISOR', 'OPERATOR', 'CUSTOMER')),
  hash text not null,
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, hash)
);
create index invitations_by_hash on invitations (hash);
select app.guard('invitations');

create table password_resets (
  hash text primary key,
  person_id uuid not null references persons (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_resets_by_person on password_resets (person_id);
select app.worker_only('password_resets');

-- The recent attempts at one thing by one party (`login/account/<hash>`), for limits that hold over every node.
create table attempts (
  key text primary key,
  at timestamptz[] not null,
  last_at timestamptz not null
);
create index attempts_by_age on attempts (last_at);
select app.worker_only('attempts');

-- What privileged people did. Written in the transaction of the deed; nobody may change or remove a row.
create table audit (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  at timestamptz not null,
  person_id uuid,
  actor text not null,
  action text not null,
  target text not null,
  details jsonb not null default '{}',
  ip text not null,
  primary key (tenant_id, id)
);
create index audit_by_time on audit (tenant_id, at desc, id desc);
select app.guard('audit');
revoke update, delete on audit from firstring_app, firstring_worker;
