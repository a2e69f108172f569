-- What a tenant sells, who or what is booked for it, when, and the ledger of bookings.
create extension if not exists btree_gist;

create table services (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  active boolean not null default true,
  -- A ServiceSpec without id and slug.
  spec jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);
select app.guard('services');

create table resources (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  kind text not null,
  capacity int not null default 1 check (capacity between 1 and 1000),
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
select app.guard('resources');

create table resource_services (
  tenant_id uuid not null references tenants (id),
  resource_id uuid not null,
  service_id uuid not null,
  primary key (tenant_id, resource_id, service_id),
  foreign key (tenant_id, resource_id) references resources (tenant_id, id) on delete cascade,
  foreign key (tenant_id, service_id) references services (tenant_id, id) on delete cascade
);
create index resource_services_of_service on resource_services (tenant_id, service_id);
select app.guard('resource_services');

-- Opening hours by weekday (1 Monday to 7 Sunday), in minutes of the tenant's wall clock; beyond 1440 is the next day.
-- Without resource they are the business's; a resource with rows of its own follows only those.
create table hours (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  resource_id uuid,
  weekday smallint not null check (weekday between 1 and 7),
  opens_min smallint not null check (opens_min between 0 and 1439),
  closes_min smallint not null check (closes_min > opens_min and closes_min <= opens_min + 1440),
  primary key (tenant_id, id),
  foreign key (tenant_id, resource_id) references resources (tenant_id, id) on delete cascade
);
create index hours_of_resource on hours (tenant_id, resource_id);
select app.guard('hours');

-- Days off, both ends included, of the business or of one resource.
create table closures (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  resource_id uuid,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  reason text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, resource_id) references resources (tenant_id, id) on delete cascade
);
create index closures_by_day on closures (tenant_id, last_day);
select app.guard('closures');

create table bookings (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  code text not null,
  service_id uuid not null,
  resource_id uuid not null,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during) and lower(during) is not null and upper(during) is not null),
  status text not null check (status in ('held', 'confirmed', 'cancelled', 'expired', 'done')),
  hold_expires_at timestamptz check (status <> 'held' or hold_expires_at is not null),
  slots jsonb not null default '{}',
  -- What is known of the places among the slots: place id, coordinates, whether it is approximate.
  places jsonb not null default '{}',
  customer_name text not null default '',
  customer_phone text not null default '',
  customer_email text not null default '',
  person_id uuid,
  call_id uuid,
  -- The wish this row answers: asked again, it is this row again.
  idem text,
  language text not null check (language in ('en', 'fr')),
  -- A hold for moving another booking: `moves_to` is where it would go; `during` is what of that it does not already occupy.
  moves uuid,
  moves_to tstzrange check ((moves is null) = (moves_to is null)),
  moved_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, idem),
  foreign key (tenant_id, service_id) references services (tenant_id, id),
  foreign key (tenant_id, resource_id) references resources (tenant_id, id),
  foreign key (tenant_id, moves) references bookings (tenant_id, id),
  -- The judge of every booking: no two that stand share a moment of one resource.
  constraint bookings_never_overlap exclude using gist (tenant_id with =, resource_id with =, during with &&) where (status in ('held', 'confirmed'))
);
-- A moving hold bears the code of the booking it moves.
create unique index bookings_code on bookings (tenant_id, code) where moves is null;
create index bookings_lapsing on bookings (hold_expires_at) where status = 'held';
create index bookings_by_start on bookings (tenant_id, lower(during), id);
create index bookings_of_phone on bookings (tenant_id, customer_phone) where customer_phone <> '';
create index bookings_of_person on bookings (tenant_id, person_id) where person_id is not null;
create index bookings_of_call on bookings (tenant_id, call_id) where call_id is not null;
select app.guard('bookings');

create table messages_taken (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  call_id uuid,
  name text not null default '',
  phone text not null default '',
  text text not null,
  language text not null check (language in ('en', 'fr')),
  done boolean not null default false,
  idem text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, idem)
);
create index messages_taken_newest on messages_taken (tenant_id, created_at desc, id);
select app.guard('messages_taken');
