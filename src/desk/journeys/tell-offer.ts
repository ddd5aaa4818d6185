/** What people on the waitlist are told: a time that is offered to them, and that somebody else was faster. */

import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { system } from '../../kit/events.ts'
import { rootOf } from '../../kit/merged.ts'
import type { Channel, MessageKind } from '../outreach/message.ts'
import { queueMessage } from '../outreach/queue-message.ts'
import { serviceNameIn } from '../services/find-services.ts'
import { composeNotice, type Visit, valuesOf } from './compose-notice.ts'

export interface TellOffer {
  offerId: string
  kind: Extract<MessageKind, 'waitlist_offer' | 'waitlist_lost'>
  /** Where the offer is answered; empty in other messages. */
  link: string
  /** Channels that a vendor really carries; the others end in the Outbox. */
  carried: readonly Channel[]
}

interface OfferedVisit extends Visit {
  expires_at: Temporal.Instant
}

/** Queues the message about an offer, once. Nothing for whom no message can reach. */
export async function tellOffer(tx: Tx, input: TellOffer): Promise<void> {
  const { offerId, kind, link, carried } = input
  const visit = await findOfferedVisit(tx, offerId)
  if (!visit) return
  const answerBy = valuesOf({ ...visit, start_at: visit.expires_at }).time
  const values = { offer_link: link, answer_by: answerBy }
  const notice = await composeNotice(tx, visit, { kind, carried, values })
  if (!notice) return
  await queueMessage(tx, system, {
    contactId: visit.contact_id,
    appointmentId: null,
    appointmentSequence: null,
    kind,
    purpose: 'transactional',
    channel: notice.text.channel,
    to: { name: visit.attendee_name, address: notice.address },
    text: notice.text,
    invitation: null,
    dedupeKey: dedupeKeyOf(kind, offerId),
  })
}

export function dedupeKeyOf(kind: TellOffer['kind'], offerId: string): string {
  return `${kind}:${offerId}`
}

/** The visit that it would be. */
function findOfferedVisit(tx: Tx, offerId: string): Promise<OfferedVisit | undefined> {
  return tx.one(sql<OfferedVisit>`
    select o.id, root.id as contact_id, 'proposed' as status, 0 as sequence, '' as uid, s.mode, o.start_at, o.end_at, o.expires_at,
      ${serviceNameIn(sql`coalesce(e.attendee_locale, clinic.locale)`, sql`s.name`)} as service_name, null as location_text, e.attendee_name, e.attendee_email, e.attendee_phone_e164, e.attendee_locale,
      coalesce(e.attendee_time_zone, root.time_zone) as own_time_zone, coalesce(e.attendee_time_zone, root.time_zone, clinic.time_zone) as time_zone,
      p.name as practitioner_name,
      clinic.name as clinic_name, clinic.slug as clinic_slug, clinic.time_zone as clinic_time_zone, clinic.locale as clinic_locale,
      clinic.phone_e164 as clinic_phone, clinic.country as clinic_country, clinic.email as clinic_email,
      clinic.address as clinic_address, clinic.names_procedures, false as is_own,
      null as more_visits
    from waitlist_offers o
    join waitlist_entries e on e.clinic_id = o.clinic_id and e.id = o.entry_id
    join services s on s.clinic_id = e.clinic_id and s.id = e.service_id
    join contacts c on c.clinic_id = e.clinic_id and c.id = e.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    join clinics clinic on clinic.clinic_id = o.clinic_id
    left join practitioners p on p.clinic_id = o.clinic_id and p.id = o.practitioner_id
    where o.clinic_id = ${tx.clinicId} and o.id = ${offerId}`)
}
