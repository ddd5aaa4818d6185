import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Handler, type HappenedEvent, record, system } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { journeyStarted } from './events.ts'
import { type Anchor, type JourneyVersion, plan } from './journey.ts'
import { type StoppedJourney, stopJourneys } from './stop-journeys.ts'

interface Subject {
  contact_id: string
  time_zone: string
  has_phone: boolean
  start_at: Temporal.Instant
  end_at: Temporal.Instant
  sequence: number
}

/** With an event that journeys wait for: enrolls its contact, with everything that is to come as rows. */
export const startJourneys: Handler = {
  name: 'startJourneys',
  run: (tx, event: HappenedEvent) => start(tx, event, event.type),
}

/**
 * With `appointment.rescheduled`: what was planned around the old time ends, and is planned around the new one, on the
 * version that it began with. Journeys that only wait since the booking go on as they are.
 */
export const rearmJourneys: Handler = {
  name: 'rearmJourneys',
  async run(tx, event: HappenedEvent<{ isPending: boolean }>) {
    if (!event.appointmentId) return
    const { appointmentId, type: cause } = event
    const stopped = await stopJourneys(tx, { appointmentId, cause, only: 'around_visit' })
    if (!event.payload.isPending) await enrollIn(tx, event, journeysAroundVisit(tx, stopped))
  },
}

/** With the undoing of a no-show or a cancellation: a visit that is still to come has its reminders again. */
export const resumeJourneys: Handler = {
  name: 'resumeJourneys',
  async run(tx, event: HappenedEvent<{ status: string }>) {
    if (event.payload.status === 'booked') await start(tx, event, 'appointment.booked')
  },
}

function start(tx: Tx, event: HappenedEvent, trigger: string): Promise<void> {
  return enrollIn(
    tx,
    event,
    sql`
    select j.id as "journeyId", j.key, v.version, j.purpose, j.anchor, j.lane, v.steps
    from journeys j
    join journey_versions v on v.clinic_id = j.clinic_id and v.journey_id = j.id and v.version = j.current_version
    where j.clinic_id = ${tx.clinicId} and j.trigger_type = ${trigger} and j.is_active`,
  )
}

/** Those that ran until now, also one that was switched off meanwhile, and those that every booked visit has. */
function journeysAroundVisit(tx: Tx, running: StoppedJourney[]): RawBuilder<unknown> {
  return sql`
    select j.id as "journeyId", j.key, v.version, j.purpose, j.anchor, j.lane, v.steps
    from journeys j
    left join jsonb_to_recordset(${JSON.stringify(running)}::jsonb) as running("journeyId" uuid, version integer)
      on running."journeyId" = j.id
    join journey_versions v
      on v.clinic_id = j.clinic_id and v.journey_id = j.id and v.version = coalesce(running.version, j.current_version)
    where j.clinic_id = ${tx.clinicId}
      and (running.version is not null or j.trigger_type = 'appointment.booked' and j.is_active and j.anchor <> 'enrolled')`
}

async function enrollIn(tx: Tx, event: HappenedEvent, journeys: RawBuilder<unknown>): Promise<void> {
  const { contactId, appointmentId } = event
  if (!contactId || !appointmentId) return
  for (const { journey, ...subject } of await findToEnroll(tx, { appointmentId, journeys })) {
    await enroll(tx, { ...subject, appointmentId, journey })
  }
}

/** The journeys, each with whom and when it is about. */
function findToEnroll(
  tx: Tx,
  input: { appointmentId: string; journeys: RawBuilder<unknown> },
): Promise<(Subject & { journey: JourneyVersion })[]> {
  return tx.many(sql`
    select root.id as contact_id, coalesce(a.attendee_time_zone, root.time_zone, clinic.time_zone) as time_zone,
      a.attendee_phone_e164 is not null as has_phone, a.start_at, a.end_at, a.sequence, to_json(j) as journey
    from (${input.journeys}) j
    join appointments a on a.clinic_id = ${tx.clinicId} and a.id = ${input.appointmentId}
    join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = coalesce(c.merged_into_id, c.id)
    join clinics clinic on clinic.clinic_id = a.clinic_id`)
}

async function enroll(
  tx: Tx,
  input: Subject & { appointmentId: string; journey: JourneyVersion },
): Promise<void> {
  const { journey } = input
  const now = tx.clock.now()
  const enrollmentId = uuidv7(now)
  const planned = plan(journey, {
    anchorAt: anchorOf(journey.anchor, input, now),
    timeZone: input.time_zone,
    now,
    isQuieted: input.has_phone,
  })
  const hasSteps = planned.some((step) => step.skip === null)
  const lane = journey.lane === 'appointment' ? `${journey.key}:${input.appointmentId}` : journey.lane
  const touchpoints = planned.map(({ step, dueAt, skip }) => ({
    id: uuidv7(now),
    step_key: step.key,
    due_at: dueAt.toString(),
    status: skip ? 'skipped' : 'planned',
    reason: skip,
  }))
  // The unique index decides a race: one live enrollment per contact and lane. And after a move: whoever read the text
  // for the old time is told that it is another now.
  const enrolled = await tx.one(sql`
    with enrolled as (
      insert into enrollments (clinic_id, id, journey_id, version, contact_id, appointment_id, lane, status, end_reason, enrolled_at, ended_at)
      values (${tx.clinicId}, ${enrollmentId}, ${journey.journeyId}, ${journey.version}, ${input.contact_id}, ${input.appointmentId}, ${lane},
        ${hasSteps ? 'live' : 'done'}, ${hasSteps ? null : 'no_step_left'}, ${now}, ${hasSteps ? null : now})
      on conflict (clinic_id, contact_id, lane) where status = 'live' do nothing
      returning id
    ), planned as (
      insert into touchpoints (clinic_id, id, enrollment_id, step_key, contact_id, appointment_id, appointment_sequence, due_at, status, reason,
        previewed_hash, previewed_at, created_at, updated_at)
      select ${tx.clinicId}, t.id, enrolled.id, t.step_key, ${input.contact_id}, ${input.appointmentId}, ${input.sequence}, t.due_at, t.status, t.reason,
        shown.previewed_hash, shown.previewed_at, ${now}, ${now}
      from enrolled
      cross join jsonb_to_recordset(${JSON.stringify(touchpoints)}::jsonb) as t(id uuid, step_key text, due_at timestamptz, status text, reason text)
      left join lateral (
        select former.previewed_hash, former.previewed_at
        from touchpoints former
        join enrollments e on e.clinic_id = former.clinic_id and e.id = former.enrollment_id
        where former.clinic_id = ${tx.clinicId} and former.appointment_id = ${input.appointmentId} and former.step_key = t.step_key
          and e.journey_id = ${journey.journeyId} and former.status = 'cancelled' and former.previewed_hash is not null
        order by former.id desc
        limit 1
      ) shown on true
    )
    select id
    from enrolled`)
  if (!enrolled) return
  await record(tx, journeyStarted, {
    actor: system,
    contactId: input.contact_id,
    appointmentId: input.appointmentId,
    payload: {
      journey: journey.key,
      enrollmentId,
      planned: planned.filter((step) => !step.skip).length,
      skipped: planned.filter((step) => step.skip).length,
    },
  })
}

function anchorOf(anchor: Anchor, subject: Subject, now: Temporal.Instant): Temporal.Instant {
  switch (anchor) {
    case 'enrolled':
      return now
    case 'appointment.start':
      return subject.start_at
    case 'appointment.end':
      return subject.end_at
  }
}
