import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import type { Mode } from '../services/service.ts'
import type { OfferStatus } from './waitlist.ts'

/** What somebody sees who opens the link of an offer. */
export interface OfferView {
  /** `expired` as soon as its time is over, whether or not the next ones were asked yet. */
  status: OfferStatus
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  expiresAt: Temporal.Instant
  /** The patient's zone, else the clinic's. */
  timeZone: string
  locale: string | null
  attendeeName: string
  service: { id: string; name: string; mode: Mode }
  entryId: string
  /** Whether they wait for other times still, or have left the list. */
  entryStatus: 'waiting' | 'booked' | 'left'
  practitionerName: string | null
  /** Where the offer was accepted. */
  appointmentId: string | null
}

/** Undefined where the token is none of this clinic's. */
export function findOffer(tx: Tx, token: string): Promise<OfferView | undefined> {
  return tx.one(sql<OfferView>`
    select case when o.status = 'open' and o.expires_at <= ${tx.clock.now()} then 'expired' else o.status end as status,
      o.start_at as "startAt", o.end_at as "endAt", o.expires_at as "expiresAt",
      coalesce(e.attendee_time_zone, clinic.time_zone) as "timeZone", e.attendee_locale as locale, e.attendee_name as "attendeeName",
      e.id as "entryId", e.status as "entryStatus", json_build_object('id', s.id, 'name', s.name, 'mode', s.mode) as service, p.name as "practitionerName",
      case when o.status = 'accepted' then e.appointment_id end as "appointmentId"
    from waitlist_offers o
    join waitlist_entries e on e.clinic_id = o.clinic_id and e.id = o.entry_id
    join services s on s.clinic_id = e.clinic_id and s.id = e.service_id
    join clinics clinic on clinic.clinic_id = o.clinic_id
    left join practitioners p on p.clinic_id = o.clinic_id and p.id = o.practitioner_id
    where o.clinic_id = ${tx.clinicId} and o.token_hash = ${sha256Hex(token)}`)
}
