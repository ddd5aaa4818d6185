import type { Tx } from '../../kit/db.ts'
import { showPhone } from '../../kit/phone.ts'
import { findPublicServices, wallTime } from '../actions/wished-service.ts'
import { findClinic } from '../clinics/find-clinic.ts'
import type { Brief } from '../journeys/writing.ts'
import { findClinicHours, findClosures } from '../services/find-hours.ts'
import { findPractitioners } from '../services/find-practitioners.ts'
import { inLanguage } from '../services/service-words.ts'
import { renderText } from '../wording/compose-text.ts'
import { type GateFacts, sentencesOf } from './gate.ts'
import type { Fact } from './gate-claims.ts'
import { wordOf } from './writing-words.ts'

/** What is so for a message that a journey sends: the clinic's catalogue and hours, and the visit that it speaks of. */
export async function findWritingFacts(
  tx: Tx,
  { plain, recipient, ground }: Brief,
  secret: string,
): Promise<GateFacts> {
  const { values, template } = plain
  const [clinic, services, practitioners, hours] = [
    await findClinic(tx),
    (await findPublicServices(tx)).map((service) => inLanguage(service, template.language)),
    await findPractitioners(tx),
    await findClinicHours(tx),
  ]
  const now = tx.clock.now()
  const zone = { timeZone: recipient.timeZone }
  const links = [
    values.manage_link,
    values.form_link,
    values.guide_link,
    values.booking_link,
    values.offer_link,
    values.stop_link,
  ]
  return {
    now,
    // Moments are written in the person's zone.
    ...zone,
    channel: template.channel,
    facts: factsOf(recipient.visit),
    links: links.filter(Boolean),
    prices: services.flatMap(({ priceMinor: amountMinor, currency, name: service }) =>
      amountMinor === null || currency === null ? [] : [{ amountMinor, currency, service }],
    ),
    freeServices: services.filter(({ isFree }) => isFree).map(({ name }) => name),
    addresses: clinic?.email ? [clinic.email.toLowerCase()] : [],
    numbers: clinic?.phoneE164 ? [clinic.phoneE164, showPhone(clinic.phoneE164, clinic.country)] : [],
    approved: approvedIn(renderText(plain).body),
    secret,
    isModels: true,
    known: {
      offered: [],
      looks: [],
      // A part of the day that somebody likes may be asked about.
      wishes: ground.memories.map(wordOf),
      wish: { date: null, time: null },
      practitioners: practitioners.map(({ name }) => name),
      services: services.map(({ name }) => name),
      people: [recipient.name, values.first_name].filter(Boolean),
      hours,
      closures: await findClosures(tx, { from: wallTime(now, zone).slice(0, 10) }),
    },
  }
}

function factsOf(visit: Brief['recipient']['visit']): Fact[] {
  if (visit?.status !== 'booked' && visit?.status !== 'pending') return []
  const { status, startAt, practitioner, service } = visit
  return [{ deed: status === 'booked' ? 'booked' : 'requested', startAt, practitioner, service }]
}

/** Sentences of the approved text that were kept go out as they are; one or two words are no sentence. */
function approvedIn(text: string): string[] {
  return text
    .split('\n')
    .flatMap(sentencesOf)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length > 2)
}
