-- Why: a clinic that wants to write less often than the law's exemption allows had no way to say so (docs/decisions/0033).
alter table clinics
  -- Of care and marketing, to one person. Beside it never more than one a day.
  add column messages_per_week smallint not null default 3 check (messages_per_week between 1 and 3);
