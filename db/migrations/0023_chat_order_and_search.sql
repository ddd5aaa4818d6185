-- Why: what a vendor's inbox says of who answers comes late and out of order, so a conversation keeps as of when that stands;
-- and staff find a conversation by any word of it at once, where a clinic has tens of thousands.
alter table conversations
  -- As of when it stands who answers, by whoever said so last: a vendor's news of before changes nothing. Null: as it began.
  add column status_as_of timestamptz;

-- The words of a conversation, of all its lines: read row by row, since row-level security lets no search index be asked
-- (its operators are not leakproof). One row of words is read a hundred times as fast as the lines themselves.
create table conversation_words (
  clinic_id uuid not null references clinics,
  conversation_id uuid not null,
  words tsvector not null,
  primary key (clinic_id, conversation_id),
  constraint conversation_words_conversation foreign key (clinic_id, conversation_id) references conversations (clinic_id, id) on delete cascade
)
-- Room beside each row for its next version: a row is written anew with every line.
with (fillfactor = 70);
call close_to_clinic('conversation_words');

-- The last hundred lines stand for a conversation that has gone on for ever: a tsvector holds a megabyte and no more.
create function words_of_conversation(clinic uuid, conversation uuid) returns tsvector language sql stable as $$
  select strip(to_tsvector('simple', coalesce(string_agg(left(body, 4000), ' '), '')))
  from (
    select id, body
    from received_messages
    where clinic_id = clinic and conversation_id = conversation and removed_at is null
    union all
    select id, body
    from messages
    where clinic_id = clinic and conversation_id = conversation
    order by id desc
    limit 100
  ) line
$$;

create function keep_words_of_line() returns trigger language plpgsql as $$
begin
  insert into conversation_words (clinic_id, conversation_id, words)
  values (new.clinic_id, new.conversation_id, strip(to_tsvector('simple', left(new.body, 4000))))
  on conflict (clinic_id, conversation_id) do update
  set words = case
    when length(conversation_words.words) < 5000 then conversation_words.words || excluded.words
    else words_of_conversation(new.clinic_id, new.conversation_id)
  end;
  return null;
end
$$;

-- What was taken back is not found.
create function forget_words_of_line() returns trigger language plpgsql as $$
begin
  update conversation_words
  set words = words_of_conversation(new.clinic_id, new.conversation_id)
  where clinic_id = new.clinic_id and conversation_id = new.conversation_id;
  return null;
end
$$;

create trigger received_messages_keep_words after insert on received_messages
  for each row when (new.body <> '') execute function keep_words_of_line();
create trigger received_messages_forget_words after update of body on received_messages
  for each row when (old.body is distinct from new.body) execute function forget_words_of_line();
create trigger messages_keep_words after insert on messages
  for each row when (new.conversation_id is not null and new.body <> '') execute function keep_words_of_line();

-- The owner of a table is free of its row-level security, unless it is forced.
alter table conversations no force row level security;
alter table received_messages no force row level security;
alter table messages no force row level security;
alter table conversation_words no force row level security;
insert into conversation_words (clinic_id, conversation_id, words)
select clinic_id, id, words_of_conversation(clinic_id, id)
from conversations;
alter table conversations force row level security;
alter table received_messages force row level security;
alter table messages force row level security;
alter table conversation_words force row level security;

drop index received_messages_search;

-- What somebody types into the search: every word as the beginning of one. Null where it has none.
create function query_of_words(typed text) returns tsquery language sql immutable as $$
  select string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
  from unnest(to_tsvector('simple', typed))
$$;
