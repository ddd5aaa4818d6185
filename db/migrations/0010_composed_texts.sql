-- Why: what is previewed is what is sent. A composed text is kept under the hash of everything that determines it;
-- the preview shows that text, sending sends it, and other inputs have another hash.
create table composed_texts (
  clinic_id uuid not null references clinics,
  hash text not null,
  channel text not null,
  subject text,
  body text not null,
  created_at timestamptz not null,
  primary key (clinic_id, hash),
  constraint composed_texts_hash_shape check (hash ~ '^[0-9a-f]{64}$'),
  constraint composed_texts_channel_known check (channel in ('email', 'sms'))
);
call close_to_clinic('composed_texts');
-- Somebody has read it: it is never changed.
revoke update, delete on composed_texts from foyer_app;

-- Null: written before texts were kept.
alter table messages
  add column text_hash text,
  add constraint messages_text foreign key (clinic_id, text_hash) references composed_texts (clinic_id, hash);

-- Which text was last shown for the step; null until somebody looks.
alter table touchpoints
  add column previewed_hash text,
  add column previewed_at timestamptz,
  add constraint touchpoints_previewed_text foreign key (clinic_id, previewed_hash) references composed_texts (clinic_id, hash),
  add constraint touchpoints_previewed_whole check ((previewed_hash is null) = (previewed_at is null));
