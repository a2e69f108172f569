-- Which process runs which live call. A row without a living owner is a call to be recovered.
create table call_owners (
  tenant_id uuid not null references tenants (id),
  call_id uuid not null,
  node uuid not null,
  claimed_at timestamptz not null default now(),
  primary key (tenant_id, call_id)
);
select app.guard('call_owners');
create index call_owners_node on call_owners (node);
