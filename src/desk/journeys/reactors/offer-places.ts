/** A place that becomes free is offered to the waitlist, a few people at a time, by message. */
import type { Tx } from '../../../kit/db.ts'
import type { Handler, HappenedEvent, Reactor } from '../../../kit/events.ts'
import { invariant } from '../../../kit/problem.ts'
import type { Clinic } from '../../clinics/clinic.ts'
import { findClinic } from '../../clinics/find-clinic.ts'
import type { Channel } from '../../outreach/message.ts'
import { nextOpening } from '../../outreach/quiet-hours.ts'
import { withdrawMessage } from '../../outreach/withdraw-messages.ts'
import { offerFreedSlot, offerNextWave } from '../../scheduling/offer-freed-slot.ts'
import type { OfferNextWave } from '../../scheduling/sweep-holds.ts'
import type { MadeOffer } from '../../scheduling/waitlist.ts'
import { dedupeKeyOf, tellOffer } from '../tell-offer.ts'

export interface Outside {
  /** Channels that a vendor really carries. */
  carried: readonly Channel[]
  /** Where patients reach Foyer. */
  publicUrl: string
}

interface Freed {
  serviceId: string
  practitionerIds: string[]
  startAt: string
  endAt: string
}

/** Longer than the dashboard offers to undo. */
const UNDO = { seconds: 30 }

/** On `slot.freed`. The place bears the event's id, so that a second run offers nothing again. */
export const offerPlace = (outside: Outside): Reactor => ({
  name: 'offerPlace',
  run: (desk, event: HappenedEvent<Freed>) =>
    desk.database.inClinic(event.clinicId, async (tx) => {
      const { serviceId, practitionerIds } = event.payload
      const clinic = await clinicOf(tx)
      const offers = await offerFreedSlot(tx, {
        id: event.id,
        serviceId,
        practitionerIds,
        startAt: Temporal.Instant.from(event.payload.startAt),
        endAt: Temporal.Instant.from(event.payload.endAt),
        // A wrong click of staff is undone within seconds: nobody is to read of it.
        notBefore:
          event.actor.kind === 'user'
            ? later(morningOf(tx, clinic), event.occurredAt.add(UNDO))
            : morningOf(tx, clinic),
      })
      await tellAll(tx, clinic, offers, outside)
    }),
})

/** When nobody has answered in time: the next ones are asked, in one transaction with their messages. */
export const offerToTheNext =
  (outside: Outside): OfferNextWave =>
  (desk, { clinicId, holdId }) =>
    desk.database.inClinic(clinicId, async (tx) => {
      const clinic = await clinicOf(tx)
      const offers = await offerNextWave(tx, { holdId, notBefore: morningOf(tx, clinic) })
      await tellAll(tx, clinic, offers, outside)
    })

/** On `waitlist.lost`: nobody is left wondering. */
export const tellWhoLost = (outside: Outside): Reactor => ({
  name: 'tellWhoLost',
  run: (desk, event: HappenedEvent<{ offerId: string }>) =>
    desk.database.inClinic(event.clinicId, (tx) =>
      tellOffer(tx, {
        offerId: event.payload.offerId,
        kind: 'waitlist_lost',
        link: '',
        carried: outside.carried,
      }),
    ),
})

/** With the end of an offer: a message about it that has not begun to go out would offer what is gone. */
export const withdrawOffer: Handler = {
  name: 'withdrawOffer',
  run: (tx, event: HappenedEvent<{ offerId: string }>) =>
    withdrawMessage(tx, {
      dedupeKey: dedupeKeyOf('waitlist_offer', event.payload.offerId),
      reason: 'offer_over',
    }),
}

async function tellAll(tx: Tx, clinic: Clinic, offers: MadeOffer[], outside: Outside): Promise<void> {
  for (const { offerId, token } of offers) {
    const link = `${outside.publicUrl}/${clinic.slug}/offer/${token}`
    await tellOffer(tx, { offerId, kind: 'waitlist_offer', link, carried: outside.carried })
  }
}

async function clinicOf(tx: Tx): Promise<Clinic> {
  const clinic = await findClinic(tx)
  invariant(clinic, 'a place of no clinic became free')
  return clinic
}

/** Now, or when the night is over: an offer that nobody may be woken for would be over before it is read. */
function morningOf(tx: Tx, clinic: Clinic): Temporal.Instant {
  const now = tx.clock.now()
  return nextOpening(now, [clinic.timeZone], 'transactional') ?? now
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b
}
