-- Why: every row of Foyer belongs to a clinic, and the database itself keeps clinics apart.
-- foyer_app works inside one clinic, foyer_across only finds out which clinic a thing belongs to,
-- foyer_auth holds sign-in. None of them owns a table, so none can switch row-level security off.
do $$
begin
  perform pg_advisory_xact_lock(hashtext('foyer roles'));
  if not exists (select from pg_roles where rolname = 'foyer_app') then create role foyer_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'foyer_across') then create role foyer_across nologin; end if;
  if not exists (select from pg_roles where rolname = 'foyer_auth') then create role foyer_auth nologin; end if;
  execute format('grant foyer_app, foyer_across, foyer_auth to %I', current_user);
exception
  -- Another database of the same server made them at this moment: roles belong to the whole server.
  when duplicate_object or unique_violation then null;
end
$$;

grant usage on schema public to foyer_app, foyer_across;

create function app_clinic_id() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.clinic_id', true), '')::uuid;

-- Each clinic table is closed by one call, so that no table can forget a part of it.
-- across_columns: what foyer_across may read there; null where it has no business at all.
create procedure close_to_clinic(table_name regclass, across_columns text default null)
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format('create policy clinic_only on %s for all to foyer_app using (clinic_id = app_clinic_id()) with check (clinic_id = app_clinic_id())', table_name);
  execute format('grant select, insert, update, delete on %s to foyer_app', table_name);
  if across_columns is not null then
    execute format('create policy across_clinics on %s for all to foyer_across using (true) with check (true)', table_name);
    execute format('grant select (%s) on %s to foyer_across', across_columns, table_name);
  end if;
end
$$;

create table clinics (
  clinic_id uuid primary key,
  slug text not null constraint clinics_slug_key unique,
  name text not null,
  time_zone text not null,
  locale text not null default 'en-US',
  country text not null default 'US',
  address text,
  phone_e164 text,
  email text,
  plan text not null default 'free',
  booking_enabled boolean not null default false,
  default_booking_duration integer not null default 30,
  names_procedures boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint clinics_slug_shape check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  constraint clinics_name_length check (length(name) between 1 and 120),
  constraint clinics_country_shape check (country ~ '^[A-Z]{2}$'),
  constraint clinics_plan_known check (plan in ('free', 'business', 'enterprise')),
  constraint clinics_duration_range check (default_booking_duration between 5 and 720),
  constraint clinics_phone_shape check (phone_e164 ~ '^\+[1-9]\d{6,14}$')
);
call close_to_clinic('clinics', 'clinic_id, slug, plan');

create table practitioners (
  clinic_id uuid not null references clinics,
  id uuid not null,
  name text not null,
  email text,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint practitioners_email_key unique (clinic_id, email)
);
call close_to_clinic('practitioners');
