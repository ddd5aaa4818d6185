import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { fitPools } from './choose-units.ts'
import { type Bookable, findBookable } from './find-bookable.ts'
import { HOLD_MINUTES, type HoldPurpose, mintToken } from './hold.ts'
import type { Place } from './place.ts'
import { takePlace } from './take-place.ts'

export interface WantedPlace {
  serviceId: string
  startAt: Temporal.Instant
  /** One of the service's; not given: the usual one. */
  durationMinutes?: number
  /** Whoever is offered at that start; the next in turn who is free gets it. Null or not given: anybody of the service. */
  practitionerIds?: readonly string[] | null
  resourceIds?: readonly string[]
  /** Staff pass by limits, the service's lengths, and that a practitioner has to be named. */
  byStaff?: boolean
}

export interface HoldSlot extends WantedPlace {
  purpose: HoldPurpose
  /** Default 5. */
  minutes?: number
}

export type WishRefusal = {
  ok: false
  reason: 'no_service' | 'duration_not_offered' | 'no_practitioner' | 'practitioner_needed' | 'no_resource'
}

export interface Hold {
  id: string
  /** Books or releases it. */
  token: string
  expiresAt: Temporal.Instant
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  place: Place
}

/**
 * Keeps a place for a few minutes, as firmly as a booking does. Throws `SlotTaken` where it is taken. Hours, notice and
 * booking window are the engine's to check, at the door.
 */
export async function holdSlot(tx: Tx, input: HoldSlot): Promise<{ ok: true; hold: Hold } | WishRefusal> {
  const bookable = await findBookable(tx, input.serviceId)
  const wish = readWish(bookable, input)
  if (!wish.ok) return wish
  const now = tx.clock.now()
  const id = uuidv7(now)
  const expiresAt = now.add({ minutes: input.minutes ?? HOLD_MINUTES })
  const place = await takePlace(tx, { ...wish, appointmentId: id, heldUntil: expiresAt })
  const { token, tokenHash } = mintToken()
  const { startAt, endAt } = wish
  await tx.run(sql`
    insert into holds (clinic_id, id, service_id, practitioner_id, start_at, end_at, expires_at, purpose, token_hash, created_at)
    values (${tx.clinicId}, ${id}, ${input.serviceId}, ${place.practitionerIds[0] ?? null}, ${startAt}, ${endAt}, ${expiresAt},
      ${input.purpose}, ${tokenHash}, ${now})`)
  return { ok: true, hold: { id, token, expiresAt, startAt, endAt, place } }
}

/** What is wanted, in the service's terms, or why it is not offered. */
export function readWish(
  bookable: Bookable | undefined,
  wanted: WantedPlace,
):
  | {
      ok: true
      bookable: Bookable
      startAt: Temporal.Instant
      endAt: Temporal.Instant
      practitionerIds: readonly string[] | null
      resourceIds?: readonly string[]
      byStaff: boolean
    }
  | WishRefusal {
  if (!bookable) return { ok: false, reason: 'no_service' }
  const { startAt, durationMinutes = bookable.durationMinutes, practitionerIds = null } = wanted
  const { resourceIds, byStaff = false } = wanted
  if (!byStaff && !bookable.durationsMinutes.includes(durationMinutes))
    return { ok: false, reason: 'duration_not_offered' }
  const performers = bookable.performers.map((performer) => performer.id)
  if (practitionerIds && !practitionerIds.some((id) => performers.includes(id))) {
    return { ok: false, reason: 'no_practitioner' }
  }
  if (!byStaff && bookable.assignment === 'one' && !practitionerIds && performers.length > 1) {
    return { ok: false, reason: 'practitioner_needed' }
  }
  if (resourceIds && !fitPools(bookable.pools, resourceIds)) return { ok: false, reason: 'no_resource' }
  const endAt = startAt.add({ minutes: durationMinutes })
  return { ok: true, bookable, startAt, endAt, practitionerIds, resourceIds, byStaff }
}
