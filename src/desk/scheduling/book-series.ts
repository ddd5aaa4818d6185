import { sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { invariant } from '../../kit/problem.ts'
import { type BookRefusal, type BookSlot, isPersonKnown } from './book-slot.ts'
import { choosePractitioners } from './choose-practitioner.ts'
import { claimKey } from './claim-key.ts'
import { appointmentSeriesBooked } from './events.ts'
import { type Bookable, findBookable } from './find-bookable.ts'
import { readWish } from './hold-slot.ts'
import { minutesBetween, type Place, SlotTaken } from './place.ts'
import { recognizePerson } from './recognize-person.ts'
import { expandRule, localStart, type RuleRefusal } from './series.ts'
import { type TakePlace, tryPlace } from './take-place.ts'
import { OWN_SOURCE, writeBooking } from './write-booking.ts'

export interface BookSeries extends Omit<BookSlot, 'hold'> {
  /** RFC 5545 without DTSTART; it begins with `startAt`. */
  rrule: string
}

export interface BookedSeries {
  ok: true
  seriesId: string
  /** By start. */
  appointmentIds: string[]
  isRepeat: boolean
}

/**
 * Books every visit of a rule, with the same practitioner, each as an appointment of its own, or none: throws `SlotTaken`
 * with the starts that are taken.
 */
export async function bookSeries(
  tx: Tx,
  actor: Actor,
  input: BookSeries,
): Promise<BookedSeries | BookRefusal | RuleRefusal> {
  const wish = readWish(await findBookable(tx, input.serviceId), input)
  if (!wish.ok) return wish
  const { bookable } = wish
  const rule = expandRule({ rrule: input.rrule, startAt: input.startAt, timeZone: bookable.timeZone })
  if (!rule.ok) return rule
  if (!(await isPersonKnown(tx, input.person))) return { ok: false, reason: 'no_contact' }
  const visits = rule.startAts.map((startAt) => ({ appointmentId: uuidv7(tx.clock.now()), startAt }))
  const first = visits[0]
  invariant(first, 'a rule without a visit was taken for one')
  if (input.requestKey) {
    const claim = await claimKey(tx, { ...input.requestKey, appointmentId: first.appointmentId })
    if (claim.is === 'key_reused') return { ok: false, reason: 'key_reused' }
    if (claim.is === 'known') return findBooked(tx, claim.appointmentId)
  }
  const { person } = input
  const attendee = await recognizePerson(tx, actor, { person, country: bookable.country, source: OWN_SOURCE })
  if (!attendee) throw new LostRace('contact vanished')

  const minutes = minutesBetween(wish.startAt, wish.endAt)
  const { placed, takenAts } = await placeVisits(tx, {
    ...wish,
    contactId: attendee.contactId,
    minutes,
    visits,
  })
  if (takenAts.length > 0) {
    const { serviceId } = bookable
    throw new SlotTaken('slot_taken', {
      serviceId,
      practitionerIds: wish.practitionerIds,
      startAts: takenAts,
      durationMinutes: minutes,
    })
  }
  const seriesId = await writeSeries(tx, { ...input, bookable })
  for (const [index, visit] of placed.entries()) {
    const endAt = visit.startAt.add({ minutes })
    await writeBooking(tx, actor, {
      ...input,
      ...visit,
      bookable,
      endAt,
      attendee,
      series: { id: seriesId, visit: index + 1 },
    })
  }
  const appointmentIds = placed.map((visit) => visit.appointmentId)
  await record(tx, appointmentSeriesBooked, {
    actor,
    contactId: attendee.contactId,
    payload: { seriesId, rrule: input.rrule, appointmentIds },
  })
  return { ok: true, seriesId, appointmentIds, isRepeat: false }
}

type Visit = { appointmentId: string; startAt: Temporal.Instant }

/** With whoever has time for all visits, else for the most. */
async function placeVisits(
  tx: Tx,
  input: Pick<TakePlace, 'bookable' | 'practitionerIds' | 'resourceIds' | 'byStaff'> & {
    contactId: string
    minutes: number
    visits: Visit[]
  },
): Promise<{ placed: (Visit & { place: Place })[]; takenAts: Temporal.Instant[] }> {
  const { bookable, minutes, visits } = input
  const performers = bookable.performers.map((performer) => performer.id)
  const wanted = input.practitionerIds
    ? performers.filter((id) => input.practitionerIds?.includes(id))
    : performers
  const inTurn = await choosePractitioners(tx, { ...input, practitionerIds: wanted })
  const candidates = bookable.assignment === 'all' || wanted.length === 0 ? [null] : inTurn.map((id) => [id])
  const attempt = async (practitionerIds: string[] | null) => {
    const placed: (Visit & { place: Place })[] = []
    const takenAts: Temporal.Instant[] = []
    for (const visit of visits) {
      const endAt = visit.startAt.add({ minutes })
      const besides = placed.map((other) => other.startAt)
      const taken = await tryPlace(tx, {
        ...input,
        ...visit,
        endAt,
        practitionerIds,
        besides,
        heldUntil: null,
      })
      if (taken.ok) placed.push({ ...visit, place: taken.place })
      else takenAts.push(visit.startAt)
    }
    return { practitionerIds, placed, takenAts }
  }
  let best: Awaited<ReturnType<typeof attempt>> | undefined
  let last = best
  for (const candidate of candidates) {
    last = await attempt(candidate)
    if (!best || last.takenAts.length < best.takenAts.length) best = last
    if (best.takenAts.length === 0) break
  }
  invariant(best, 'a series without anybody to ask')
  // Each attempt gave up the places of the one before.
  return best === last ? best : attempt(best.practitionerIds)
}

async function writeSeries(tx: Tx, input: BookSeries & { bookable: Bookable }): Promise<string> {
  const id = uuidv7(tx.clock.now())
  const { timeZone } = input.bookable
  await tx.run(sql`
    insert into appointment_series (clinic_id, id, rrule, time_zone, first_start_local, created_at)
    values (${tx.clinicId}, ${id}, ${input.rrule}, ${timeZone}, ${localStart(input.startAt, timeZone)}, ${tx.clock.now()})`)
  return id
}

/** What the same request made before. */
async function findBooked(tx: Tx, appointmentId: string): Promise<BookedSeries> {
  const rows = await tx.many(sql<{ id: string; series_id: string }>`
    select visit.id, visit.series_id
    from appointments one
    join appointments visit on visit.clinic_id = one.clinic_id and visit.series_id = one.series_id
    where one.clinic_id = ${tx.clinicId} and one.id = ${appointmentId}
    order by visit.id`)
  const [first] = rows
  invariant(first, 'a series of a key vanished')
  return { ok: true, seriesId: first.series_id, appointmentIds: rows.map((row) => row.id), isRepeat: true }
}
