/** What several invariants look at. */

/** Keeps what began to go out since $1 in `simulation.sends`, where all look at it. */
export const KEEP_SENDS = `
  insert into simulation.sends
  select turn.n, turn.at, m.clinic_id, m.id, m.kind, m.purpose, m.channel, m.to_address, m.appointment_id,
    m.kind in ('reply', 'staff_message', 'opt_out_ack', 'emergency_notice', 'handoff_notice') as is_talk,
    coalesce(c.merged_into_id, c.id) as contact_id,
    array(
      select member.id
      from contacts member
      where member.clinic_id = c.clinic_id and (member.id = coalesce(c.merged_into_id, c.id) or member.merged_into_id = coalesce(c.merged_into_id, c.id))
        and (member.id = c.id or not exists (
          select
          from contact_merges later
          where later.clinic_id = c.clinic_id and later.from_contact_id in (c.id, member.id) and later.created_at >= turn.at))) as family
  from simulation.turns turn
  join messages m on m.clinic_id = turn.clinic_id and m.id = turn.id
  join contacts c on c.clinic_id = m.clinic_id and c.id = m.contact_id
  where turn.of = 'message' and turn.now = 'sending' and turn.at >= $1 and turn.at <= $2`

/** $1 and $2 are looked at by none who look only at these. */
export const ANY_TIME = '$1::timestamptz <= $2::timestamptz'

/** Of a message `m`: a request whose answer was lost may have reached them; what the vendor has refused has not. */
export const MAY_HAVE_REACHED = `(m.status in ('sending', 'sent') or m.delivered_at is not null or m.unknown_outcomes > 0)`

/** Kinds that answer what the person has just done themselves. */
const OWN_ACTS = `('confirmation', 'request_received', 'rescheduled', 'cancellation', 'rejection', 'calendar_correction')`

/** Texts that began to go out unasked, with the wall time of the person and the regions whose rules hold. */
export const QUIET = `
  select send.clinic_id, send.contact_id, send.kind || ' ' || send.id || ' at ' || local.at as what, send.purpose,
    (extract(hour from local.at) * 60 + extract(minute from local.at))::integer as minute, local.at::date::text as day,
    case when p.region = 'unknown' then array['unknown'] else array[p.region] end as regions
  from simulation.sends send
  join simulation.people p on p.clinic_id = send.clinic_id and send.to_address in (p.phone, p.whatsapp)
  join contacts root on root.clinic_id = send.clinic_id and root.id = send.contact_id
  join clinics clinic on clinic.clinic_id = send.clinic_id
  left join appointments a on a.clinic_id = send.clinic_id and a.id = send.appointment_id
  cross join lateral (
    select send.at at time zone coalesce(a.attendee_time_zone, root.time_zone, clinic.time_zone) as at
  ) local
  where ${ANY_TIME} and send.channel <> 'email' and not send.is_talk and send.kind not in ${OWN_ACTS}`
