-- Why: partners call the API without a browser. A key belongs to one clinic and has a role of its own;
-- only its hash is kept, so a stolen database opens no door.
create table api_keys (
  clinic_id uuid not null references clinics,
  id uuid not null,
  name text not null,
  role text not null,
  key_hash text not null constraint api_keys_hash_key unique,
  key_prefix text not null,
  created_by text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (clinic_id, id),
  constraint api_keys_role_known check (role in ('owner', 'admin', 'operator', 'analyst', 'viewer')),
  constraint api_keys_name_length check (length(name) between 1 and 80)
);
call close_to_clinic('api_keys', 'clinic_id, id, role, key_hash, revoked_at, last_used_at');
grant update (last_used_at) on api_keys to foyer_across;
