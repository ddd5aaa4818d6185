import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record, system } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { rootOf } from '../../kit/merged.ts'
import { APPOINTMENT_LANE } from './definition.ts'
import { journeyStarted } from './events.ts'
import { findVisitsAhead } from './find-visits-ahead.ts'
import { type JourneyVersion, type Planned, plan } from './journey.ts'
import { replaceJourneys } from './stop-journeys.ts'

/** Somebody who may be taken in; `contactId` is the root of whoever was merged. */
export interface Subject {
  contactId: string
  timeZone: string
  hasPhone: boolean
  /** Minutes after midnight at which they usually answer. */
  usualMinute: number | null
  /** Null where the journey is about no visit. */
  visit: { id: string; startAt: Temporal.Instant; endAt: Temporal.Instant; sequence: number } | null
}

/**
 * Takes people into a journey with all that is planned for them, in a fixed number of statements however many they are.
 * Left out are those who are in its lane already, who were in it too lately, who have a visit ahead where a booking would end
 * it, and whom the holdout keeps out: these are enrolled and get nothing. Returns how many were taken in. The unique index
 * decides a race: one live enrollment per contact and lane. `evenBooked`: takes in who has a visit ahead too.
 */
export async function enrollContacts(
  tx: Tx,
  journey: JourneyVersion,
  offered: readonly Subject[],
  {
    triggerEventId = null,
    actor = system,
    evenBooked = false,
  }: { triggerEventId?: string | null; actor?: Actor; evenBooked?: boolean } = {},
): Promise<number> {
  const subjects = evenBooked ? offered : await leaveOutBooked(tx, journey, offered)
  if (subjects.length === 0) return 0
  const { definition } = journey
  const now = tx.clock.now()
  if (definition.replaces.length > 0) {
    await replaceJourneys(tx, { contactIds: await findAdmissible(tx, journey, subjects), journey })
  }
  const plans = planner(journey, now)
  const begun = subjects.map((subject) => ({ subject, id: uuidv7(now), planned: plans(subject) }))
  const enrolled = await insert(tx, { journey, begun, triggerEventId })
  const taken = begun.filter(({ id }) => enrolled.has(id))
  for (const { subject, id, planned } of taken) {
    const isHoldout = enrolled.get(id) ?? false
    await record(tx, journeyStarted, {
      actor,
      contactId: subject.contactId,
      appointmentId: subject.visit?.id ?? null,
      payload: {
        journey: journey.key,
        enrollmentId: id,
        planned: isHoldout ? 0 : planned.filter((step) => !step.skip).length,
        skipped: planned.filter((step) => step.skip).length,
        ...(isHoldout ? { isHoldout } : {}),
      },
    })
  }
  return taken.length
}

/**
 * Without those for whom it is over before it begins: nobody is asked to book who has (REQUIREMENTS B7). What is said of a missed
 * visit itself is no such question.
 */
export async function leaveOutBooked(
  tx: Tx,
  { definition: { exits, lane, purpose } }: JourneyVersion,
  subjects: readonly Subject[],
): Promise<readonly Subject[]> {
  if (lane === APPOINTMENT_LANE || !exits.includes('appointment.booked')) return subjects
  const asked = subjects.filter(({ visit }) => !visit || purpose !== 'transactional')
  const booked = await findVisitsAhead(
    tx,
    asked.map(({ contactId, visit }) => ({ contactId, visitId: visit?.id ?? null })),
  )
  return subjects.filter((subject) => !asked.includes(subject) || !booked.has(subject.contactId))
}

/** Those who were not in it too lately: nothing makes room for a journey that does not take its person in. */
async function findAdmissible(
  tx: Tx,
  { journeyId, definition }: JourneyVersion,
  subjects: readonly Subject[],
): Promise<string[]> {
  const ids = subjects.map(({ contactId }) => contactId)
  if (definition.reentryAfterDays === null) return ids
  const since = tx.clock.now().subtract({ hours: definition.reentryAfterDays * 24 })
  const lately = await tx.many(sql<{ id: string }>`
    select distinct ${rootOf('c')} as id
    from contacts c
    join enrollments former on former.clinic_id = c.clinic_id and former.contact_id = c.id
    where c.clinic_id = ${tx.clinicId} and (c.id = any(${ids}) or c.merged_into_id = any(${ids}))
      and former.journey_id = ${journeyId} and former.enrolled_at > ${since}`)
  const left = new Set(lately.map(({ id }) => id))
  return ids.filter((id) => !left.has(id))
}

/** Of journeys around no visit all people of one zone have the same times. */
function planner({ definition }: JourneyVersion, now: Temporal.Instant): (subject: Subject) => Planned[] {
  const known = new Map<string, Planned[]>()
  return ({ timeZone, hasPhone: isQuieted, usualMinute, visit }) => {
    const anchorAt = (definition.anchor === 'appointment.end' ? visit?.endAt : visit?.startAt) ?? now
    const around = { timeZone, isQuieted, usualMinute, now, previousAt: now }
    const from = definition.anchor === 'enrolled' ? now : anchorAt
    const key = [from.toString(), timeZone, isQuieted, usualMinute].join()
    const planned = known.get(key) ?? plan(definition, { ...around, anchorAt: from })
    known.set(key, planned)
    return planned
  }
}

/** Those who were taken in, and whether they are held out. */
async function insert(
  tx: Tx,
  {
    journey,
    begun,
    triggerEventId,
  }: {
    journey: JourneyVersion
    begun: readonly { subject: Subject; id: string; planned: Planned[] }[]
    triggerEventId: string | null
  },
): Promise<Map<string, boolean>> {
  const { definition } = journey
  const now = tx.clock.now()
  const isAboutVisit = definition.lane === APPOINTMENT_LANE
  const people = begun.map(({ subject: { contactId, visit }, id, planned }) => ({
    id,
    contact_id: contactId,
    appointment_id: visit?.id ?? null,
    lane: isAboutVisit && visit ? `${journey.key}:${visit.id}` : definition.lane,
    has_steps: planned.some((step) => step.skip === null),
  }))
  const touchpoints = begun.flatMap(({ subject: { visit }, id, planned }) =>
    planned.map(({ step, dueAt, skip }) => ({
      id: uuidv7(now),
      enrollment_id: id,
      sequence: visit?.sequence ?? null,
      step_key: step.key,
      kind: step.do,
      waits_for: step.do === 'wait' ? step.until : null,
      due_at: dueAt.toString(),
      skip,
    })),
  )
  const since = definition.reentryAfterDays ? now.subtract({ hours: definition.reentryAfterDays * 24 }) : null
  // After a move whoever read the text for the old time is told that it is another now: `shown` takes that mark along.
  const rows = await tx.many(sql<{ id: string; is_holdout: boolean }>`
    with enrolled as (
      insert into enrollments (clinic_id, id, journey_id, version, contact_id, appointment_id, lane, status, end_reason, enrolled_at, ended_at,
        exits, purpose, is_about_visit, is_holdout, trigger_event_id)
      select ${tx.clinicId}, p.id, ${journey.journeyId}, ${journey.version}, p.contact_id, p.appointment_id, p.lane,
        case when p.has_steps then 'live' else 'done' end, case when p.has_steps then null else 'no_step_left' end, ${now},
        case when p.has_steps then null else ${now}::timestamptz end, ${definition.exits}, ${definition.purpose}, ${isAboutVisit},
        (hashtextextended(${journey.journeyId}::text || p.contact_id::text, 0) & 9223372036854775807) % 100 < ${definition.holdoutPercent}, ${triggerEventId}
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(id uuid, contact_id uuid, appointment_id uuid, lane text, has_steps boolean)
      -- offset 0: looked up for each person, and not read through for all of them.
      where not exists (
          select
          from contacts c
          join enrollments former on former.clinic_id = c.clinic_id and former.contact_id = c.id
          where c.clinic_id = ${tx.clinicId} and c.merged_into_id = p.contact_id and former.lane = p.lane and former.status = 'live'
          offset 0)
        and (${since}::timestamptz is null or not exists (
          select
          from contacts c
          join enrollments former on former.clinic_id = c.clinic_id and former.contact_id = c.id
          where c.clinic_id = ${tx.clinicId} and former.journey_id = ${journey.journeyId} and former.enrolled_at > ${since}
            and (c.id = p.contact_id or c.merged_into_id = p.contact_id)
          offset 0))
      on conflict (clinic_id, contact_id, lane) where status = 'live' do nothing
      returning id, contact_id, appointment_id, is_holdout
    ), planned as (
      insert into touchpoints (clinic_id, id, enrollment_id, step_key, kind, waits_for, contact_id, appointment_id, appointment_sequence, due_at, status,
        reason, previewed_hash, previewed_at, created_at, updated_at)
      select ${tx.clinicId}, t.id, enrolled.id, t.step_key, t.kind, t.waits_for, enrolled.contact_id, enrolled.appointment_id, t.sequence, t.due_at,
        case when t.skip is not null then 'skipped' when enrolled.is_holdout then 'holdout' else 'planned' end, t.skip,
        shown.previewed_hash, shown.previewed_at, ${now}, ${now}
      from enrolled
      join jsonb_to_recordset(${JSON.stringify(touchpoints)}::jsonb)
        as t(id uuid, enrollment_id uuid, sequence integer, step_key text, kind text, waits_for text, due_at timestamptz, skip text)
        on t.enrollment_id = enrolled.id
      left join lateral (
        select former.previewed_hash, former.previewed_at
        from touchpoints former
        join enrollments e on e.clinic_id = former.clinic_id and e.id = former.enrollment_id
        where former.clinic_id = ${tx.clinicId} and former.appointment_id = enrolled.appointment_id and former.step_key = t.step_key
          and e.journey_id = ${journey.journeyId} and former.status = 'cancelled' and former.previewed_hash is not null
        order by former.id desc
        limit 1
      ) shown on true
    )
    select id, is_holdout
    from enrolled`)
  return new Map(rows.map(({ id, is_holdout }) => [id, is_holdout]))
}
