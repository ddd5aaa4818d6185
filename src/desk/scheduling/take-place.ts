import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { choosePractitioners } from './choose-practitioner.ts'
import { chooseSeat } from './choose-seat.ts'
import { chooseUnits, type Unit } from './choose-units.ts'
import type { Bookable } from './find-bookable.ts'
import { isWithinLimits } from './keep-limits.ts'
import { blockedTime, minutesBetween, type Place, type PlaceRefusal, SlotTaken } from './place.ts'

export interface TakePlace {
  /** The appointment's or the hold's. A place that it has is given up for the new one. */
  appointmentId: string
  bookable: Bookable
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  /** Who may have it; null: anybody of the service. Of several the next in turn who is free. */
  practitionerIds: readonly string[] | null
  /** Rooms and devices to take; of pools without one of them any free unit. */
  resourceIds?: readonly string[]
  /** Until when it is held; null: for good. */
  heldUntil: Temporal.Instant | null
  /** Whose it is: of several practitioners their own one is asked first. */
  contactId?: string | null
  /** Staff pass by limits, never what is taken. */
  byStaff?: boolean
  /** Starts of other visits that are placed and not written yet; they count toward limits. */
  besides?: readonly Temporal.Instant[]
}

/**
 * Takes everybody and everything that the service needs at that time, or throws `SlotTaken`. The database decides: the
 * exclusion constraint lets one of two who come at once through, whoever checked what before. Callers hold the lock on
 * their contact already, so that places are always locked last.
 */
export async function takePlace(tx: Tx, input: TakePlace): Promise<Place> {
  const taken = await tryPlace(tx, input)
  if (taken.ok) return taken.place
  const { bookable, practitionerIds, startAt, endAt } = input
  throw new SlotTaken(taken.reason, {
    serviceId: bookable.serviceId,
    practitionerIds,
    startAts: [startAt],
    durationMinutes: minutesBetween(startAt, endAt),
  })
}

/** As `takePlace`, but says no where it cannot; then the appointment has no place at all. */
export async function tryPlace(
  tx: Tx,
  input: TakePlace,
): Promise<{ ok: true; place: Place } | { ok: false; reason: PlaceRefusal }> {
  const taken = await takeFirstFree(tx, input)
  if (!taken.ok) {
    await tx.run(sql`
      delete from appointment_allocations
      where clinic_id = ${tx.clinicId} and appointment_id = ${input.appointmentId}`)
  }
  return taken
}

async function takeFirstFree(
  tx: Tx,
  input: TakePlace,
): Promise<{ ok: true; place: Place } | { ok: false; reason: PlaceRefusal }> {
  const isShared = input.bookable.seats > 1
  if (!isShared && !(await isServiceWithinLimits(tx, input, [])))
    return { ok: false, reason: 'limit_reached' }
  const units = await chooseUnits(tx, input)
  let reason: PlaceRefusal = 'slot_taken'
  for (const team of await teamsFor(tx, input)) {
    // Of a group it depends on the team whether this is one more or joins one that counts already.
    const isWithin =
      (!isShared || (await isServiceWithinLimits(tx, input, team))) &&
      (await isTeamWithinLimits(tx, input, team))
    if (!isWithin) {
      reason = 'limit_reached'
      continue
    }
    const seat = await chooseSeat(tx, { ...input, team, units })
    if (seat && (await allocate(tx, input, { team, ...seat }))) {
      return { ok: true, place: { practitionerIds: team, resourceIds: seat.units.map((unit) => unit.id) } }
    }
  }
  return { ok: false, reason }
}

async function isServiceWithinLimits(tx: Tx, input: TakePlace, team: string[]): Promise<boolean> {
  if (input.byStaff) return true
  const { serviceId, limits, timeZone } = input.bookable
  return isWithinLimits(tx, { ...input, limits, timeZone, team, of: { serviceId } })
}

/** Those who would do it together, in the order in which they are asked. */
async function teamsFor(tx: Tx, input: TakePlace): Promise<string[][]> {
  const { bookable, practitionerIds, contactId = null, startAt, endAt } = input
  const all = bookable.performers.map((performer) => performer.id)
  if (bookable.staffSize === 0) return [[]]
  // Who cannot be booked at present is missed: a visit is not held by the half of those who must be there.
  if (bookable.assignment === 'all') return all.length === bookable.staffSize ? [all] : []
  const wanted = practitionerIds ? all.filter((id) => practitionerIds.includes(id)) : all
  const during = blockedTime({ ...bookable, startAt, endAt })
  const inTurn = await choosePractitioners(tx, { bookable, practitionerIds: wanted, contactId, during })
  return inTurn.map((id) => [id])
}

async function isTeamWithinLimits(tx: Tx, input: TakePlace, team: string[]): Promise<boolean> {
  if (input.byStaff) return true
  for (const { id, limits, timeZone } of input.bookable.performers) {
    if (!team.includes(id)) continue
    if (!(await isWithinLimits(tx, { ...input, limits, timeZone, team, of: { practitionerId: id } })))
      return false
  }
  return true
}

/**
 * One statement: gives up what the appointment had, deletes expired holds that stand in the way, each as a whole
 * (`held_until` cannot stand in the constraint, for time passes without a write), and takes all or finds that it is not
 * to be had. `on conflict` waits for whoever is just taking the same place; two plain inserts would end in a deadlock.
 */
async function allocate(
  tx: Tx,
  input: TakePlace,
  wanted: { team: string[]; units: Unit[]; groupId: string; seatNo: number },
): Promise<boolean> {
  const { appointmentId, bookable, startAt, endAt, heldUntil } = input
  const { from, to } = blockedTime({ ...bookable, startAt, endAt })
  const takers = [...wanted.team.map((id) => ({ id, kind: 'practitioner' })), ...wanted.units]
  const ids = takers.map((taker) => taker.id)
  const now = tx.clock.now()
  const allocated = await tx.run(sql`
    with former as (
      delete from appointment_allocations
      where clinic_id = ${tx.clinicId} and appointment_id = ${appointmentId}
      returning 1
    ), expired as (
      delete from appointment_allocations gone
      using (
        select distinct appointment_id
        from appointment_allocations
        where clinic_id = ${tx.clinicId} and resource_id = any(${ids}::uuid[]) and held_until <= ${now}
          and blocked && tstzrange(${from}, ${to}) and appointment_id <> ${appointmentId}
      ) hold
      where gone.clinic_id = ${tx.clinicId} and gone.appointment_id = hold.appointment_id and gone.held_until <= ${now}
      returning 1
    )
    insert into appointment_allocations (clinic_id, appointment_id, resource_kind, resource_id, group_id, seat_no, blocked, held_until)
    select ${tx.clinicId}::uuid, ${appointmentId}::uuid, taker.kind, taker.id, ${wanted.groupId}::uuid, ${wanted.seatNo},
      tstzrange(${from}, ${to}), ${heldUntil}
    from unnest(${takers.map((taker) => taker.kind)}::text[], ${ids}::uuid[]) as taker(kind, id)
    where (select count(*) from former) + (select count(*) from expired) >= 0
      -- Nobody and no room is booked into blocked time; what lies in it already may stay in it.
      and not exists (
        select
        from busy_times busy
        where busy.clinic_id = ${tx.clinicId} and busy.during && tstzrange(${from}, ${to})
          and case when taker.kind <> 'practitioner' then busy.resource_id = taker.id
            else busy.resource_id is null and (busy.practitioner_id = taker.id or busy.practitioner_id is null) end
          and not exists (
            select
            from appointment_allocations own
            where own.clinic_id = ${tx.clinicId} and own.appointment_id = ${appointmentId} and own.resource_id = taker.id
              and own.blocked && busy.during))
    -- Two who need the same two wait for each other in the same order.
    order by taker.id
    on conflict do nothing`)
  return allocated === takers.length
}
