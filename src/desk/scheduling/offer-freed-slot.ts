import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record, system } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { waitlistOfferExpired, waitlistOffered } from './events.ts'
import { findBookable } from './find-bookable.ts'
import { type FreedPlace, findHeldUntil, isOfferable } from './find-offerable.ts'
import { findWaiting } from './find-waiting.ts'
import { placeConflicting } from './free-place.ts'
import { giveUpPlace } from './give-up-place.ts'
import { mintToken } from './hold.ts'
import type { Place } from './place.ts'
import { tryPlace } from './take-place.ts'
import type { MadeOffer } from './waitlist.ts'

export interface OfferFreedSlot {
  /** Names the deed, a UUID: a place that is freed once is offered once. The hold bears it, then the appointment. */
  id: string
  serviceId: string
  /** Who has the time. */
  practitionerIds: string[]
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  /** Now, or when people may be written to again. */
  notBefore: Temporal.Instant
}

/**
 * Offers a place that became free to those who wait for it, if the clinic would sell it. Where it has to wait for the
 * morning, it is anybody's until then. Returns the offers that were made now, for the messages about them.
 */
export async function offerFreedSlot(tx: Tx, input: OfferFreedSlot): Promise<MadeOffer[]> {
  const { id, serviceId, practitionerIds, startAt, endAt, notBefore } = input
  if (Temporal.Instant.compare(startAt, notBefore) <= 0) return []
  const [first] = await findWaiting(tx, {
    id,
    serviceId,
    practitionerIds,
    practitionerId: practitionerIds[0] ?? null,
    startAt,
    endAt,
    limit: 1,
  })
  if (!first) return []
  const begun = await tx.run(sql`
    insert into holds (clinic_id, id, service_id, practitioner_id, start_at, end_at, expires_at, purpose, token_hash, created_at)
    values (${tx.clinicId}, ${id}, ${serviceId}, ${practitionerIds[0] ?? null}, ${startAt}, ${endAt}, ${notBefore}, 'waitlist',
      ${mintToken().tokenHash}, ${tx.clock.now()})
    on conflict (clinic_id, id) do nothing`)
  if (begun === 0 || Temporal.Instant.compare(notBefore, tx.clock.now()) > 0) return []
  return offerNextWave(tx, { holdId: id, notBefore })
}

interface OfferedHold {
  id: string
  service_id: string
  practitioner_id: string | null
  start_at: Temporal.Instant
  end_at: Temporal.Instant
  wave_size: number
  wave_minutes: number
}

/**
 * Asks those who are next, once those who were asked before have not answered in time. All offers of a place share one
 * hold of it, so whoever says yes first has it for certain. With nobody left to ask, the place is anybody's again.
 */
export async function offerNextWave(
  tx: Tx,
  input: { holdId: string; notBefore: Temporal.Instant },
): Promise<MadeOffer[]> {
  const { holdId, notBefore } = input
  const now = tx.clock.now()
  const hold = await tx.one(sql<OfferedHold>`
    select h.id, h.service_id, h.practitioner_id, h.start_at, h.end_at, clinic.waitlist_wave_size as wave_size,
      clinic.waitlist_wave_minutes as wave_minutes
    from holds h
    join clinics clinic on clinic.clinic_id = h.clinic_id
    where h.clinic_id = ${tx.clinicId} and h.id = ${holdId} and h.purpose = 'waitlist' and h.expires_at <= ${now}
    for update of h skip locked`)
  if (!hold) return []
  await expireOffers(tx, holdId)
  if (Temporal.Instant.compare(notBefore, now) > 0) {
    await putOff(tx, hold, notBefore)
    return []
  }
  const until = now.add({ minutes: hold.wave_minutes })
  const place = await keep(tx, hold, until)
  const heldUntil = place ? null : await findHeldUntil(tx, freedPlaceOf(hold))
  if (heldUntil) {
    // A visitor is looking at it, who may book it or let it go.
    await putOff(tx, hold, heldUntil)
    return []
  }
  const waiting = place
    ? await findWaiting(tx, {
        id: holdId,
        serviceId: hold.service_id,
        practitionerIds: place.practitionerIds,
        practitionerId: hold.practitioner_id,
        startAt: hold.start_at,
        endAt: hold.end_at,
        limit: hold.wave_size,
      })
    : []
  const offers = await makeOffers(tx, { hold, until, waiting })
  if (offers.length === 0) {
    await letGo(tx, hold)
    return []
  }
  await tx.run(sql`
    update holds
    set expires_at = ${until}
    where clinic_id = ${tx.clinicId} and id = ${holdId}`)
  for (const { offerId, entryId, contactId } of offers) {
    await record(tx, waitlistOffered, {
      actor: system,
      contactId,
      payload: { offerId, entryId, startAt: hold.start_at.toString(), expiresAt: until.toString() },
    })
  }
  return offers
}

async function expireOffers(tx: Tx, holdId: string): Promise<void> {
  const expired = await tx.many(sql<{ id: string; entry_id: string; contact_id: string }>`
    update waitlist_offers
    set status = 'expired', decided_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and hold_id = ${holdId} and status = 'open'
    returning id, entry_id, contact_id`)
  for (const offer of expired) {
    await record(tx, waitlistOfferExpired, {
      actor: system,
      contactId: offer.contact_id,
      payload: { offerId: offer.id, entryId: offer.entry_id },
    })
  }
}

function freedPlaceOf(hold: OfferedHold): FreedPlace {
  return {
    holdId: hold.id,
    serviceId: hold.service_id,
    practitionerId: hold.practitioner_id,
    startAt: hold.start_at,
    endAt: hold.end_at,
  }
}

/**
 * The place, for the time of this wave; null where the clinic closed then, where it is too soon to be asked, and where
 * somebody took it between two waves.
 */
async function keep(tx: Tx, hold: OfferedHold, until: Temporal.Instant): Promise<Place | null> {
  if (!(await isOfferable(tx, { ...freedPlaceOf(hold), noticeMinutes: hold.wave_minutes }))) return null
  const bookable = await findBookable(tx, hold.service_id)
  if (!bookable) return null
  const kept = await tryPlace(tx, {
    appointmentId: hold.id,
    bookable,
    startAt: hold.start_at,
    endAt: hold.end_at,
    practitionerIds: hold.practitioner_id ? [hold.practitioner_id] : null,
    heldUntil: until,
  })
  return kept.ok ? kept.place : null
}

async function makeOffers(
  tx: Tx,
  input: {
    hold: OfferedHold
    until: Temporal.Instant
    waiting: { entryId: string; contactId: string }[]
  },
): Promise<MadeOffer[]> {
  const { hold, until, waiting } = input
  if (waiting.length === 0) return []
  const made = waiting.map((entry) => ({ ...entry, ...mintToken(), offerId: uuidv7(tx.clock.now()) }))
  // In the order of contacts: two places that are offered at once to the same people wait for each other in turn.
  const kept = await tx.many(sql<{ id: string }>`
    insert into waitlist_offers (clinic_id, id, entry_id, contact_id, hold_id, wave, practitioner_id, start_at, end_at, expires_at,
      token_hash, created_at)
    select ${tx.clinicId}::uuid, made."offerId", made."entryId", made."contactId", ${hold.id}::uuid,
      (select coalesce(max(wave), 0) + 1 from waitlist_offers where clinic_id = ${tx.clinicId} and hold_id = ${hold.id}),
      ${hold.practitioner_id}::uuid, ${hold.start_at}::timestamptz, ${hold.end_at}::timestamptz, ${until}::timestamptz,
      made."tokenHash", ${tx.clock.now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made("offerId" uuid, "entryId" uuid, "contactId" uuid, "tokenHash" text)
    order by made."contactId"
    on conflict do nothing
    returning id`)
  const ids = new Set(kept.map((row) => row.id))
  return made
    .filter(({ offerId }) => ids.has(offerId))
    .map(({ offerId, entryId, contactId, token }) => ({ offerId, entryId, contactId, token }))
}

/** Until it can be offered, the place is anybody's. */
async function putOff(tx: Tx, hold: OfferedHold, until: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    update holds
    set expires_at = ${until}
    where clinic_id = ${tx.clinicId} and id = ${hold.id}`)
  await giveBack(tx, hold)
}

async function letGo(tx: Tx, hold: OfferedHold): Promise<void> {
  await tx.run(sql`
    delete from holds
    where clinic_id = ${tx.clinicId} and id = ${hold.id}`)
  await giveBack(tx, hold)
}

/** Nobody is told again that it is free: it is those who wait for it that are being asked. */
async function giveBack(tx: Tx, hold: OfferedHold): Promise<void> {
  const freed = await giveUpPlace(tx, hold.id)
  if (freed) await placeConflicting(tx, freed.practitionerIds)
}
