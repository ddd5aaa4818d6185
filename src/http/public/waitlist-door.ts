/** The doors of the waiting list: to join it, and to answer an offer by its link. */
import type { Context, Hono } from 'hono'
import { acceptOffer, declineOffer, leaveWaitlist } from '../../desk/scheduling/answer-offer.ts'
import { findOffer, type OfferView } from '../../desk/scheduling/find-offer.ts'
import { joinWaitlist } from '../../desk/scheduling/join-waitlist.ts'
import { manageToken } from '../../desk/scheduling/manage-link.ts'
import { findPractitioner } from '../../desk/services/find-practitioners.ts'
import { findService } from '../../desk/services/find-services.ts'
import type { Service } from '../../desk/services/service.ts'
import { inLanguage } from '../../desk/services/service-words.ts'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { normalizePhone } from '../../kit/phone.ts'
import { callerAddress } from '../caller-address.ts'
import type { BookingBindings } from './booking-door.ts'
import { addressOf, type Guest, inZone } from './guest.ts'
import { wishOf } from './look-up-month.ts'
import { deadLinkPage } from './manage-pages.ts'
import { type Answer, openPage, type Reception, serviceOf } from './open-page.ts'
import { isDate, readAnswers, readPerson, readTyped, TRAP, type Typed } from './read-booking-form.ts'
import { tooManyPage } from './too-many-page.ts'
import { networkOf } from './visitor-limits.ts'
import { DAY_PARTS, joinedPage, offerPage, waitlistPage } from './waitlist-pages.ts'

const patient: Actor = { kind: 'contact', id: null }

export function answerWaitlist(door: Hono<BookingBindings>, reception: Reception): void {
  const { limits, trustedProxies, keyring } = reception
  const callerOf = (c: Context) => networkOf(callerAddress(c, trustedProxies))

  door.get('/:clinic/:service/waitlist', (c) =>
    openPage(c, reception, async (tx, guest) => {
      const service = await serviceOf(c, tx, guest)
      if (c.req.query('joined') === '1') return joinedPage(guest, service)
      const practitioner = await findWanted(tx, guest, service, c.req.query())
      return waitlistPage(guest, { service, practitioner, typed: {}, faults: new Map() })
    }),
  )

  door.post('/:clinic/:service/waitlist', async (c) => {
    const typed = await readTyped(c)
    const waitSeconds = limits.take('send', callerOf(c))
    // Counted once, also where the transaction begins again.
    let waitForPhone: number | undefined
    return openPage(c, reception, async (tx, guest) => {
      const service = await serviceOf(c, tx, guest)
      if (waitSeconds > 0) return tooManyPage(guest, waitSeconds)
      const practitioner = await findWanted(tx, guest, service, typed)
      const { person, faults } = readPerson(typed, guest.clinic.country)
      const dates = readDates(typed, guest, faults)
      if (typed[TRAP]) faults.set(TRAP, 'fault_trap')
      if (faults.size > 0) return waitlistPage(guest, { service, practitioner, typed, faults })
      const phone = normalizePhone(person.phone, guest.clinic.country).e164
      waitForPhone ??= limits.takePhone({ clinicId: guest.clinic.clinicId, phone, caller: callerOf(c) })
      if (waitForPhone > 0) return tooManyPage(guest, waitForPhone)
      const part = DAY_PARTS[typed.part as keyof typeof DAY_PARTS] ?? DAY_PARTS.any
      const joined = await joinWaitlist(tx, patient, {
        serviceId: service.id,
        practitionerId: practitioner?.id ?? null,
        person: { ...person, timeZone: guest.timeZone, locale: guest.speech.locale },
        ...dates,
        days: [0, 1, 2, 3, 4, 5, 6].filter((day) => typed[`day_${day}`] === 'yes'),
        fromTime: part.from,
        toTime: part.to,
      })
      // Changed by staff since the form was opened.
      if (!joined.ok) return { goTo: addressOf(guest, `/${service.slug}`) }
      return { goTo: addressOf(guest, `/${service.slug}/waitlist`, { joined: '1' }) }
    })
  })

  door.get('/:clinic/offer/:token', (c) =>
    openOffer(c, async (_tx, guest, offered) => {
      const { appointmentId } = offered.offer
      if (appointmentId) return { goTo: manageAt(guest, appointmentId) }
      return offerPage(guest, { ...offered, typed: {}, faults: new Map() })
    }),
  )

  door.post('/:clinic/offer/:token', async (c) => {
    const typed = await readTyped(c)
    const waitSeconds = limits.take('change', callerOf(c))
    return openOffer(c, async (tx, guest, offered) => {
      if (waitSeconds > 0) return tooManyPage(guest, waitSeconds)
      const { offer, token } = offered
      if (typed.answer === 'yes') return takeUp(tx, guest, { ...offered, typed })
      if (typed.answer === 'no') await declineOffer(tx, patient, token)
      if (typed.answer === 'leave') await leaveWaitlist(tx, patient, offer.entryId)
      return { goTo: addressOf(guest, `/offer/${token}`) }
    })
  })

  /** Whoever is booked by the list has answered and agreed to what everybody else does. */
  async function takeUp(tx: Tx, guest: Guest, taking: Offered & { typed: Typed }): Promise<Answer> {
    const { offer, service, token, typed } = taking
    const { answers, faults } = readAnswers(typed, { service, country: guest.clinic.country })
    if (offer.status === 'open' && faults.size > 0) return offerPage(guest, { ...taking, faults })
    const accepted = await acceptOffer(tx, patient, { token, answers })
    if (!accepted.ok) return { goTo: addressOf(guest, `/offer/${token}`) }
    return { goTo: manageAt(guest, accepted.appointmentId, { done: 'booked' }) }
  }

  function manageAt(guest: Guest, appointmentId: string, params: Record<string, string> = {}): string {
    const token = manageToken(keyring, guest.clinic.clinicId, appointmentId)
    return addressOf(guest, `/manage/${token}`, params)
  }

  function openOffer(
    c: Context,
    work: (tx: Tx, guest: Guest, offered: Offered) => Promise<Answer>,
  ): Promise<Response> {
    const token = c.req.param('token') ?? ''
    return openPage(c, reception, async (tx, guest) => {
      const offer = await findOffer(tx, token)
      const service = offer && (await findService(tx, offer.service.id))
      if (!offer || !service) return deadLinkPage(guest)
      const timeZone = guest.hasChosenZone ? guest.timeZone : offer.timeZone
      const worded = inLanguage(service, guest.speech.language)
      return work(tx, inZone(guest, timeZone), { offer, service: worded, token })
    })
  }
}

interface Offered {
  offer: OfferView
  /** Also one that is offered no longer. */
  service: Service
  token: string
}

async function findWanted(tx: Tx, guest: Guest, service: Service, said: Record<string, string>) {
  const { practitionerId } = wishOf(guest, service, said)
  return practitionerId ? ((await findPractitioner(tx, practitionerId)) ?? null) : null
}

/** What was typed as dates; those that are over or the wrong way round are faults. */
function readDates(
  typed: Typed,
  guest: Guest,
  faults: ReturnType<typeof readPerson>['faults'],
): { earliestOn?: string; latestOn?: string } {
  const { from = '', to = '' } = typed
  if (from && !isDate(from)) faults.set('from', 'fault_date')
  if (to && !isDate(to)) faults.set('to', 'fault_date')
  else if (to && (to < from || to < guest.today.toString())) faults.set('to', 'fault_past')
  return { ...(from ? { earliestOn: from } : {}), ...(to ? { latestOn: to } : {}) }
}
