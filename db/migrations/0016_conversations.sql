-- Why: one conversation per person and channel account. What came in is kept as it was written, what goes out is a
-- message like every other, decided by the arbiter; who answers (assistant or a person) stands on the conversation.
alter table connections
  drop constraint connections_vendor_known,
  add constraint connections_vendor_known check (vendor in ('calcom', 'chatwoot', 'whatsapp', 'instagram', 'twilio', 'widget')),
  -- What of the credentials may be shown, and what the last Check found.
  add column settings jsonb not null default '{}',
  add column checked_at timestamptz,
  add column check_error text;

alter table inbound_deliveries
  -- The address as it was called, where the vendor says something in it (Twilio's statuses).
  add column url text,
  add column conversation_id uuid;

-- A person as one account of a channel knows them. Never the phone alone: it may be missing, shared or changed.
create table channel_identities (
  clinic_id uuid not null references clinics,
  connection_id uuid not null,
  value text not null,
  contact_id uuid not null,
  created_at timestamptz not null,
  primary key (clinic_id, connection_id, value),
  constraint channel_identities_connection foreign key (clinic_id, connection_id) references connections (clinic_id, id),
  constraint channel_identities_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id)
);
create index channel_identities_contact on channel_identities (clinic_id, contact_id);
call close_to_clinic('channel_identities');

create table conversations (
  clinic_id uuid not null references clinics,
  id uuid not null,
  contact_id uuid not null,
  connection_id uuid not null,
  channel text not null,
  -- The vendor's id of the person, to write to.
  address text not null,
  -- The vendor's thread, where it has threads.
  thread_id text,
  -- Who answers: the assistant; nobody yet, a person was asked for; a person; nobody, it is over.
  status text not null default 'assistant',
  assignee_id text,
  -- Since when a person is awaited, why, and when the next of the staff is alerted.
  waiting_since timestamptz,
  waiting_reason text,
  alert_due_at timestamptz,
  alerts integer not null default 0,
  language text,
  -- What the assistant has understood so far and offered last; never shown as it is.
  memory jsonb not null default '{}',
  is_introduced boolean not null default false,
  -- When the assistant answers what came last: it waits for further bubbles.
  answer_due_at timestamptz,
  -- Up to here it has answered, or left it to a person.
  answered_up_to uuid,
  last_message_at timestamptz not null,
  last_inbound_at timestamptz,
  last_text text,
  unread integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint conversations_once unique (clinic_id, connection_id, address),
  constraint conversations_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint conversations_connection foreign key (clinic_id, connection_id) references connections (clinic_id, id),
  constraint conversations_status_known check (status in ('assistant', 'waiting', 'person', 'closed')),
  constraint conversations_channel_known check (channel in ('widget', 'whatsapp', 'instagram', 'facebook', 'sms', 'email', 'other'))
);
create index conversations_recent on conversations (clinic_id, last_message_at desc, id);
create index conversations_contact on conversations (clinic_id, contact_id);
create index conversations_waiting on conversations (clinic_id, waiting_since) where status = 'waiting';
create index conversations_answer_due on conversations (answer_due_at) where answer_due_at is not null;
create index conversations_alert_due on conversations (alert_due_at) where alert_due_at is not null;
call close_to_clinic('conversations', 'clinic_id, id, answer_due_at, alert_due_at');

create table received_messages (
  clinic_id uuid not null references clinics,
  id uuid not null,
  conversation_id uuid not null,
  contact_id uuid not null,
  -- contact: the person wrote; staff: written in the vendor's own app; note: seen by staff only.
  author text not null,
  author_id text,
  vendor_message_id text,
  body text not null,
  attachments jsonb not null default '[]',
  choice jsonb,
  replies_to text,
  -- What the assistant understood, for the playground and for whoever asks why.
  reading jsonb,
  removed_at timestamptz,
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint received_messages_once unique (clinic_id, conversation_id, vendor_message_id),
  constraint received_messages_conversation foreign key (clinic_id, conversation_id) references conversations (clinic_id, id),
  constraint received_messages_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint received_messages_author_known check (author in ('contact', 'staff', 'note'))
);
create index received_messages_thread on received_messages (clinic_id, conversation_id, id);
create index received_messages_search on received_messages using gin (to_tsvector('simple', body));
call close_to_clinic('received_messages');

-- The conversation that a booking came from (REQUIREMENTS A10).
alter table attribution_touches add column conversation_id uuid;

alter table messages
  drop constraint messages_channel_known,
  add constraint messages_channel_known check (channel in ('email', 'sms', 'whatsapp', 'instagram', 'facebook', 'widget', 'other')),
  add column conversation_id uuid,
  -- Who wrote it: the system (notices), the assistant, or one of the staff.
  add column author_kind text not null default 'system',
  add column author_id text,
  add column choices jsonb not null default '[]',
  -- The vendor's approved template, where the channel's window is closed.
  add column template jsonb,
  -- What it claims: the events behind "booked", "moved", "cancelled".
  add column claims jsonb not null default '[]',
  add column delivered_at timestamptz,
  add column read_at timestamptz,
  add column vendor_code text,
  add constraint messages_conversation foreign key (clinic_id, conversation_id) references conversations (clinic_id, id),
  add constraint messages_author_known check (author_kind in ('system', 'assistant', 'user'));
create index messages_conversation on messages (clinic_id, conversation_id, id) where conversation_id is not null;
create index messages_vendor_id on messages (clinic_id, vendor_message_id) where vendor_message_id is not null;

alter table message_templates
  drop constraint message_templates_channel_known,
  add constraint message_templates_channel_known check (channel in ('email', 'sms', 'whatsapp'));
alter table composed_texts
  drop constraint composed_texts_channel_known,
  add constraint composed_texts_channel_known check (channel in ('email', 'sms', 'whatsapp', 'instagram', 'facebook', 'widget', 'other'));
alter table consents
  drop constraint consents_channel_known,
  add constraint consents_channel_known check (channel in ('all', 'email', 'sms', 'whatsapp', 'instagram', 'facebook', 'widget', 'other'));

-- What a clinic has written once and uses often.
create table saved_replies (
  clinic_id uuid not null references clinics,
  id uuid not null,
  title text not null,
  body text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint saved_replies_title_key unique (clinic_id, title)
);
call close_to_clinic('saved_replies');
