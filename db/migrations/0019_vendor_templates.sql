-- Why: which texts WhatsApp has approved is the vendor's to say, so its list is kept with the moment of reading; and an access
-- token that ends is renewed before it does. foyer_across claims what is due of both.
alter table connections
  -- When the vendor's templates were read last, what it said against it, and when they are read again (null: at once).
  add column templates_read_at timestamptz,
  add column templates_error text,
  add column templates_due_at timestamptz,
  -- When the access token ends, as the vendor told; null: not known. When it is renewed next (null: a day after the
  -- connection was made), and what the vendor said against it.
  add column token_expires_at timestamptz,
  add column token_due_at timestamptz,
  add column token_error text;
grant select (created_at, templates_due_at, token_due_at) on connections to foyer_across;
grant update (templates_due_at, token_due_at) on connections to foyer_across;

create table vendor_templates (
  clinic_id uuid not null references clinics,
  connection_id uuid not null,
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  -- Why it is not approved, in the vendor's words.
  reason text,
  -- The body as approved, with its gaps in the order in which parameters are given.
  pattern text not null,
  gaps text[] not null,
  is_named boolean not null,
  -- What it has beside its body that is not filled in from here: never sent.
  needs text,
  updated_at timestamptz not null,
  primary key (clinic_id, connection_id, name, language),
  constraint vendor_templates_connection foreign key (clinic_id, connection_id) references connections (clinic_id, id),
  constraint vendor_templates_category_known check (category in ('utility', 'marketing', 'authentication')),
  constraint vendor_templates_status_known check (status in ('approved', 'pending', 'rejected', 'paused', 'disabled', 'removed')),
  constraint vendor_templates_needs_known check (needs in ('header', 'button', 'code', 'cards'))
);
call close_to_clinic('vendor_templates');
