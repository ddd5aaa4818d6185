import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Unit } from './choose-units.ts'
import { groupIdOf } from './place.ts'
import type { TakePlace } from './take-place.ts'

export interface Seat {
  groupId: string
  /** From 1 to the seats of the service. */
  seatNo: number
  units: Unit[]
}

/**
 * The first free seat of the session, in the room that it has already; the whole place, for a service without seats.
 * Null where no seat or no room is left. Those who choose in one session take turns until their transactions end.
 */
export async function chooseSeat(
  tx: Tx,
  input: TakePlace & { team: string[]; units: Unit[] | null },
): Promise<Seat | null> {
  const { bookable, appointmentId, team, units, startAt, endAt } = input
  const { serviceId, seats } = bookable
  if (seats === 1) return units && { groupId: appointmentId, seatNo: 1, units }
  const groupId = groupIdOf({ clinicId: tx.clinicId, serviceId, practitionerIds: team, startAt, endAt })
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${groupId}, 0))`)
  const taken = await tx.many(sql<{
    resource_kind: 'practitioner' | Unit['kind']
    resource_id: string
    seat_no: number
  }>`
    select resource_kind, resource_id, seat_no
    from appointment_allocations
    where clinic_id = ${tx.clinicId} and group_id = ${groupId} and appointment_id <> ${appointmentId}
      and (held_until is null or held_until > ${tx.clock.now()})`)
  const numbers = new Set(taken.map((allocation) => allocation.seat_no))
  const seatNo = Array.from({ length: seats }, (_, i) => i + 1).find((number) => !numbers.has(number))
  if (!seatNo) return null
  const sessionUnits = new Map(
    taken.flatMap(({ resource_kind: kind, resource_id: id }) =>
      kind === 'practitioner' ? [] : [[id, { id, kind }]],
    ),
  )
  if (numbers.size > 0) return { groupId, seatNo, units: [...sessionUnits.values()] }
  return units && { groupId, seatNo, units }
}
