import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record, system } from '../../kit/events.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { closeOffer, type OfferName } from './close-offer.ts'
import { waitlistLeft } from './events.ts'
import { findBookable } from './find-bookable.ts'
import { isOfferKept } from './find-offerable.ts'
import type { Attendee } from './recognize-person.ts'
import { keepHeldPlace, type LockedHold } from './redeem-hold.ts'
import type { OfferStatus } from './waitlist.ts'
import { type BookingDetails, writeBooking } from './write-booking.ts'

/** `no_offer`: the link is none of this clinic's. */
export type AnswerRefusal = { ok: false; reason: 'no_offer' | 'lost' | 'expired' | 'declined' }

/**
 * Yes to an offer: the place that is held for it becomes the appointment, and the others who were asked have lost it. Of
 * two at once the first one wins. Where the clinic closed meanwhile it is lost. The same yes again is answered with the
 * same appointment. `answers`: to what the service asks, its consent among them.
 */
export async function acceptOffer(
  tx: Tx,
  actor: Actor,
  input: { token: string; answers?: BookingDetails['answers'] },
): Promise<{ ok: true; appointmentId: string } | AnswerRefusal> {
  const found = await lockOffer(tx, input.token)
  if (!found) return { ok: false, reason: 'no_offer' }
  const { offer, hold } = found
  if (offer.status === 'accepted') return { ok: true, appointmentId: offer.hold_id }
  const isOver = Temporal.Instant.compare(offer.expires_at, tx.clock.now()) <= 0
  if (offer.status !== 'open' || isOver)
    return { ok: false, reason: offer.status === 'open' ? 'expired' : offer.status }
  const bookable = hold && (await findBookable(tx, hold.serviceId))
  await lockContacts(tx, [offer.contact_id])
  const isKept = hold && (await isOfferKept(tx, { ...hold, holdId: hold.id }))
  const place = isKept && (await keepHeldPlace(tx, hold))
  if (!hold || !bookable || !place) {
    await closeOffer(tx, system, offer, 'lost')
    return { ok: false, reason: 'lost' }
  }
  await tx.run(sql`
    delete from holds
    where clinic_id = ${tx.clinicId} and id = ${hold.id}`)
  await writeBooking(tx, actor, {
    ...hold,
    appointmentId: hold.id,
    bookable,
    attendee: attendeeOf(offer),
    answers: input.answers,
    place,
  })
  await tx.run(sql`
    update waitlist_entries
    set status = 'booked', appointment_id = ${hold.id}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${offer.entry_id}`)
  await closeOffer(tx, actor, offer, 'accepted')
  const others = await tx.many(sql<OfferName>`
    select id, entry_id, contact_id
    from waitlist_offers
    where clinic_id = ${tx.clinicId} and hold_id = ${hold.id} and status = 'open'`)
  for (const other of others) await closeOffer(tx, system, other, 'lost')
  return { ok: true, appointmentId: hold.id }
}

/** No to an offer: they go on waiting, and where nobody else is left to answer, the next ones are asked at once. */
export async function declineOffer(
  tx: Tx,
  actor: Actor,
  token: string,
): Promise<{ ok: true } | AnswerRefusal> {
  const found = await lockOffer(tx, token)
  if (!found) return { ok: false, reason: 'no_offer' }
  const { offer } = found
  if (offer.status === 'declined') return { ok: true }
  if (offer.status !== 'open')
    return { ok: false, reason: offer.status === 'accepted' ? 'no_offer' : offer.status }
  await closeOffer(tx, actor, offer, 'declined')
  await hurryNextWave(tx, offer.hold_id)
  return { ok: true }
}

/** Takes somebody off the waitlist; an open offer of theirs is declined. False where they do not wait. */
export async function leaveWaitlist(tx: Tx, actor: Actor, entryId: string): Promise<boolean> {
  const open = await tx.one(sql<{ token_hash: string }>`
    select token_hash
    from waitlist_offers
    where clinic_id = ${tx.clinicId} and entry_id = ${entryId} and status = 'open'`)
  const found = open && (await lockOfferBy(tx, open.token_hash))
  const entry = await tx.one(sql<{ contact_id: string }>`
    update waitlist_entries
    set status = 'left', updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${entryId} and status = 'waiting'
    returning contact_id`)
  if (!entry) return false
  if (found?.offer.status === 'open') {
    await closeOffer(tx, actor, found.offer, 'declined')
    await hurryNextWave(tx, found.offer.hold_id)
  }
  await record(tx, waitlistLeft, { actor, contactId: entry.contact_id, payload: { entryId } })
  return true
}

interface OfferRow extends OfferName {
  hold_id: string
  status: OfferStatus
  expires_at: Temporal.Instant
  patient_profile_id: string
  attendee_name: string
  attendee_email: string | null
  attendee_phone_e164: string | null
  attendee_time_zone: string | null
  attendee_locale: string | null
}

function lockOffer(tx: Tx, token: string) {
  return lockOfferBy(tx, sha256Hex(token))
}

/** The hold first: it is what all who were asked about one place have in common, so they answer in turn. */
async function lockOfferBy(
  tx: Tx,
  tokenHash: string,
): Promise<{ offer: OfferRow; hold: LockedHold | undefined } | undefined> {
  const hold = await tx.one(sql<LockedHold>`
    select h.id, h.service_id as "serviceId", h.practitioner_id as "practitionerId", h.start_at as "startAt", h.end_at as "endAt"
    from waitlist_offers o
    join holds h on h.clinic_id = o.clinic_id and h.id = o.hold_id
    where o.clinic_id = ${tx.clinicId} and o.token_hash = ${tokenHash}
    for update of h`)
  const offer = await tx.one(sql<OfferRow>`
    select o.id, o.entry_id, coalesce(c.merged_into_id, c.id) as contact_id, o.hold_id, o.status, o.expires_at, e.patient_profile_id,
      e.attendee_name, e.attendee_email, e.attendee_phone_e164, e.attendee_time_zone, e.attendee_locale
    from waitlist_offers o
    join waitlist_entries e on e.clinic_id = o.clinic_id and e.id = o.entry_id
    join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
    where o.clinic_id = ${tx.clinicId} and o.token_hash = ${tokenHash}
    for update of o`)
  return offer && { offer, hold }
}

/** Nobody is left who could say yes: the sweeper finds the hold at once. */
async function hurryNextWave(tx: Tx, holdId: string): Promise<void> {
  await tx.run(sql`
    update holds
    set expires_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${holdId} and not exists (
      select
      from waitlist_offers
      where clinic_id = ${tx.clinicId} and hold_id = ${holdId} and status = 'open')`)
}

function attendeeOf(offer: OfferRow): Attendee {
  return {
    contactId: offer.contact_id,
    profileId: offer.patient_profile_id,
    name: offer.attendee_name,
    email: offer.attendee_email,
    phoneE164: offer.attendee_phone_e164,
    phoneRaw: offer.attendee_phone_e164,
    timeZone: offer.attendee_time_zone,
    locale: offer.attendee_locale,
  }
}
