-- Why: what is learned of a person shows the messages that it came from, and can be corrected and erased.
-- What a person showed that they like, with the messages that show it. Never a fact of health.
create table preferences (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid not null,
  -- time_of_day, weekday, practitioner, channel, language, price_sensitivity, content.
  kind text not null,
  value text not null,
  is_erased boolean not null default false,
  corrected_value text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint preferences_once unique (clinic_id, contact_id, kind, value),
  constraint preferences_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id)
);
call close_to_clinic('preferences');

create table preference_evidence (
  clinic_id uuid not null references clinics,
  preference_id uuid not null,
  message_id uuid not null,
  supports boolean not null,
  at timestamptz not null,
  primary key (clinic_id, preference_id, message_id),
  constraint preference_evidence_preference foreign key (clinic_id, preference_id) references preferences (clinic_id, id) on delete cascade
);
call close_to_clinic('preference_evidence');
