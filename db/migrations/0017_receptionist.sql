-- Why: the assistant says only what the clinic has approved, does by itself only what the clinic lets it, and its model costs
-- no more in a day than was set.
create table approved_answers (
  clinic_id uuid not null references clinics,
  id uuid not null,
  -- Null: of the clinic itself.
  service_id uuid,
  -- What is asked: price, duration, pain, parking …; the clinic's own questions are `other`.
  question_kind text not null,
  question text not null,
  answer text not null,
  language text not null,
  approved_by text,
  approved_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint approved_answers_service foreign key (clinic_id, service_id) references services (clinic_id, id)
);
create index approved_answers_service on approved_answers (clinic_id, service_id);
call close_to_clinic('approved_answers');

create table receptionist_settings (
  clinic_id uuid not null references clinics,
  is_on boolean not null default true,
  tone text not null default 'friendly',
  languages text[] not null default '{en,es}',
  -- What it may do by itself; the rest it prepares for staff.
  may_book boolean not null default true,
  may_move boolean not null default true,
  may_cancel boolean not null default true,
  -- When people are there to take over; empty: the clinic's opening hours.
  presence jsonb not null default '[]',
  -- Who is alerted next, in this order: ids of users.
  alert_order text[] not null default '{}',
  emergency_number text,
  -- Model calls a day; null: the installation's.
  model_calls_per_day integer,
  uses_model boolean not null default true,
  updated_at timestamptz not null,
  primary key (clinic_id),
  constraint receptionist_settings_tone_known check (tone in ('friendly', 'formal', 'brief'))
);
call close_to_clinic('receptionist_settings');

create table model_calls (
  clinic_id uuid not null references clinics,
  day date not null,
  calls integer not null default 0,
  failures integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  primary key (clinic_id, day)
);
call close_to_clinic('model_calls');
