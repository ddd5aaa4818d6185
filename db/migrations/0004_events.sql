-- Why: what happened is a row. Events are the patient's timeline, the audit trail, and what reactors act on.
create table events (
  clinic_id uuid not null references clinics,
  id uuid not null,
  type text not null,
  actor_kind text not null,
  actor_id text,
  contact_id uuid,
  appointment_id uuid,
  payload jsonb not null default '{}',
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (clinic_id, id),
  constraint events_type_shape check (type ~ '^[a-z_]+\.[a-z_]+$'),
  constraint events_actor_known check (actor_kind in ('user', 'contact', 'agent', 'integration', 'system', 'api_key'))
);
create index events_contact on events (clinic_id, contact_id, id) where contact_id is not null;
create index events_appointment on events (clinic_id, appointment_id, id) where appointment_id is not null;
call close_to_clinic('events');
-- What happened is not rewritten.
revoke update, delete on events from foyer_app;

create table event_reactions (
  clinic_id uuid not null references clinics,
  event_id uuid not null,
  reactor text not null,
  status text not null,
  attempts integer not null default 1,
  error text,
  at timestamptz not null,
  primary key (clinic_id, event_id, reactor),
  constraint event_reactions_status_known check (status in ('done', 'failed'))
);
call close_to_clinic('event_reactions');
