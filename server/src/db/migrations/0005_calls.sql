-- The call list: what the log says of each call, one row per call, so that lists need no fold.
-- Everything above the line "set by people" can be rebuilt from the log at any time.
create table calls (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  -- Last event of the stream that is in this row; -1 before the first.
  seq int not null default -1,
  direction text not null default 'inbound' check (direction in ('inbound', 'outbound')),
  from_number text not null default '',
  to_number text not null default '',
  channel text not null default 'chat',
  status text not null default 'INITIATED'
    check (status in ('INITIATED', 'RINGING', 'ACTIVE', 'COMPLETED', 'BUSY', 'NO_ANSWER', 'FAILED', 'CANCELED', 'VOICEMAIL')),
  outcome text,
  why text,
  agent_id uuid,
  agent_revision int,
  agent_name text not null default '',
  language text not null default 'en',
  opened_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  -- When its newest event happened.
  last_at timestamptz,
  duration_ms int not null default 0,
  title text not null default '',
  goal jsonb,
  last_line text not null default '',
  last_who text,
  turn_count int not null default 0,
  message_count int not null default 0,
  sentiment text,
  intent text,
  needs_help int not null default 0,
  booking_ids text[] not null default '{}',
  -- Set by people.
  person_id uuid,
  own_title text,
  archived boolean not null default false,
  satisfaction int check (satisfaction between 1 and 5),
  -- The conversation was deleted: its words leave these tables and do not come back.
  conversation_deleted_at timestamptz,
  primary key (tenant_id, id)
);
create index calls_newest on calls (tenant_id, opened_at desc, id);
create index calls_live on calls (tenant_id, needs_help desc) where ended_at is null;
create index calls_of_person on calls (tenant_id, person_id, opened_at desc) where person_id is not null;
select app.guard('calls');

create table call_messages (
  tenant_id uuid not null references tenants (id),
  call_id uuid not null,
  -- The first event of the log this message was made from: stable, and in the order of the call.
  seq int not null,
  role text not null check (role in ('caller', 'agent', 'supervisor')),
  text text not null,
  at timestamptz not null,
  sentiment text,
  intent text,
  confidence real,
  primary key (tenant_id, call_id, seq),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade
);
select app.guard('call_messages');
