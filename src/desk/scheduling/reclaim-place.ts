import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { system } from '../../kit/events.ts'
import { closeOffer, type OfferName } from './close-offer.ts'
import { giveUpPlace } from './give-up-place.ts'

/**
 * Before an appointment goes back to where it was: what it gave up and nobody has said yes to yet is offered no more, and
 * those who were asked are told. Whoever cancelled or moved the wrong visit can undo it.
 */
export async function reclaimPlace(
  tx: Tx,
  wanted: { appointmentId: string; startAt: Temporal.Instant; endAt: Temporal.Instant },
): Promise<void> {
  // A place that is offered bears the name of the event that freed it.
  const holds = await tx.many(sql<{ id: string }>`
    select h.id
    from holds h
    join events freed on freed.clinic_id = h.clinic_id and freed.id = h.id
    where h.clinic_id = ${tx.clinicId} and h.purpose = 'waitlist' and freed.appointment_id = ${wanted.appointmentId}
      and h.start_at < ${wanted.endAt} and h.end_at > ${wanted.startAt}
    order by h.id
    for update of h`)
  for (const { id } of holds) {
    const offers = await tx.many(sql<OfferName>`
      select id, entry_id, contact_id
      from waitlist_offers
      where clinic_id = ${tx.clinicId} and hold_id = ${id} and status = 'open'
      order by id`)
    for (const offer of offers) await closeOffer(tx, system, offer, 'lost')
    await tx.run(sql`
      delete from holds
      where clinic_id = ${tx.clinicId} and id = ${id}`)
    await giveUpPlace(tx, id)
  }
}
