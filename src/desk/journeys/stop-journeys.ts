import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, type Handler, type HappenedEvent, record, system } from '../../kit/events.ts'
import { partsOf } from '../../kit/merged.ts'
import { withdrawMessages } from '../outreach/withdraw-messages.ts'
import { journeyStopped } from './events.ts'
import { findVisitsAhead } from './find-visits-ahead.ts'
import type { JourneyVersion } from './journey.ts'

/** What ran, and on which version. */
export interface StoppedJourney {
  journeyId: string
  version: number
}

/** Which live enrollments end. */
type Which =
  | { enrollmentId: string }
  /** What is planned around this appointment's time. */
  | { aroundVisit: string }
  /** What has the cause among its exits: of this appointment, and of the contact where it is about no appointment. */
  | { exitOf: { appointmentId: string | null; contactId: string | null } }
  | { contactId: string; purposes: readonly string[] }
  | { contactIds: readonly string[]; keys: readonly string[]; lane: string }

/**
 * Ends what is live; what was planned is cancelled in the same transaction as its cause (REQUIREMENTS B7: the caller holds
 * the lock on the contact, which a send takes too).
 */
export async function stopJourneys(
  tx: Tx,
  { cause, actor = system, ...which }: Which & { cause: string; actor?: Actor },
): Promise<StoppedJourney[]> {
  const now = tx.clock.now()
  const stopped = await tx.many(
    sql<
      StoppedJourney & {
        id: string
        contact_id: string
        appointment_id: string | null
        cancelled: number
        messages: string[]
      }
    >`
    with stopped as (
      update enrollments e
      set status = 'stopped', end_reason = ${cause}, ended_at = ${now}
      from journeys j
      where e.clinic_id = ${tx.clinicId} and e.status = 'live' and j.clinic_id = e.clinic_id and j.id = e.journey_id
        and ${conditionOf(tx, which, cause)}
      returning e.id, e.contact_id, e.appointment_id, e.journey_id, e.version
    ), cancelled as (
      update touchpoints t
      set status = 'cancelled', reason = ${cause}, updated_at = ${now}
      from stopped
      where t.clinic_id = ${tx.clinicId} and t.enrollment_id = stopped.id and t.status in ('planned', 'due', 'holdout')
      returning t.enrollment_id, t.message_id
    )
    select stopped.id, stopped.contact_id, stopped.appointment_id, stopped.journey_id as "journeyId", stopped.version,
      (select count(*) from cancelled where enrollment_id = stopped.id) as cancelled,
      -- A message that speaks for a step of another journey too goes on with that one.
      array(
        select message_id
        from cancelled
        where enrollment_id = stopped.id and message_id is not null and not exists (
          select
          from touchpoints other
          where other.clinic_id = ${tx.clinicId} and other.message_id = cancelled.message_id and other.status = 'due'
            and other.enrollment_id not in (select id from stopped))) as messages
    from stopped`,
  )
  // What waits for its hour or for the vendor goes with its step; what has begun to go out may arrive.
  const ids = stopped.flatMap(({ messages }) => messages)
  if (ids.length > 0) await withdrawMessages(tx, actor, { ids, reason: cause.split('.')[1] ?? cause })
  for (const enrollment of stopped) {
    await record(tx, journeyStopped, {
      actor,
      contactId: enrollment.contact_id,
      appointmentId: enrollment.appointment_id,
      payload: { enrollmentId: enrollment.id, cause, cancelled: enrollment.cancelled },
    })
  }
  return stopped
}

function conditionOf(tx: Tx, which: Which, cause: string) {
  if ('enrollmentId' in which) return sql`e.id = ${which.enrollmentId}`
  if ('aroundVisit' in which) {
    return sql`e.appointment_id = ${which.aroundVisit} and e.is_about_visit and j.anchor <> 'enrolled'`
  }
  if ('exitOf' in which) {
    const { appointmentId, contactId } = which.exitOf
    return sql`${cause} = any(e.exits)
      and (e.is_about_visit and e.appointment_id = ${appointmentId} or not e.is_about_visit and e.contact_id = any(${partsOf(tx, contactId)}))`
  }
  if ('purposes' in which) {
    return sql`e.purpose = any(${which.purposes as string[]}) and e.contact_id = any(${partsOf(tx, which.contactId)})`
  }
  return sql`e.contact_id = any(${which.contactIds as string[]}) and e.lane = ${which.lane} and j.key = any(${which.keys as string[]})`
}

/** With an event that is an exit of a journey. */
export const stopJourneysOnExit: Handler = {
  name: 'stopJourneysOnExit',
  async run(tx, event: HappenedEvent) {
    const { appointmentId, contactId, type: cause } = event
    if (!appointmentId && !contactId) return
    await stopJourneys(tx, { exitOf: { appointmentId, contactId }, cause })
  },
}

/**
 * With a STOP: what was planned ends in its transaction, and not only when its turn comes. What is about a visit stays, and the
 * arbiter refuses it: whoever agrees again before the visit is reminded again.
 */
export const stopJourneysOnOptOut: Handler = {
  name: 'stopJourneysOnOptOut',
  async run(
    tx,
    event: HappenedEvent<{ purpose: string; channel: string; state: string; isNarrow?: boolean }>,
  ) {
    const { purpose, channel, state, isNarrow = false } = event.payload
    // Another channel, or the contact's own number, may still be wanted; the arbiter looks for one.
    if (!event.contactId || state !== 'withdrawn' || channel !== 'all' || isNarrow) return
    const purposes = ['care', 'marketing'].filter((each) => purpose === 'all' || purpose === each)
    await stopJourneys(tx, { contactId: event.contactId, purposes, cause: event.type })
  },
}

/** With a merge: nobody is in one lane twice; what began first goes on. */
export const stopJourneysTwiceInLane: Handler = {
  name: 'stopJourneysTwiceInLane',
  async run(tx, event: HappenedEvent) {
    if (!event.contactId) return
    const twice = await tx.many(sql<{ contact_id: string; lane: string; key: string }>`
      select e.contact_id, e.lane, j.key
      from (
        select e.*, row_number() over (partition by e.lane order by e.enrolled_at, e.id) as place
        from enrollments e
        where e.clinic_id = ${tx.clinicId} and e.status = 'live' and e.contact_id = any(${partsOf(tx, event.contactId)})
      ) e
      join journeys j on j.clinic_id = e.clinic_id and j.id = e.journey_id
      where e.place > 1`)
    for (const { contact_id: contactId, lane, key } of twice) {
      await stopJourneys(tx, { contactIds: [contactId], lane, keys: [key], cause: event.type })
    }
  },
}

/**
 * With a merge, and with the undoing of a cancellation: whoever has a visit ahead by it is out of what a booking ends, as if they
 * had booked in this moment.
 */
export const stopJourneysOfWhoBooked: Handler = {
  name: 'stopJourneysOfWhoBooked',
  async run(tx, event: HappenedEvent) {
    const { contactId } = event
    if (!contactId) return
    const booked = await findVisitsAhead(tx, [{ contactId, visitId: null }])
    if (booked.size === 0) return
    await stopJourneys(tx, { exitOf: { appointmentId: null, contactId }, cause: 'appointment.booked' })
  },
}

/** Makes room for a journey that takes the place of others in its lane. */
export async function replaceJourneys(
  tx: Tx,
  { contactIds, journey }: { contactIds: readonly string[]; journey: JourneyVersion },
): Promise<void> {
  const { replaces: keys, lane } = journey.definition
  await stopJourneys(tx, { contactIds, keys, lane, cause: 'journey.replaced' })
}
