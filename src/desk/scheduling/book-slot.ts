import { sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { claimKey, type RequestKey, releaseKey } from './claim-key.ts'
import { findBookable } from './find-bookable.ts'
import { findOwnPractitioner } from './find-own-practitioner.ts'
import { readWish, type WantedPlace, type WishRefusal } from './hold-slot.ts'
import type { Place } from './place.ts'
import { type Person, recognizePerson } from './recognize-person.ts'
import { isFor, keepHeldPlace, lockHold } from './redeem-hold.ts'
import { type TakePlace, takePlace, tryPlace } from './take-place.ts'
import { type BookingDetails, OWN_SOURCE, writeBooking } from './write-booking.ts'

export interface BookSlot extends WantedPlace, BookingDetails {
  person: Person
  /**
   * The place that was kept for this booking. One that is gone or of another time is no reason to refuse. Where several
   * practitioners would do, the patient's own is preferred to the one that was held.
   */
  hold?: { id: string; token: string } | null
  requestKey?: RequestKey | null
}

export type BookRefusal = WishRefusal | { ok: false; reason: 'no_contact' | 'key_reused' }

export interface Booked {
  ok: true
  appointmentId: string
  /** The same request was answered before; nothing was done now. */
  isRepeat: boolean
}

/**
 * Makes contact, patient profile and appointment and takes its place, all or none. Throws `SlotTaken` where somebody was
 * faster. Hours, notice and booking window are the engine's to check, at the door; staff may pass them by, nobody passes
 * by what is taken.
 */
export async function bookSlot(tx: Tx, actor: Actor, input: BookSlot): Promise<Booked | BookRefusal> {
  const { requestKey, person } = input
  // Locked in this order by every verb: hold, key, contact, place.
  const hold = input.hold ? await lockHold(tx, input.hold) : undefined
  const appointmentId = hold?.id ?? uuidv7(tx.clock.now())
  // In one round trip: what is claimed for a wish that is refused is given back.
  const [claim, found] = await Promise.all([
    requestKey ? claimKey(tx, { ...requestKey, appointmentId }) : null,
    findBookable(tx, input.serviceId),
  ])
  if (claim?.is === 'key_reused') return { ok: false, reason: 'key_reused' }
  if (claim?.is === 'known') return { ok: true, appointmentId: claim.appointmentId, isRepeat: true }
  const wish = readWish(found, input)
  if (!wish.ok || !(await isPersonKnown(tx, person))) {
    if (requestKey) releaseKey(tx, requestKey)
    return wish.ok ? { ok: false, reason: 'no_contact' } : wish
  }
  const { bookable } = wish
  const attendee = await recognizePerson(tx, actor, { person, country: bookable.country, source: OWN_SOURCE })
  if (!attendee) throw new LostRace('contact vanished')
  const { contactId } = attendee
  const kept = hold && isFor(hold, wish) ? await keepHeldPlace(tx, hold) : null
  const taking = { ...wish, appointmentId, contactId, heldUntil: null }
  const place = kept ? await withOwnPractitioner(tx, { ...taking, kept }) : await takePlace(tx, taking)
  if (hold) await tx.run(sql`delete from holds where clinic_id = ${tx.clinicId} and id = ${hold.id}`)
  await writeBooking(tx, actor, { ...input, ...wish, appointmentId, attendee, place })
  return { ok: true, appointmentId, isRepeat: false }
}

/**
 * The place was held before anybody knew for whom: of several who would do, it becomes that of the patient's own
 * practitioner, where that one is free too. Nobody else can take what was held until this transaction ends.
 */
async function withOwnPractitioner(tx: Tx, input: TakePlace & { kept: Place }): Promise<Place> {
  const { kept, bookable, contactId = null, practitionerIds } = input
  const [held] = kept.practitionerIds
  if (bookable.assignment !== 'any' || bookable.seats > 1 || !practitionerIds || !held) return kept
  const own = await findOwnPractitioner(tx, { contactId, practitionerIds })
  if (!own || own === held) return kept
  const taken = await tryPlace(tx, { ...input, practitionerIds: [own], resourceIds: kept.resourceIds })
  if (taken.ok) return taken.place
  return takePlace(tx, { ...input, practitionerIds: [held], resourceIds: kept.resourceIds })
}

export async function isPersonKnown(tx: Tx, person: Person): Promise<boolean> {
  if (!('contactId' in person)) return true
  const contact = await tx.one(sql`
    select 1
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${person.contactId}`)
  return contact !== undefined
}
