-- Why: whoever writes where nothing proves who they are decides about that conversation and not about everybody who has the
-- number or address that they named.
alter table consents
  -- Set: it was said there by somebody whom the channel does not prove, and counts there alone.
  add column conversation_id uuid,
  add constraint consents_conversation foreign key (clinic_id, conversation_id) references conversations (clinic_id, id);
