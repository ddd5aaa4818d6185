import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Handler, HappenedEvent } from '../../kit/events.ts'
import { enrollContacts } from './enroll-contacts.ts'
import { type FoundSubject, findSubjects } from './find-subjects.ts'
import type { JourneyVersion } from './journey.ts'
import { type StoppedJourney, stopJourneys } from './stop-journeys.ts'

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
    const stopped = await stopJourneys(tx, { aroundVisit: appointmentId, cause })
    if (!event.payload.isPending) await enrollIn(tx, event, await findAroundVisit(tx, stopped))
  },
}

/** With the undoing of a no-show or a cancellation: a visit that is still to come has its reminders again. */
export const resumeJourneys: Handler = {
  name: 'resumeJourneys',
  async run(tx, event: HappenedEvent<{ status: string }>) {
    if (event.payload.status !== 'booked') return
    const triggered = await findTriggered(tx, 'appointment.booked')
    await enrollIn(tx, event, triggered, { isToCome: true })
  },
}

async function start(tx: Tx, event: HappenedEvent, trigger: string): Promise<void> {
  if (!event.contactId) return
  await enrollIn(tx, event, await findTriggered(tx, trigger))
}

interface ToBegin extends JourneyVersion {
  /** It ran until now for this visit. */
  isRunning?: boolean
}

/** Those that take people in: active, and where a clinician has to look first, on an approved version. */
function findTriggered(tx: Tx, trigger: string): Promise<JourneyVersion[]> {
  return tx.many(sql<JourneyVersion>`
    ${selectVersions}
    join journey_versions v on v.clinic_id = j.clinic_id and v.journey_id = j.id and v.version = j.current_version
    where j.clinic_id = ${tx.clinicId} and j.trigger_type = ${trigger} and j.is_active and ${isApproved}
    order by j.key`)
}

/** Those that ran until now, also one that was switched off meanwhile, and those that every booked visit has. */
async function findAroundVisit(tx: Tx, running: StoppedJourney[]): Promise<ToBegin[]> {
  const versions = await tx.many(sql<JourneyVersion>`
    ${selectVersions}
    left join jsonb_to_recordset(${JSON.stringify(running)}::jsonb) as running("journeyId" uuid, version integer)
      on running."journeyId" = j.id
    join journey_versions v
      on v.clinic_id = j.clinic_id and v.journey_id = j.id and v.version = coalesce(running.version, j.current_version)
    where j.clinic_id = ${tx.clinicId}
      and (running.version is not null or j.trigger_type = 'appointment.booked' and j.is_active and j.anchor <> 'enrolled' and ${isApproved})
    order by j.key`)
  const ran = new Set(running.map(({ journeyId }) => journeyId))
  return versions.map((version) => ({ ...version, isRunning: ran.has(version.journeyId) }))
}

/** The live version of one journey; undefined where it takes nobody in. */
export function findJourney(tx: Tx, key: string): Promise<JourneyVersion | undefined> {
  return tx.one(sql<JourneyVersion>`
    ${selectVersions}
    join journey_versions v on v.clinic_id = j.clinic_id and v.journey_id = j.id and v.version = j.current_version
    where j.clinic_id = ${tx.clinicId} and j.key = ${key} and j.is_active and ${isApproved}`)
}

const selectVersions: RawBuilder<JourneyVersion> = sql`
  select j.id as "journeyId", j.key, v.version, v.definition
  from journeys j`

const isApproved = sql`
  (not (v.definition -> 'needsClinician')::boolean or exists (
    select
    from journey_approvals a
    where a.clinic_id = v.clinic_id and a.journey_id = v.journey_id and a.version = v.version))`

/** `isToCome`: nothing that is planned before a visit, where that has begun. */
async function enrollIn(
  tx: Tx,
  event: HappenedEvent,
  journeys: readonly ToBegin[],
  { isToCome = false } = {},
): Promise<void> {
  const { contactId, appointmentId, id: triggerEventId } = event
  if (!contactId || journeys.length === 0) return
  const [subject] = await findSubjects(tx, [{ contactId, appointmentId }])
  if (!subject) return
  const hasBegun = subject.visit && Temporal.Instant.compare(subject.visit.startAt, tx.clock.now()) <= 0
  for (const journey of journeys) {
    if (!takesIn(journey, subject, tx.clock.now())) continue
    if (isToCome && hasBegun && journey.definition.anchor === 'appointment.start') continue
    await enrollContacts(tx, journey, [subject], { triggerEventId })
  }
}

/** What is to be done in the hours and days after a visit is no news later, and would mislead. */
const AFTER_VISIT = { hours: 72 }

/**
 * A journey around a visit takes in nobody without one, and one after it nobody of whose visit it is told too late. One that ran goes
 * on where no service says what the visit is.
 */
function takesIn(
  { definition: { trigger, anchor, lane }, isRunning }: ToBegin,
  { visit, serviceId, procedure, hasService, source }: FoundSubject,
  now: Temporal.Instant,
): boolean {
  if (!visit && (anchor !== 'enrolled' || lane === 'appointment')) return false
  const isLongAgo = visit && Temporal.Instant.compare(visit.endAt.add(AFTER_VISIT), now) < 0
  if (anchor === 'appointment.end' && isLongAgo) return false
  const { procedures, serviceIds, sources } = trigger.filter ?? {}
  const goesOn = isRunning && !hasService
  return (
    (!procedures || goesOn || (procedure !== null && procedures.includes(procedure))) &&
    (!serviceIds || (serviceId !== null && serviceIds.includes(serviceId))) &&
    (!sources || (source !== null && sources.includes(source)))
  )
}
