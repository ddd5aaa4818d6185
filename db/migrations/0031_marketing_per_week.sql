-- Why: a clinic that wants to advertise less often than three times a week had no way to say so (docs/decisions/0033).
alter table clinics
  -- Nothing of marketing goes to whom so many messages of care and marketing went within a week.
  add column marketing_per_week smallint not null default 3 check (marketing_per_week between 1 and 3);
