-- What was answered to a request that carried an Idempotency-Key, so that a repetition gets the same answer and has no effect.
create table idempotency_keys (
  tenant_id uuid not null references tenants (id),
  route text not null,
  person text not null,
  key text not null,
  fingerprint text not null,
  holder uuid not null,
  started_at timestamptz not null,
  leased_until timestamptz not null,
  status smallint,
  reply text,
  primary key (tenant_id, route, person, key),
  check ((status is null) = (reply is null))
);
create index idempotency_keys_started on idempotency_keys (tenant_id, started_at);
select app.guard('idempotency_keys');
