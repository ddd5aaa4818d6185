-- Why: people, sessions, organizations (a clinic's id is its organization's id), invitations and two-factor are
-- better-auth's. The tables are what better-auth 1.7.7 compiles for its organization and two-factor plugins;
-- they live in a schema and under a role of their own, which sees no clinic table.
create schema auth;
grant usage on schema auth to foyer_auth;
set local search_path = auth;

create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null, "twoFactorEnabled" boolean);
create table "session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade, "activeOrganizationId" text);
create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null);
create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null);
create table "organization" ("id" text not null primary key, "name" text not null, "slug" text not null unique, "logo" text, "createdAt" timestamptz not null, "metadata" text);
create table "member" ("id" text not null primary key, "organizationId" text not null references "organization" ("id") on delete cascade, "userId" text not null references "user" ("id") on delete cascade, "role" text not null, "createdAt" timestamptz not null);
create table "invitation" ("id" text not null primary key, "organizationId" text not null references "organization" ("id") on delete cascade, "email" text not null, "role" text, "status" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default current_timestamp not null, "inviterId" text not null references "user" ("id") on delete cascade);
create table "twoFactor" ("id" text not null primary key, "secret" text not null, "backupCodes" text not null, "userId" text not null references "user" ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz);
create index "session_userId_idx" on "session" ("userId");
create index "account_userId_idx" on "account" ("userId");
create index "verification_identifier_idx" on "verification" ("identifier");
create index "member_organizationId_idx" on "member" ("organizationId");
create unique index "member_once" on "member" ("userId", "organizationId");
create index "invitation_organizationId_idx" on "invitation" ("organizationId");
create index "invitation_email_idx" on "invitation" ("email");
create index "twoFactor_secret_idx" on "twoFactor" ("secret");
create index "twoFactor_userId_idx" on "twoFactor" ("userId");

grant select, insert, update, delete on all tables in schema auth to foyer_auth;

-- Two owners who go at one moment would each see the other: the organization's row is their lock.
create function auth.keep_an_owner() returns trigger language plpgsql as $$
begin
  perform from auth.organization where id = old."organizationId" for update;
  if found and not exists (select from auth.member where "organizationId" = old."organizationId" and role = 'owner') then
    raise exception 'a clinic keeps an owner' using errcode = 'check_violation', constraint = 'member_keeps_owner';
  end if;
  return null;
end
$$;
create trigger member_keeps_owner after update or delete on auth.member
  for each row when (old.role = 'owner') execute function auth.keep_an_owner();
