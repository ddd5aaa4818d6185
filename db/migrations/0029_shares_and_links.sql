-- Why: one visitor may use up neither the questions to the model that a clinic pays for in a day, nor text messages to number
-- after number.

-- How often a model was asked for one conversation: of its last day, by the clinic's calendar, and of its last hour.
create table model_shares (
  clinic_id uuid not null references clinics,
  conversation_id uuid not null,
  day date not null,
  calls integer not null,
  hour timestamptz not null,
  hour_calls integer not null,
  primary key (clinic_id, conversation_id),
  constraint model_shares_conversation foreign key (clinic_id, conversation_id) references conversations (clinic_id, id) on delete cascade
);
call close_to_clinic('model_shares');

-- The same for all together whom their channel does not prove: anybody begins as many conversations as they like.
alter table model_calls
  add column strangers_hour timestamptz,
  add column strangers_calls integer not null default 0;

-- For which numbers and addresses somebody has asked for links to visits, whether or not there are any; for two days.
create table link_requests (
  clinic_id uuid not null references clinics,
  conversation_id uuid not null,
  -- By the clinic's calendar.
  day date not null,
  -- Of the number or address, which is not kept readable here.
  told_hash text not null,
  asked_at timestamptz not null,
  -- This conversation's numbers led to a visit.
  is_found boolean not null default false,
  primary key (clinic_id, conversation_id, day, told_hash),
  constraint link_requests_conversation foreign key (clinic_id, conversation_id) references conversations (clinic_id, id) on delete cascade
);
create index link_requests_recent on link_requests (clinic_id, asked_at);
call close_to_clinic('link_requests');
