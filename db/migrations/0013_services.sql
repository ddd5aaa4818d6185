-- Why: what a clinic offers, who does it, with which room or device, and in which hours. Hours are wall time of a zone,
-- never instants: nine o'clock stays nine o'clock on the night the clocks change.
create table services (
  clinic_id uuid not null references clinics,
  id uuid not null,
  -- Part of the public address: it stays when the name changes.
  slug text not null,
  name text not null,
  description text,
  mode text not null default 'visit',
  duration_minutes integer not null,
  -- All lengths that may be chosen, the usual one among them.
  durations_minutes integer[] not null,
  -- From one start to the next; null: as long as the service.
  interval_minutes integer,
  offset_minutes integer not null default 0,
  buffer_before_minutes integer not null default 0,
  buffer_after_minutes integer not null default 0,
  minimum_notice_minutes integer not null default 0,
  -- Until how long before the start a patient may move or cancel by the link.
  change_notice_minutes integer not null default 0,
  booking_window jsonb,
  limits jsonb,
  seats integer not null default 1,
  -- one: the patient chooses the practitioner; any: whoever is free; all: everybody together.
  assignment text not null default 'any',
  short_gap_minutes integer,
  requires_confirmation boolean not null default false,
  is_free boolean not null default false,
  price_minor integer,
  currency text,
  -- Approved texts: what happens at the visit, and what it does for the patient.
  consultation_text text,
  benefit_text text,
  questions jsonb not null default '[]',
  consent_text text,
  -- Rises when the text changes, so that it is known what a patient agreed to.
  consent_version integer not null default 1,
  rebooking_window_days integer,
  is_public boolean not null default true,
  position integer not null default 0,
  color text,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint services_slug_key unique (clinic_id, slug),
  constraint services_slug_shape check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  constraint services_name_length check (length(name) between 1 and 120),
  constraint services_mode_known check (mode in ('visit', 'call', 'video')),
  constraint services_assignment_known check (assignment in ('one', 'any', 'all')),
  constraint services_duration_offered check (duration_minutes = any(durations_minutes)),
  constraint services_durations_range check (5 <= all(durations_minutes) and 1440 >= all(durations_minutes)),
  constraint services_interval_range check (interval_minutes between 5 and 1440),
  constraint services_buffers_range check (buffer_before_minutes between 0 and 1440 and buffer_after_minutes between 0 and 1440),
  constraint services_notices_range check (minimum_notice_minutes >= 0 and change_notice_minutes >= 0),
  constraint services_seats_range check (seats between 1 and 500),
  constraint services_price_whole check ((price_minor is null) = (currency is null) and price_minor >= 0),
  constraint services_currency_shape check (currency ~ '^[A-Z]{3}$')
);
call close_to_clinic('services');

alter table practitioners
  add column title text,
  -- Null: the clinic's.
  add column time_zone text,
  -- Whoever came with a vendor's booking is none of ours until staff say so.
  add column is_bookable boolean not null default false,
  add column color text,
  add column position integer not null default 0,
  add column limits jsonb,
  add column archived_at timestamptz;

create table service_practitioners (
  clinic_id uuid not null references clinics,
  service_id uuid not null,
  practitioner_id uuid not null,
  -- Of two with equal priority, who shall have twice as many appointments has twice the weight.
  weight integer not null default 100,
  -- The higher one is asked first.
  priority integer not null default 2,
  primary key (clinic_id, service_id, practitioner_id),
  constraint service_practitioners_service foreign key (clinic_id, service_id) references services (clinic_id, id),
  constraint service_practitioners_practitioner foreign key (clinic_id, practitioner_id) references practitioners (clinic_id, id),
  constraint service_practitioners_weight_range check (weight between 0 and 1000),
  constraint service_practitioners_priority_range check (priority between 0 and 4)
);
create index service_practitioners_practitioner on service_practitioners (clinic_id, practitioner_id);
call close_to_clinic('service_practitioners');

create table resources (
  clinic_id uuid not null references clinics,
  id uuid not null,
  kind text not null,
  name text not null,
  position integer not null default 0,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint resources_kind_known check (kind in ('room', 'device')),
  constraint resources_name_length check (length(name) between 1 and 80)
);
call close_to_clinic('resources');

-- A service takes one free unit of each of its pools. A unit is in one pool of a service at most, so the first free one
-- of each pool is always a right choice.
create table service_resources (
  clinic_id uuid not null references clinics,
  service_id uuid not null,
  pool text not null,
  resource_id uuid not null,
  primary key (clinic_id, service_id, resource_id),
  constraint service_resources_service foreign key (clinic_id, service_id) references services (clinic_id, id),
  constraint service_resources_resource foreign key (clinic_id, resource_id) references resources (clinic_id, id),
  constraint service_resources_pool_length check (length(pool) between 1 and 60)
);
create index service_resources_resource on service_resources (clinic_id, resource_id);
call close_to_clinic('service_resources');

-- practitioner_id null: the clinic's hours, for practitioners without hours of their own.
create table weekly_hours (
  clinic_id uuid not null references clinics,
  id uuid not null,
  practitioner_id uuid,
  -- 0 is Sunday.
  days integer[] not null,
  -- Wall time, 'HH:MM'. '24:00' is the end of the day; an end at or before the start is on the next day.
  start_time text not null,
  end_time text not null,
  primary key (clinic_id, id),
  constraint weekly_hours_practitioner foreign key (clinic_id, practitioner_id) references practitioners (clinic_id, id),
  constraint weekly_hours_days_known check (days <@ array[0, 1, 2, 3, 4, 5, 6] and cardinality(days) > 0),
  constraint weekly_hours_times_shape check (start_time ~ '^([01]\d|2[0-3]):[0-5]\d$' and end_time ~ '^(([01]\d|2[0-3]):[0-5]\d|24:00)$')
);
create index weekly_hours_practitioner on weekly_hours (clinic_id, practitioner_id);
call close_to_clinic('weekly_hours');

-- One date with other hours than in any week; without windows the day is off. practitioner_id null: the whole clinic.
create table schedule_overrides (
  clinic_id uuid not null references clinics,
  id uuid not null,
  practitioner_id uuid,
  date date not null,
  -- [{"start": "09:00", "end": "12:00"}], wall time as in weekly_hours.
  windows jsonb not null default '[]',
  name text,
  primary key (clinic_id, id),
  constraint schedule_overrides_once unique nulls not distinct (clinic_id, practitioner_id, date),
  constraint schedule_overrides_practitioner foreign key (clinic_id, practitioner_id) references practitioners (clinic_id, id)
);
call close_to_clinic('schedule_overrides');

-- On these dates, both included, the practitioner's hours are of another zone.
create table travels (
  clinic_id uuid not null references clinics,
  practitioner_id uuid not null,
  from_date date not null,
  to_date date not null,
  time_zone text not null,
  primary key (clinic_id, practitioner_id, from_date),
  constraint travels_practitioner foreign key (clinic_id, practitioner_id) references practitioners (clinic_id, id),
  constraint travels_end_after_start check (to_date >= from_date)
);
call close_to_clinic('travels');
