-- Why: a contact writes to us, a patient is treated; a mother may book for her child. Phone and e-mail are
-- identifiers of the contact, each of them once per clinic: two bookings at the same moment cannot make two people.
create table contacts (
  clinic_id uuid not null references clinics,
  id uuid not null,
  display_name text not null,
  time_zone text,
  locale text,
  source text not null,
  is_provisional boolean not null default false,
  merged_into_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint contacts_merged_into foreign key (clinic_id, merged_into_id) references contacts (clinic_id, id),
  constraint contacts_not_merged_into_itself check (merged_into_id <> id)
);
create index contacts_merged on contacts (clinic_id, merged_into_id) where merged_into_id is not null;
create index contacts_recent on contacts (clinic_id, created_at desc);
call close_to_clinic('contacts');

create table contact_identifiers (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid not null,
  kind text not null,
  value text not null,
  raw_text text,
  source text not null,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint contact_identifiers_value_key unique (clinic_id, kind, value),
  constraint contact_identifiers_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint contact_identifiers_kind_known check (kind in ('phone', 'email')),
  constraint contact_identifiers_phone_shape check (kind <> 'phone' or value ~ '^\+[1-9]\d{6,14}$'),
  constraint contact_identifiers_email_shape check (kind <> 'email' or value ~ '^[^@\s]+@[^@\s]+$')
);
create index contact_identifiers_contact on contact_identifiers (clinic_id, contact_id);
call close_to_clinic('contact_identifiers');

create table contact_merges (
  clinic_id uuid not null references clinics,
  id uuid not null,
  from_contact_id uuid not null,
  into_contact_id uuid not null,
  reason text not null,
  evidence jsonb not null default '{}',
  actor_kind text not null,
  actor_id text,
  created_at timestamptz not null,
  primary key (clinic_id, id)
);
create index contact_merges_into on contact_merges (clinic_id, into_contact_id);
call close_to_clinic('contact_merges');

create table consents (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid not null,
  purpose text not null,
  channel text not null,
  state text not null,
  source text not null,
  text_shown text,
  actor_kind text not null,
  actor_id text,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint consents_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint consents_purpose_known check (purpose in ('all', 'transactional', 'care', 'marketing')),
  constraint consents_channel_known check (channel in ('all', 'email', 'sms')),
  constraint consents_state_known check (state in ('granted', 'withdrawn'))
);
create index consents_contact on consents (clinic_id, contact_id, id);
call close_to_clinic('consents');
-- Proof of consent is only ever added to.
revoke update, delete on consents from foyer_app;

create table patient_profiles (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid not null,
  full_name text not null,
  -- The name without case, accents and spacing: what makes two spellings the same patient of one contact.
  name_key text not null,
  place text,
  birth_date date,
  -- Why staff should look twice, for instance the same phone under another name.
  hint text,
  merged_into_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint patient_profiles_name_key unique (clinic_id, contact_id, name_key),
  constraint patient_profiles_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint patient_profiles_merged_into foreign key (clinic_id, merged_into_id) references patient_profiles (clinic_id, id)
);
call close_to_clinic('patient_profiles');
