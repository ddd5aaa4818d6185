import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { invariant } from '../../kit/problem.ts'
import { waitlistAccepted, waitlistDeclined, waitlistLost } from './events.ts'

export type OfferName = { id: string; entry_id: string; contact_id: string }

/** Ends an open offer, whose hold the caller has locked. `lost`: somebody else has the place. */
export async function closeOffer(
  tx: Tx,
  actor: Actor,
  offer: OfferName,
  status: 'accepted' | 'declined' | 'lost',
): Promise<void> {
  const closed = await tx.run(sql`
    update waitlist_offers
    set status = ${status}, decided_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${offer.id} and status = 'open'`)
  invariant(closed === 1, 'an open offer was closed by somebody else')
  const payload = { offerId: offer.id, entryId: offer.entry_id }
  await record(tx, ANSWERS[status], { actor, contactId: offer.contact_id, payload })
}

const ANSWERS = { accepted: waitlistAccepted, declined: waitlistDeclined, lost: waitlistLost }
