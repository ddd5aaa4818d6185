-- Why: what an outside system sends is kept as it came before anything is done with it, once, and can be
-- played again. foyer_across finds the clinic whose secret verifies, and what waits to be processed.
create table connections (
  clinic_id uuid not null references clinics,
  id uuid not null,
  vendor text not null,
  name text not null,
  secret_sealed text not null,
  status text not null default 'active',
  last_ping_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint connections_id_key unique (id),
  constraint connections_vendor_known check (vendor in ('calcom')),
  constraint connections_status_known check (status in ('active', 'disabled')),
  constraint connections_name_length check (length(name) between 1 and 80)
);
call close_to_clinic('connections', 'clinic_id, id, vendor, secret_sealed, status');
grant update (secret_sealed) on connections to foyer_across;

create table refused_deliveries (
  clinic_id uuid not null references clinics,
  connection_id uuid not null,
  day date not null,
  reason text not null,
  count integer not null default 1,
  primary key (clinic_id, connection_id, day, reason)
);
call close_to_clinic('refused_deliveries');

create table inbound_deliveries (
  clinic_id uuid not null references clinics,
  id uuid not null,
  connection_id uuid not null,
  -- The vendor's delivery id, or the SHA-256 of the body where there is none.
  dedupe_key text not null,
  content_type text,
  raw_body bytea not null,
  status text not null default 'received',
  trigger text,
  reason text,
  attempts integer not null default 0,
  repeats integer not null default 0,
  -- The booking that has to be known first.
  waits_for text,
  appointment_id uuid,
  received_at timestamptz not null,
  retry_at timestamptz,
  processed_at timestamptz,
  primary key (clinic_id, id),
  constraint inbound_deliveries_once unique (clinic_id, connection_id, dedupe_key),
  constraint inbound_deliveries_connection foreign key (clinic_id, connection_id) references connections (clinic_id, id),
  constraint inbound_deliveries_status_known check (status in ('received', 'done', 'kept', 'waiting', 'failed'))
);
create index inbound_deliveries_open on inbound_deliveries (retry_at, id) where status = 'received';
create index inbound_deliveries_recent on inbound_deliveries (clinic_id, connection_id, id desc);
create index inbound_deliveries_waiting on inbound_deliveries (clinic_id, waits_for) where status = 'waiting';
call close_to_clinic('inbound_deliveries', 'clinic_id, id, status, retry_at');
