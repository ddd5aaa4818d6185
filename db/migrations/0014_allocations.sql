-- Why: double booking is refused by the database itself, for practitioners, rooms and devices, buffers, requests that
-- wait for an answer and holds included. Whoever checks first and inserts afterwards books twice one day.
do $$
begin
  create extension if not exists btree_gist;
exception
  when insufficient_privilege or undefined_file or feature_not_supported then
    raise exception 'PostgreSQL''s extension btree_gist is needed and cannot be created here (%). It comes with PostgreSQL (package postgresql-contrib); let an administrator run "create extension btree_gist" in this database, then start Foyer again.', sqlerrm;
end
$$;

create table appointment_series (
  clinic_id uuid not null references clinics,
  id uuid not null,
  -- As it was given (RFC 5545, 3.3.10), without DTSTART.
  rrule text not null,
  -- Repeats in wall time: ten o'clock stays ten o'clock when the clocks change.
  time_zone text not null,
  first_start_local text not null,
  -- The series that this one was a part of, before "this and following" were changed.
  split_from_id uuid,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint appointment_series_start_shape check (first_start_local ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  constraint appointment_series_split_from foreign key (clinic_id, split_from_id) references appointment_series (clinic_id, id)
);
call close_to_clinic('appointment_series');

alter table appointments
  -- Null: booked elsewhere, under a name that is none of our services.
  add column service_id uuid,
  add column series_id uuid,
  -- As they were when it was booked, in minutes.
  add column buffer_before_minutes integer not null default 0,
  add column buffer_after_minutes integer not null default 0,
  -- Booked elsewhere at a time that was taken here: a fact all the same, and a task for staff.
  add column is_conflicting boolean not null default false,
  add constraint appointments_service foreign key (clinic_id, service_id) references services (clinic_id, id),
  add constraint appointments_series foreign key (clinic_id, series_id) references appointment_series (clinic_id, id),
  add constraint appointments_buffers_range check (buffer_before_minutes >= 0 and buffer_after_minutes >= 0);
create index appointments_service on appointments (clinic_id, service_id, start_at) where service_id is not null;
create index appointments_series on appointments (clinic_id, series_id, start_at) where series_id is not null;
create index appointments_conflicting on appointments (clinic_id, start_at) where is_conflicting;

-- Who and what an appointment or a hold takes, and when.
create table appointment_allocations (
  clinic_id uuid not null references clinics,
  -- No foreign key: a hold's id becomes its appointment's.
  appointment_id uuid not null,
  resource_kind text not null,
  resource_id uuid not null,
  -- Those of one group session share it; of any other appointment it is its own id.
  group_id uuid not null,
  seat_no integer not null default 1,
  -- The appointment with its buffers.
  blocked tstzrange not null,
  -- Null: booked or asked for. Else a hold; what has expired is deleted by the next who wants the place.
  held_until timestamptz,
  primary key (clinic_id, appointment_id, resource_id),
  constraint appointment_allocations_apart exclude using gist (clinic_id with =, resource_id with =, blocked with &&, group_id with <>),
  constraint appointment_allocations_seat unique (clinic_id, group_id, resource_id, seat_no),
  constraint appointment_allocations_kind_known check (resource_kind in ('practitioner', 'room', 'device')),
  constraint appointment_allocations_not_empty check (not isempty(blocked)),
  constraint appointment_allocations_seat_range check (seat_no between 1 and 500)
);
create index appointment_allocations_held on appointment_allocations (clinic_id, resource_id) where held_until is not null;

-- What was booked before this table takes its practitioner's time, the earlier booked first. Row-level security is
-- forced on its owner too, who would read nothing.
alter table appointments no force row level security;
insert into appointment_allocations (clinic_id, appointment_id, resource_kind, resource_id, group_id, blocked)
select clinic_id, id, 'practitioner', practitioner_id, id, during
from appointments
where practitioner_id is not null and absorbed_into_id is null and status in ('pending', 'booked', 'arrived')
order by created_at, id
on conflict do nothing;
update appointments a
set is_conflicting = true
where practitioner_id is not null and absorbed_into_id is null and status in ('pending', 'booked', 'arrived')
  and not exists (
    select
    from appointment_allocations taken
    where taken.clinic_id = a.clinic_id and taken.appointment_id = a.id);
alter table appointments force row level security;
call close_to_clinic('appointment_allocations');

-- A place that is kept for somebody who has not decided yet.
create table holds (
  clinic_id uuid not null references clinics,
  -- Becomes the appointment's.
  id uuid not null,
  service_id uuid not null,
  practitioner_id uuid,
  start_at timestamptz not null,
  end_at timestamptz not null,
  expires_at timestamptz not null,
  purpose text not null,
  -- SHA-256 of what its holder shows.
  token_hash text not null,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint holds_service foreign key (clinic_id, service_id) references services (clinic_id, id),
  constraint holds_purpose_known check (purpose in ('page', 'waitlist', 'staff')),
  constraint holds_end_after_start check (end_at > start_at)
);
create index holds_expired on holds (expires_at);
create index holds_service on holds (clinic_id, service_id, start_at);
call close_to_clinic('holds', 'clinic_id, id, purpose, expires_at');

-- The same request again makes no second appointment (Idempotency-Key).
create table booking_keys (
  clinic_id uuid not null references clinics,
  key text not null,
  -- SHA-256 of the request: the same key for another one is refused.
  request_hash text not null,
  appointment_id uuid not null,
  created_at timestamptz not null,
  primary key (clinic_id, key),
  constraint booking_keys_key_length check (length(key) between 1 and 200)
);
call close_to_clinic('booking_keys');

-- Time off, blocked time, what outside calendars hold. Both null: the whole clinic. These may overlap.
create table busy_times (
  clinic_id uuid not null references clinics,
  id uuid not null,
  practitioner_id uuid,
  resource_id uuid,
  during tstzrange not null,
  source text not null,
  title text,
  created_by_kind text not null,
  created_by_id text,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint busy_times_practitioner foreign key (clinic_id, practitioner_id) references practitioners (clinic_id, id),
  constraint busy_times_resource foreign key (clinic_id, resource_id) references resources (clinic_id, id),
  constraint busy_times_of_one check (practitioner_id is null or resource_id is null),
  constraint busy_times_bounded check (not isempty(during) and not lower_inf(during) and not upper_inf(during))
);
create index busy_times_during on busy_times using gist (clinic_id, during);
call close_to_clinic('busy_times');
