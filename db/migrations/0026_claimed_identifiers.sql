-- Why: a number that somebody types beside a patient's e-mail address proves neither. What came to a contact who was known by
-- something else is a claim until staff say that it is theirs (decision 0023).
alter table contact_identifiers
  -- `own`: came with the contact or from staff. `claimed`: typed in beside what was known. `confirmed`: staff said so.
  add column standing text not null default 'own',
  add constraint contact_identifiers_standing_known check (standing in ('own', 'claimed', 'confirmed'));

-- Row-level security is forced on its owner too, except while this runs.
alter table contact_identifiers no force row level security;
alter table events no force row level security;

update contact_identifiers i
set standing = 'claimed'
from events e
where e.clinic_id = i.clinic_id and e.type = 'contact.identified' and e.actor_kind <> 'user'
  and e.payload ->> 'identifierId' = i.id::text
  and (e.payload ->> 'reason' like 'seen\_with\_known\_%' or e.payload ->> 'reason' = 'told_with_a_known_booking')
  and i.source not in ('whatsapp', 'sms');

alter table contact_identifiers force row level security;
alter table events force row level security;

alter table consents
  -- Set: it was said from this number by somebody of whom only the number is proven, and counts for what goes to it.
  add column phone_e164 text,
  add constraint consents_phone_shape check (phone_e164 is null or phone_e164 ~ '^\+[1-9]\d{6,14}$');

-- Whoever writes is shown what was booked in that conversation or with that number.
create index attribution_touches_conversation on attribution_touches (clinic_id, conversation_id) where conversation_id is not null;
create index appointments_attendee_phone on appointments (clinic_id, attendee_phone_e164) where attendee_phone_e164 is not null;
