-- Why: a place that becomes free is offered to those who wait for it, a few at a time. While it is offered it is held,
-- so whoever says yes first has it for certain.
alter table clinics
  add column waitlist_wave_size integer not null default 3,
  add column waitlist_wave_minutes integer not null default 15,
  add constraint clinics_waitlist_range check (waitlist_wave_size between 1 and 20 and waitlist_wave_minutes between 5 and 1440);

create table waitlist_entries (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid not null,
  patient_profile_id uuid not null,
  service_id uuid not null,
  -- Null: any of the service.
  practitioner_id uuid,
  -- Dates and wall times of the clinic; latest null: as long as it takes.
  earliest_on date not null,
  latest_on date,
  -- 0 is Sunday.
  days integer[] not null default '{0,1,2,3,4,5,6}',
  from_time text not null default '00:00',
  to_time text not null default '24:00',
  attendee_name text not null,
  attendee_email text,
  attendee_phone_e164 text,
  attendee_time_zone text,
  attendee_locale text,
  status text not null default 'waiting',
  appointment_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint waitlist_entries_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint waitlist_entries_profile foreign key (clinic_id, patient_profile_id) references patient_profiles (clinic_id, id),
  constraint waitlist_entries_service foreign key (clinic_id, service_id) references services (clinic_id, id),
  constraint waitlist_entries_practitioner foreign key (clinic_id, practitioner_id) references practitioners (clinic_id, id),
  constraint waitlist_entries_status_known check (status in ('waiting', 'booked', 'left')),
  constraint waitlist_entries_dates check (latest_on >= earliest_on),
  constraint waitlist_entries_days_known check (days <@ array[0, 1, 2, 3, 4, 5, 6] and cardinality(days) > 0),
  constraint waitlist_entries_times_shape check (from_time ~ '^([01]\d|2[0-3]):[0-5]\d$' and to_time ~ '^(([01]\d|2[0-3]):[0-5]\d|24:00)$')
);
-- One wish per patient and service: whoever joins again says anew what suits them, and keeps their turn.
create unique index waitlist_entries_one_wish on waitlist_entries (clinic_id, service_id, patient_profile_id) where status = 'waiting';
create index waitlist_entries_contact on waitlist_entries (clinic_id, contact_id);
call close_to_clinic('waitlist_entries');

create table waitlist_offers (
  clinic_id uuid not null references clinics,
  id uuid not null,
  entry_id uuid not null,
  contact_id uuid not null,
  -- All offers of one place share its hold, wave after wave.
  hold_id uuid not null,
  wave integer not null,
  -- What is offered; the hold is gone once it is decided.
  practitioner_id uuid,
  start_at timestamptz not null,
  end_at timestamptz not null,
  status text not null default 'open',
  expires_at timestamptz not null,
  -- SHA-256 of what the link in the message holds.
  token_hash text not null,
  created_at timestamptz not null,
  decided_at timestamptz,
  primary key (clinic_id, id),
  constraint waitlist_offers_token_key unique (clinic_id, token_hash),
  constraint waitlist_offers_once unique (clinic_id, hold_id, entry_id),
  constraint waitlist_offers_entry foreign key (clinic_id, entry_id) references waitlist_entries (clinic_id, id),
  constraint waitlist_offers_status_known check (status in ('open', 'accepted', 'declined', 'expired', 'lost'))
);
-- Nobody has two offers at once, and cannot block two places.
create unique index waitlist_offers_one_open on waitlist_offers (clinic_id, contact_id) where status = 'open';
create index waitlist_offers_entry on waitlist_offers (clinic_id, entry_id, id desc);
call close_to_clinic('waitlist_offers');
