-- Why: a message is two facts, queued and sent; whatever the arbiter refuses or holds stays here with its reason.
create table message_templates (
  clinic_id uuid not null references clinics,
  id uuid not null,
  key text not null,
  channel text not null,
  language text not null,
  version integer not null,
  subject text,
  body text not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint message_templates_version_key unique (clinic_id, key, channel, language, version),
  constraint message_templates_channel_known check (channel in ('email', 'sms'))
);
call close_to_clinic('message_templates');

create table messages (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid not null,
  appointment_id uuid,
  -- Which version of the appointment the text speaks of: an older one is not sent any more.
  appointment_sequence integer,
  kind text not null,
  purpose text not null,
  channel text not null,
  to_address text not null,
  to_name text not null,
  subject text,
  body text not null,
  invitation text,
  invitation_method text,
  status text not null,
  reason text,
  due_at timestamptz,
  -- Names the deed, so that a reactor that runs twice queues once.
  dedupe_key text not null,
  carrier text,
  vendor_message_id text,
  attempts integer not null default 0,
  -- How often it may have gone out without our knowing.
  unknown_outcomes integer not null default 0,
  sending_since timestamptz,
  sent_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint messages_once unique (clinic_id, dedupe_key),
  constraint messages_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint messages_channel_known check (channel in ('email', 'sms')),
  constraint messages_purpose_known check (purpose in ('transactional', 'care', 'marketing')),
  constraint messages_status_known check (status in ('queued', 'held', 'sending', 'sent', 'failed', 'refused', 'withdrawn'))
);
create index messages_recent on messages (clinic_id, id desc);
create index messages_contact on messages (clinic_id, contact_id, id desc);
create index messages_appointment on messages (clinic_id, appointment_id) where status in ('queued', 'held');
create index messages_held on messages (due_at) where status = 'held';
create index messages_cap on messages (clinic_id, contact_id, sending_since) where status in ('sending', 'sent');
create index messages_stuck on messages (updated_at) where status in ('queued', 'sending');
call close_to_clinic('messages', 'clinic_id, id, status, due_at, updated_at');
grant update (status, updated_at) on messages to foyer_across;
