import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { changeStatusOf, type StatusRefusal } from './change-status.ts'
import { giveUpPlace } from './give-up-place.ts'
import { type LockedAppointment, lockAppointment, lockAppointments } from './lock-appointment.ts'
import { minutesBetween, SlotTaken } from './place.ts'
import {
  moveOwn,
  type RescheduleAppointment,
  type RescheduleRefusal,
  refusalOf,
} from './reschedule-appointment.ts'
import { localStart, moveAlike } from './series.ts'

export type SeriesRefusal = { ok: false; reason: 'no_series' }

/**
 * Moves this visit of a series and all that follow it: each by as many dates, to the same hour, with the same
 * practitioner; they are a series of their own from then on. All or none: throws `SlotTaken` with the starts that are taken.
 */
export async function rescheduleFollowing(
  tx: Tx,
  actor: Actor,
  input: RescheduleAppointment,
): Promise<{ ok: true; appointmentIds: string[] } | RescheduleRefusal | SeriesRefusal> {
  const { appointmentId, sequence, ...change } = input
  const following = await lockFollowing(tx, appointmentId)
  const one = following.find((visit) => visit.id === appointmentId)
  const refusal = refusalOf(one, { sequence })
  if (!one || refusal) return { ok: false, reason: refusal ?? 'no_appointment' }
  if (!one.seriesId) return { ok: false, reason: 'no_series' }
  const visits = following.filter((visit) => refusalOf(visit, {}) === null)
  const to = change.startAt ?? one.startAt
  const timeZone = await splitSeries(tx, { seriesId: one.seriesId, visits, startAt: to })

  // All places are given up first: the second visit may move to where the third one was.
  const former = new Map<string, Awaited<ReturnType<typeof giveUpPlace>>>()
  for (const visit of visits) former.set(visit.id, await giveUpPlace(tx, visit.id))
  const takenAts: Temporal.Instant[] = []
  for (const [index, visit] of visits.entries()) {
    const startAt = moveAlike({ startAt: visit.startAt, from: one.startAt, to, timeZone })
    const moved = await moveOwn(tx, actor, {
      ...change,
      startAt,
      appointment: visit,
      former: former.get(visit.id),
      seriesVisit: index + 1,
    }).catch((error: unknown) => {
      if (!(error instanceof SlotTaken)) throw error
      takenAts.push(startAt)
      return null
    })
    // Found with the first one, before anything was written of the others.
    if (moved && !moved.ok) return moved
  }
  if (takenAts.length > 0) {
    throw new SlotTaken('slot_taken', {
      serviceId: one.serviceId ?? '',
      practitionerIds: change.practitionerId ? [change.practitionerId] : null,
      startAts: takenAts,
      durationMinutes: change.durationMinutes ?? minutesBetween(one.startAt, one.endAt),
    })
  }
  return { ok: true, appointmentIds: visits.map((visit) => visit.id) }
}

/** Cancels this visit of a series and all that follow it; what has been stays. */
export async function cancelFollowing(
  tx: Tx,
  actor: Actor,
  input: { appointmentId: string; reason?: string | null },
): Promise<{ ok: true; appointmentIds: string[] } | StatusRefusal | SeriesRefusal> {
  const following = await lockFollowing(tx, input.appointmentId)
  const one = following.find((visit) => visit.id === input.appointmentId)
  if (!one) return { ok: false, reason: 'no_appointment' }
  if (!one.seriesId) return { ok: false, reason: 'no_series' }
  const visits = following.filter((visit) => refusalOf(visit, {}) === null)
  for (const appointment of visits) {
    await changeStatusOf(tx, actor, { appointment, status: 'cancelled', reason: input.reason })
  }
  return { ok: true, appointmentIds: visits.map((visit) => visit.id) }
}

/** The visit and those of its series that come after it, locked, by start; alone where it is of no series. */
async function lockFollowing(tx: Tx, appointmentId: string): Promise<LockedAppointment[]> {
  const rows = await tx.many(sql<{ id: string }>`
    select later.id
    from appointments one
    join appointments later on later.clinic_id = one.clinic_id and later.series_id = one.series_id and later.start_at > one.start_at
    where one.clinic_id = ${tx.clinicId} and one.id = ${appointmentId} and later.status in ('pending', 'booked')`)
  if (rows.length === 0) {
    const one = await lockAppointment(tx, appointmentId)
    return one ? [one] : []
  }
  return lockAppointments(tx, [appointmentId, ...rows.map((row) => row.id)])
}

/** A series of their own for visits that go other ways than those before. Returns the zone of their wall times. */
async function splitSeries(
  tx: Tx,
  input: { seriesId: string; visits: LockedAppointment[]; startAt: Temporal.Instant },
): Promise<string> {
  const { seriesId, visits } = input
  const series = await tx.one(sql<{ time_zone: string }>`
    select time_zone
    from appointment_series
    where clinic_id = ${tx.clinicId} and id = ${seriesId}`)
  const timeZone = series?.time_zone ?? 'UTC'
  const id = uuidv7(tx.clock.now())
  await tx.run(sql`
    insert into appointment_series (clinic_id, id, rrule, time_zone, first_start_local, split_from_id, created_at)
    select clinic_id, ${id}, rrule, time_zone, ${localStart(input.startAt, timeZone)}, id, ${tx.clock.now()}
    from appointment_series
    where clinic_id = ${tx.clinicId} and id = ${seriesId}`)
  await tx.run(sql`
    update appointments
    set series_id = ${id}
    where clinic_id = ${tx.clinicId} and id = any(${visits.map((visit) => visit.id)}::uuid[])`)
  return timeZone
}
