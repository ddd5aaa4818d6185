-- Why: what does not get through on one channel is said on the next, and all of its messages are one deed; and a cap counts
-- whatever may have gone out, also where nobody knows.
alter table messages
  -- The first message of the deed that this one does in another way.
  add column instead_of uuid,
  add constraint messages_instead_of foreign key (clinic_id, instead_of) references messages (clinic_id, id);
create index messages_instead_of on messages (clinic_id, instead_of) where instead_of is not null;

drop index messages_cap;
create index messages_cap on messages (clinic_id, contact_id, sending_since)
  where status in ('sending', 'sent') or unknown_outcomes > 0 or delivered_at is not null;
