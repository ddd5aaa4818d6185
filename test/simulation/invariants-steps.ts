/** What must hold of confirmations, reminders and every other step of a journey. */
import type { Invariant } from './invariants.ts'
import { ANY_TIME } from './invariants-sql.ts'

const OPEN = `('planned', 'due', 'holdout')`

/** When a step of days or hours before a visit is to come, by the wall clock of the person. */
const EXPECTED = `
  select '3_days_before' as key, ((local.start - interval '3 days') at time zone local.zone) as at
  union all
  select '1_day_before', ((local.start - interval '1 day') at time zone local.zone)
  union all
  select '2_hours_before', a.start_at - interval '2 hours'`

export const INVARIANTS_OF_STEPS: readonly Invariant[] = [
  {
    sentence:
      'each booked visit is confirmed once, unless it was told in the conversation or changed at once',
    things: `from events where type = 'appointment.booked' and recorded_at >= $1 and recorded_at < $2`,
    sql: `
      select a.clinic_id, a.contact_id, 'visit ' || a.id || ' has ' || said.count || ' confirmations' as what
      from events booked
      join appointments a on a.clinic_id = booked.clinic_id and a.id = booked.appointment_id
      cross join lateral (
        select count(*) as count
        from messages m
        where m.clinic_id = a.clinic_id and m.appointment_id::text = a.id::text and m.kind = 'confirmation'
      ) said
      where booked.type = 'appointment.booked' and booked.recorded_at >= $1 and booked.recorded_at < $2 and not exists (
          select
          from messages told
          where told.clinic_id = a.clinic_id and told.created_at >= booked.recorded_at and told.author_kind = 'assistant' and told.claims @> jsonb_build_array(booked.id::text))
        and (said.count > 1 or said.count = 0 and not exists (
          select
          from events changed
          where changed.clinic_id = a.clinic_id and changed.appointment_id = a.id and changed.id > booked.id
            and changed.type in ('appointment.rescheduled', 'appointment.cancelled', 'appointment.no_show')
            and changed.recorded_at < booked.recorded_at + interval '2 minutes'))
      union all
      select m.clinic_id, m.contact_id, 'confirmation ' || m.id || ' is ' || m.status
      from messages m
      where m.kind = 'confirmation' and m.created_at >= $1 and m.created_at < $2::timestamptz - interval '30 minutes'
        and m.status not in ('sent', 'failed', 'withdrawn') and not (m.status = 'refused' and m.reason in ('opted_out', 'appointment_moved', 'appointment_cancelled', 'appointment_past', 'daily_cap'))`,
  },
  {
    sentence: 'each visit that took place was reminded of as planned',
    things: `from appointments where start_at >= $1 and start_at < $2 and status in ('booked', 'arrived', 'fulfilled', 'noshow')`,
    sql: `
      select a.clinic_id, a.contact_id, 'visit ' || a.id || ' at ' || a.start_at || ', step ' || expected.key || ' expected at ' || expected.at || ' is '
        || coalesce(t.status || ' ' || coalesce(t.reason, '') || ' due ' || t.due_at, 'missing') as what
      from appointments a
      join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
      join contacts root on root.clinic_id = c.clinic_id and root.id = coalesce(c.merged_into_id, c.id)
      join clinics clinic on clinic.clinic_id = a.clinic_id
      cross join lateral (
        select a.start_at at time zone zone as start, zone
        from (select coalesce(a.attendee_time_zone, root.time_zone, clinic.time_zone) as zone) its
      ) local
      cross join lateral (${EXPECTED}) expected
      cross join lateral (
        select max(e.recorded_at) as at
        from events e
        where e.clinic_id = a.clinic_id and e.appointment_id = a.id
          and e.type in ('appointment.booked', 'appointment.rescheduled', 'appointment.cancellation_undone', 'appointment.no_show_undone')
          and e.recorded_at < a.start_at
      ) told
      left join lateral (
        select t.*
        from touchpoints t
        join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
        join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id and j.key = 'reminders'
        where t.clinic_id = a.clinic_id and t.appointment_id = a.id and t.step_key = expected.key and t.status <> 'cancelled'
          and t.appointment_sequence = a.sequence
        -- Where a missed visit turns out to have been kept, the steps are planned again, too late.
        order by t.status = 'sent' desc, t.id desc
        limit 1
      ) t on true
      left join messages m on m.clinic_id = t.clinic_id and m.id = t.message_id
      where a.start_at >= $1 and a.start_at < $2 and a.status in ('booked', 'arrived', 'fulfilled', 'noshow') and told.at is not null
        -- Quiet hours move it earlier, at most by a night.
        and expected.at - interval '12 hours' > told.at + interval '1 hour'
        and not coalesce(
          t.status = 'sent' and m.sending_since < a.start_at
            and (m.sending_since between expected.at - interval '12 hours' and expected.at + interval '20 minutes' or m.attempts > 1
              -- Of an area code elsewhere it is too early there as well.
              or m.sending_since <= a.start_at - interval '30 minutes' and exists (
                select
                from events held
                where held.clinic_id = m.clinic_id and held.contact_id = m.contact_id and held.type = 'message.held'
                  and held.payload ->> 'messageId' = m.id::text and held.payload ->> 'reason' = 'quiet_hours'))
          or t.status = 'skipped' and t.reason in ('opted_out', 'no_address')
          or t.status = 'failed', false)`,
  },
  {
    sentence: 'each step ends once and stays as it ended',
    things: `from simulation.turns where of = 'touchpoint' and at >= $1 and at <= $2 and now not in ${OPEN}`,
    sql: `
      select t.clinic_id, t.contact_id, 'step ' || t.id || ' went from ' || turn.was || ' to ' || turn.now as what
      from simulation.turns turn
      join touchpoints t on t.id = turn.id
      where turn.of = 'touchpoint' and turn.at >= $1 and turn.at <= $2 and turn.was is not null and turn.was not in ${OPEN}
      union all
      select t.clinic_id, t.contact_id, 'step ' || t.step_key || ' ' || t.id || ' is still ' || t.status || ' since ' || t.due_at
      from touchpoints t
      where t.status = 'planned' and t.due_at < $2::timestamptz - interval '2 minutes'
      union all
      select t.clinic_id, t.contact_id, 'step ' || t.step_key || ' ' || t.id || ' is due since ' || coalesce(t.claimed_at, t.updated_at) || ' and its message is ' || coalesce(m.status, 'missing')
      from touchpoints t
      left join messages m on m.clinic_id = t.clinic_id and m.id = t.message_id
      where t.status = 'due' and coalesce(t.claimed_at, t.updated_at) < $2::timestamptz - interval '20 minutes' and coalesce(m.status, '') not in ('queued', 'held', 'sending')`,
  },
  {
    sentence: 'each step ended as its message did',
    things: `from touchpoints where updated_at >= $1 and updated_at <= $2 and message_id is not null`,
    sql: `
      select t.clinic_id, t.contact_id, 'step ' || t.step_key || ' ' || t.id || ' is ' || t.status || ' ' || coalesce(t.reason, '') || ', its message ' || coalesce(m.status || ' ' || coalesce(m.reason, ''), 'missing') as what
      from touchpoints t
      left join messages m on m.clinic_id = t.clinic_id and m.id = t.message_id
      where t.updated_at >= $1 and t.updated_at <= $2 and t.kind in ('notice', 'message', 'form')
        and (t.status = 'sent' and coalesce(m.sent_at is null, true)
          -- A late callback may tell of a message that nobody knew of any more.
          or t.status = 'failed' and coalesce(m.status <> 'failed' and t.reason <> 'outcome_unknown', true)
          or t.status = 'cancelled' and m.status in ('queued', 'held'))`,
  },
  {
    sentence: 'whoever is in a journey has something before them, and whoever is out has not',
    things: `from enrollments where (status = 'live' or ended_at >= $1) and $2::timestamptz is not null`,
    sql: `
      select e.clinic_id, e.contact_id, 'enrollment ' || e.id || ' is ' || e.status || ' with ' || open.count || ' steps to come' as what
      from enrollments e
      cross join lateral (
        select count(*) as count
        from touchpoints t
        where t.clinic_id = e.clinic_id and t.enrollment_id = e.id and t.status in ${OPEN}
      ) open
      where (e.status = 'live') <> (open.count > 0) and (e.status = 'live' or e.ended_at >= $1) and $2::timestamptz is not null`,
  },
  {
    sentence: 'nobody is in one lane twice, and who is held out gets nothing',
    things: `from enrollments where status = 'live' and ${ANY_TIME}`,
    sql: `
      select e.clinic_id, root.id as contact_id, 'lane ' || e.lane || ' ' || count(*) || ' times' as what
      from enrollments e
      join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
      join contacts root on root.clinic_id = c.clinic_id and root.id = coalesce(c.merged_into_id, c.id)
      where e.status = 'live'
      group by e.clinic_id, root.id, e.lane
      having count(*) > 1
      union all
      select e.clinic_id, e.contact_id, 'step ' || t.id || ' of a holdout is ' || t.status
      from touchpoints t
      join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id and e.is_holdout
      where t.message_id is not null and t.updated_at >= $1 and t.updated_at <= $2`,
  },
]
