-- A tenant's own accounts at carriers: what identifies them in the open, what proves them in a sealed envelope.
create table tenant_providers (
  tenant_id uuid not null references tenants (id),
  provider text not null check (provider in ('twilio', 'telnyx', 'vapi', 'retell', 'livekit')),
  -- A sealed JSON object of all members; which of them are shown, and how, the program knows.
  secrets text not null,
  -- When the provider last said that they are good; null: it could not be asked.
  verified_at timestamptz,
  updated_at timestamptz not null,
  primary key (tenant_id, provider)
);
select app.guard('tenant_providers');
