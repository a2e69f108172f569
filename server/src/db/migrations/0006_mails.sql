-- Every mail we mean to send, kept whether or not a mail server is set: people can read what was, or would be, sent.
create table mails (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  -- The fact of the log this mail tells, and to whom: the same fact makes the same mail once.
  stream text not null,
  seq int not null,
  audience text not null check (audience in ('customer', 'business')),
  kind text not null,
  booking_id uuid,
  to_address text not null,
  to_name text not null default '',
  from_name text not null default '',
  reply_to text not null default '',
  subject text not null,
  body_text text not null,
  body_html text not null,
  ics text,
  ics_method text,
  language text not null,
  -- Stable over all attempts, so that a receiver that gets a mail twice can tell.
  message_id text not null,
  status text not null default 'kept' check (status in ('kept', 'sent', 'failed')),
  attempts int not null default 0,
  next_at timestamptz not null,
  error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, stream, seq, audience)
);
create index mails_due on mails (next_at) where status = 'kept';
create index mails_newest on mails (tenant_id, created_at desc, id);
select app.guard('mails');
