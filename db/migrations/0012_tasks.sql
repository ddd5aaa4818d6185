-- Why: what waits for staff is counted at each look at Today, whatever lies behind it.
create index inbound_deliveries_failed on inbound_deliveries (clinic_id, connection_id, id desc) where status = 'failed';
create index messages_failed on messages (clinic_id, id desc) where status = 'failed';
