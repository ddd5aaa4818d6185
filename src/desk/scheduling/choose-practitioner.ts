/** Who of those who are free takes an appointment, and who is asked next where the first one was lost. */
import { chooseHost, type HostStanding } from '@foyer/availability'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Bookable } from './find-bookable.ts'
import { lastVisitTo } from './find-own-practitioner.ts'

/** Shares are compared over these days and all that is to come. */
const COMPARED = { hours: 90 * 24 }

export interface ChoosePractitioner {
  bookable: Bookable
  /** Who is free, each a performer of the service. */
  practitionerIds: readonly string[]
  /** Who books; their own practitioner is kept. Null: not known yet. */
  contactId: string | null
  /** Whose time is blocked then is passed over; not given: nobody is. */
  during?: { from: Temporal.Instant; to: Temporal.Instant }
}

/**
 * The first one is chosen: whom the contact came to last, else whoever is furthest behind their share of the service, then
 * the higher priority, then the least recently booked. The others follow in the same way.
 */
export async function choosePractitioners(tx: Tx, input: ChoosePractitioner): Promise<string[]> {
  const { bookable, practitionerIds } = input
  if (practitionerIds.length < 2) return [...practitionerIds]
  const found = new Map((await findStandings(tx, input)).map((standing) => [standing.id, standing]))
  let waiting: HostStanding[] = bookable.performers
    .filter(({ id }) => found.has(id))
    .map(({ id, weight, priority }) => ({
      id,
      weight,
      priority,
      booked: found.get(id)?.booked ?? 0,
      calibration: ((found.get(id)?.earlier ?? 0) * weight) / (weightOfOthers(bookable, id) || 1),
      lastBookedAt: found.get(id)?.lastBookedAt?.epochMilliseconds ?? null,
    }))
  const own = [...found.values()].find(({ isOwn }) => isOwn)?.id ?? null
  const order: string[] = []
  for (let next = chooseHost(waiting, own); next; next = chooseHost(waiting, own)) {
    const { id } = next
    order.push(id)
    waiting = waiting.filter((each) => each.id !== id)
  }
  return order
}

function weightOfOthers({ performers }: Bookable, id: string): number {
  return performers.filter((each) => each.id !== id).reduce((sum, { weight }) => sum + weight, 0)
}

interface Standing {
  id: string
  booked: number
  lastBookedAt: Temporal.Instant | null
  /** What the others had before this one joined the clinic: nobody new is given all that they have not had. */
  earlier: number
  /** Whom the contact came to last, of these. */
  isOwn: boolean
}

function findStandings(
  tx: Tx,
  { bookable, practitionerIds, contactId, during }: ChoosePractitioner,
): Promise<Standing[]> {
  const performers = bookable.performers.map(({ id }) => id)
  // Counted in one pass: of eight practitioners with 1,200 appointments it took 4 ms of a booking to look for each.
  const counts = sql`clinic_id = ${tx.clinicId} and service_id = ${bookable.serviceId} and practitioner_id = any(${performers}::uuid[])
    and start_at >= ${tx.clock.now().subtract(COMPARED)} and status <> 'cancelled' and absorbed_into_id is null`
  return tx.many(sql<Standing>`
    with counted as (
      select practitioner_id, count(*) as booked, max(created_at) as last_booked_at, min(created_at) as first_booked_at
      from appointments
      where ${counts}
      group by practitioner_id
    ), last_visit as (${lastVisitTo(tx, { contactId, practitionerIds })}
    )
    select p.id, coalesce(counted.booked, 0) as booked, counted.last_booked_at as "lastBookedAt",
      case
        when p.created_at > (select min(first_booked_at) from counted where practitioner_id <> p.id) then (
          select count(*)
          from appointments
          where ${counts} and practitioner_id <> p.id and created_at < p.created_at)
        else 0
      end as earlier,
      exists (select from last_visit where last_visit.practitioner_id = p.id) as "isOwn"
    from practitioners p
    left join counted on counted.practitioner_id = p.id
    where p.clinic_id = ${tx.clinicId} and p.id = any(${practitionerIds}::uuid[]) and not exists (
      select
      from busy_times busy
      where busy.clinic_id = p.clinic_id and busy.during && tstzrange(${during?.from ?? null}, ${during?.to ?? null})
        and ${during !== undefined} and busy.resource_id is null and (busy.practitioner_id = p.id or busy.practitioner_id is null))`)
}
