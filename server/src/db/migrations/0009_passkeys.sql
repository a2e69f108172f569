-- Passkeys: keys that sign their person in. The private half never leaves the person's device or password manager.
create table passkeys (
  id uuid primary key,
  person_id uuid not null references persons (id) on delete cascade,
  -- As browsers write it, in base64url.
  credential_id text not null unique,
  -- A COSE key, as the authenticator gave it.
  public_key bytea not null,
  -- The highest count of signatures seen; always 0 where the authenticator does not count.
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_by_person on passkeys (person_id);
select app.worker_only('passkeys');

-- What a passkey is asked to sign. A row is taken out by whoever uses it first.
create table passkey_challenges (
  hash text primary key,
  -- Who is adding a passkey; null where somebody signs in, for nobody is named then.
  person_id uuid references persons (id) on delete cascade,
  expires_at timestamptz not null
);
create index passkey_challenges_by_person on passkey_challenges (person_id);
create index passkey_challenges_by_age on passkey_challenges (expires_at);
select app.worker_only('passkey_challenges');
