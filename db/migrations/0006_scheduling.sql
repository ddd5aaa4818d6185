-- Why: one appointment is one row for its whole life. A vendor may give it new names when it is moved;
-- they are all kept, so that a late message about an old name finds the appointment and knows it is old.
create table appointments (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid not null,
  patient_profile_id uuid not null,
  practitioner_id uuid,
  service_name text,
  title text not null,
  status text not null,
  status_before_noshow text,
  mode text not null default 'visit',
  start_at timestamptz not null,
  end_at timestamptz not null,
  during tstzrange generated always as (tstzrange(start_at, end_at, '[)')) stored,
  -- iCalendar: uid never changes, sequence rises on each reschedule (RFC 5545, 3.8.4.7 and 3.8.7.4).
  uid text not null,
  sequence integer not null default 0,
  source text not null,
  booking_channel text not null default 'direct',
  connection_id uuid,
  attendee_name text not null,
  attendee_email text,
  attendee_phone_e164 text,
  attendee_phone_raw text,
  attendee_time_zone text,
  attendee_locale text,
  place text,
  location_text text,
  notes text,
  answers jsonb not null default '[]',
  cancellation_reason text,
  -- Set when this row turned out to be a part of another appointment's life.
  absorbed_into_id uuid,
  paid_at timestamptz,
  -- When the vendor says that its last applied change happened: what is older changes nothing.
  vendor_changed_at timestamptz,
  -- The same for whether the patient came: marks and their undoing may overtake each other.
  attendance_told_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint appointments_uid_key unique (clinic_id, uid),
  constraint appointments_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint appointments_profile foreign key (clinic_id, patient_profile_id) references patient_profiles (clinic_id, id),
  constraint appointments_practitioner foreign key (clinic_id, practitioner_id) references practitioners (clinic_id, id),
  constraint appointments_status_known check (status in ('proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow')),
  constraint appointments_mode_known check (mode in ('visit', 'call', 'video')),
  constraint appointments_end_after_start check (end_at > start_at)
);
create index appointments_start on appointments (clinic_id, start_at);
create index appointments_contact on appointments (clinic_id, contact_id, start_at);
call close_to_clinic('appointments');

create table appointment_references (
  clinic_id uuid not null references clinics,
  vendor text not null,
  kind text not null,
  value text not null,
  appointment_id uuid not null,
  superseded_at timestamptz,
  created_at timestamptz not null,
  primary key (clinic_id, vendor, kind, value, appointment_id),
  constraint appointment_references_appointment foreign key (clinic_id, appointment_id) references appointments (clinic_id, id)
);
-- A uid is one booking's in the whole world. Numeric ids repeat between two Cal.com systems, calendar uids in a series.
create unique index appointment_references_uid on appointment_references (clinic_id, vendor, value) where kind = 'uid';
create index appointment_references_appointment on appointment_references (clinic_id, appointment_id);
call close_to_clinic('appointment_references');

-- Why: phone says one person, e-mail another. Nobody is merged silently; staff decide, with the evidence.
create table identity_conflicts (
  clinic_id uuid not null references clinics,
  id uuid not null,
  provisional_contact_id uuid not null,
  phone_contact_id uuid not null,
  email_contact_id uuid not null,
  evidence jsonb not null,
  status text not null default 'open',
  resolution text,
  resolved_by text,
  resolved_at timestamptz,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint identity_conflicts_provisional_key unique (clinic_id, provisional_contact_id),
  constraint identity_conflicts_provisional foreign key (clinic_id, provisional_contact_id) references contacts (clinic_id, id),
  constraint identity_conflicts_status_known check (status in ('open', 'resolved')),
  constraint identity_conflicts_resolution_known check (resolution in ('phone_contact', 'email_contact', 'all_one_person', 'another_person'))
);
create index identity_conflicts_open on identity_conflicts (clinic_id, created_at) where status = 'open';
call close_to_clinic('identity_conflicts');

create table attribution_touches (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid not null,
  appointment_id uuid not null,
  first_channel text not null,
  last_channel text not null,
  campaign text,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint attribution_touches_appointment_key unique (clinic_id, appointment_id)
);
call close_to_clinic('attribution_touches');
