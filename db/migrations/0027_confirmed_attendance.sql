-- Why: whoever answers a reminder with a yes is expected, and the desk need not call them.
alter table appointments
  add column attendance_confirmed_at timestamptz,
  -- Which version of the appointment they said it of: a yes to the old time is none to the new one.
  add column attendance_confirmed_sequence integer;

-- What a number was sent beside any conversation, so that its reply is read as one to that.
create index messages_to_number on messages (clinic_id, to_address, id desc) where channel = 'sms' and conversation_id is null;
