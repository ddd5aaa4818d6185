-- Why: what reacted to an event is told as it was, not as today's story would have it. And a vendor whose bodies name
-- no moment tells a move there and back in the same bytes twice: the last telling has to count.
alter table events
  -- What ran in the recording transaction, and what was enqueued with it. Null: recorded before this was kept.
  add column handlers text[],
  add column reactors text[];

-- Every booking asks where its person first came from.
create index attribution_touches_contact on attribution_touches (clinic_id, contact_id, id);

alter table inbound_deliveries
  -- When the same bytes came last, if they came again.
  add column repeated_at timestamptz,
  -- Known once it is read: it names no moment and tells what may happen twice, so a repeat may be news.
  add column is_news_when_repeated boolean not null default false;
