-- Why: a version of a journey is everything that it says, so that whoever runs on it is not touched by a later one; and
-- journeys that are about no visit (recovery, win-back, drip) end with what their contact does.
alter table journey_versions
  add column definition jsonb,
  add column note text,
  add column created_by text;

update journey_versions v
set definition = jsonb_build_object(
  'purpose', j.purpose,
  'trigger', jsonb_build_object('event', j.trigger_type),
  'anchor', j.anchor,
  'lane', j.lane,
  'reentryAfterDays', null,
  'replaces', '[]'::jsonb,
  'holdoutPercent', 0,
  'exits', to_jsonb(j.exits),
  'follows', null,
  'needsClinician', false,
  'steps', (
    select jsonb_agg(jsonb_build_object('do', 'notice', 'key', step -> 'key', 'offset', step -> 'offset', 'template', step -> 'template') order by n)
    from jsonb_array_elements(v.steps) with ordinality as item(step, n)))
from journeys j
where j.clinic_id = v.clinic_id and j.id = v.journey_id;

alter table journey_versions
  alter column definition set not null,
  drop column steps;

-- Who looked at the texts of a version and stands for them. The journey's current version is the one that takes people in.
create table journey_approvals (
  clinic_id uuid not null references clinics,
  journey_id uuid not null,
  version integer not null,
  approved_by text,
  approved_at timestamptz not null,
  primary key (clinic_id, journey_id, version),
  constraint journey_approvals_version foreign key (clinic_id, journey_id, version) references journey_versions (clinic_id, journey_id, version)
);
call close_to_clinic('journey_approvals');
revoke update, delete on journey_approvals from foyer_app;

-- What began on a version ends by its rules; they are kept with the row, where the transaction of a booking finds them.
alter table enrollments
  add column exits text[] not null default '{}',
  add column purpose text,
  -- In a lane of its own: only what happens to its appointment ends it.
  add column is_about_visit boolean not null default true,
  -- Gets nothing, and is looked at beside those who do.
  add column is_holdout boolean not null default false,
  add column trigger_event_id uuid;

update enrollments e
set exits = j.exits, purpose = j.purpose
from journeys j
where j.clinic_id = e.clinic_id and j.id = e.journey_id;

alter table enrollments alter column purpose set not null;
create index enrollments_contact on enrollments (clinic_id, contact_id, enrolled_at);

alter table touchpoints
  add column kind text not null default 'notice',
  -- Of a wait: the event that ends it before its time.
  add column waits_for text,
  -- What was decided of a branch, which task was made, in whose message it went along.
  add column outcome text,
  drop constraint touchpoints_status_known,
  add constraint touchpoints_status_known check (status in ('planned', 'due', 'sent', 'done', 'skipped', 'cancelled', 'failed', 'holdout')),
  add constraint touchpoints_kind_known check (kind in ('notice', 'message', 'form', 'task', 'wait', 'branch'));
create index touchpoints_waiting on touchpoints (clinic_id, contact_id, waits_for) where status = 'planned' and waits_for is not null;
create index touchpoints_contact on touchpoints (clinic_id, contact_id, due_at);

-- What staff have to do that no other screen asks for.
create table staff_tasks (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid,
  appointment_id uuid,
  touchpoint_id uuid,
  title text not null,
  detail text,
  is_urgent boolean not null default false,
  status text not null default 'open',
  done_by text,
  done_at timestamptz,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint staff_tasks_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint staff_tasks_status_known check (status in ('open', 'done')),
  constraint staff_tasks_once unique (clinic_id, touchpoint_id)
);
create index staff_tasks_open on staff_tasks (clinic_id, created_at) where status = 'open';
call close_to_clinic('staff_tasks');

-- Somebody who wants something and has not booked it. The service is what they asked about, an interest and no fact of health.
create table leads (
  clinic_id uuid not null references clinics,
  contact_id uuid not null,
  service_id uuid,
  warm_since timestamptz not null,
  -- When it is looked whether they have fallen silent; null: nothing to look for.
  look_at timestamptz,
  quiet_since timestamptz,
  primary key (clinic_id, contact_id),
  constraint leads_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint leads_service foreign key (clinic_id, service_id) references services (clinic_id, id)
);
create index leads_look on leads (look_at) where look_at is not null;
call close_to_clinic('leads', 'clinic_id, contact_id, look_at');

-- When a clinic's patients are next looked through for those who have not come again.
create table lapse_checks (
  clinic_id uuid primary key references clinics,
  due_at timestamptz not null
);
call close_to_clinic('lapse_checks', 'clinic_id, due_at');
grant update (due_at) on lapse_checks to foyer_across;
insert into lapse_checks (clinic_id, due_at)
select clinic_id, created_at
from clinics;
