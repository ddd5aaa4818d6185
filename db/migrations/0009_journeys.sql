-- Why: reminders, care plans, sequences and drips are one engine. What shall happen later is a row with due_at,
-- not a queue entry: a booking stops it, a reschedule moves it, and the future can be read with a query.
create table journeys (
  clinic_id uuid not null references clinics,
  id uuid not null,
  key text not null,
  name text not null,
  purpose text not null,
  trigger_type text not null,
  anchor text not null,
  lane text not null,
  exits text[] not null default '{}',
  is_active boolean not null default true,
  current_version integer not null default 1,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint journeys_key_key unique (clinic_id, key),
  constraint journeys_purpose_known check (purpose in ('transactional', 'care', 'marketing')),
  constraint journeys_anchor_known check (anchor in ('enrolled', 'appointment.start', 'appointment.end'))
);
create index journeys_trigger on journeys (clinic_id, trigger_type) where is_active;
call close_to_clinic('journeys');

-- A version is never changed: a running enrollment stays on the one it began with.
create table journey_versions (
  clinic_id uuid not null references clinics,
  journey_id uuid not null,
  version integer not null,
  steps jsonb not null,
  created_at timestamptz not null,
  primary key (clinic_id, journey_id, version),
  constraint journey_versions_journey foreign key (clinic_id, journey_id) references journeys (clinic_id, id)
);
call close_to_clinic('journey_versions');
revoke update, delete on journey_versions from foyer_app;

create table enrollments (
  clinic_id uuid not null references clinics,
  id uuid not null,
  journey_id uuid not null,
  version integer not null,
  contact_id uuid not null,
  appointment_id uuid,
  -- What may live only once: one live enrollment per contact and lane. An appointment's lane ends with its id.
  lane text not null,
  status text not null,
  end_reason text,
  enrolled_at timestamptz not null,
  ended_at timestamptz,
  primary key (clinic_id, id),
  constraint enrollments_version foreign key (clinic_id, journey_id, version) references journey_versions (clinic_id, journey_id, version),
  constraint enrollments_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint enrollments_status_known check (status in ('live', 'done', 'stopped'))
);
create unique index enrollments_one_live on enrollments (clinic_id, contact_id, lane) where status = 'live';
create index enrollments_appointment on enrollments (clinic_id, appointment_id) where status = 'live';
call close_to_clinic('enrollments');

create table touchpoints (
  clinic_id uuid not null references clinics,
  id uuid not null,
  enrollment_id uuid not null,
  step_key text not null,
  contact_id uuid not null,
  appointment_id uuid,
  appointment_sequence integer,
  due_at timestamptz not null,
  status text not null,
  reason text,
  message_id uuid,
  claimed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint touchpoints_enrollment foreign key (clinic_id, enrollment_id) references enrollments (clinic_id, id),
  constraint touchpoints_status_known check (status in ('planned', 'due', 'sent', 'skipped', 'cancelled', 'failed'))
);
create index touchpoints_due on touchpoints (due_at) where status = 'planned';
create index touchpoints_enrollment on touchpoints (clinic_id, enrollment_id);
create index touchpoints_message on touchpoints (clinic_id, message_id) where message_id is not null;
create index touchpoints_appointment on touchpoints (clinic_id, appointment_id, due_at);
create index touchpoints_stuck on touchpoints (claimed_at) where status = 'due';
call close_to_clinic('touchpoints', 'clinic_id, id, status, due_at, claimed_at');
grant update (status, claimed_at) on touchpoints to foyer_across;
