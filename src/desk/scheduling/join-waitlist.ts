import { sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { invariant } from '../../kit/problem.ts'
import { isPersonKnown } from './book-slot.ts'
import { waitlistJoined } from './events.ts'
import { findBookable } from './find-bookable.ts'
import { type Person, recognizePerson } from './recognize-person.ts'
import { EVERY_DAY, type Wish } from './waitlist.ts'
import { OWN_SOURCE } from './write-booking.ts'

export interface JoinWaitlist extends Partial<Wish> {
  serviceId: string
  /** Null or not given: anybody of the service. */
  practitionerId?: string | null
  person: Person
}

export type JoinRefusal = {
  ok: false
  reason: 'no_service' | 'no_practitioner' | 'no_contact' | 'no_address' | 'ends_before_start'
}

/**
 * Puts a person on the waitlist of a service. Whoever waits for it already says anew what suits them and keeps their turn.
 * Refuses whom no message could reach.
 */
export async function joinWaitlist(
  tx: Tx,
  actor: Actor,
  input: JoinWaitlist,
): Promise<{ ok: true; entryId: string } | JoinRefusal> {
  const { serviceId, practitionerId = null, person } = input
  const bookable = await findBookable(tx, serviceId)
  if (!bookable) return { ok: false, reason: 'no_service' }
  if (practitionerId && !bookable.performers.some(({ id }) => id === practitionerId)) {
    return { ok: false, reason: 'no_practitioner' }
  }
  const now = tx.clock.now()
  const today = now.toZonedDateTimeISO(bookable.timeZone).toPlainDate().toString()
  const { earliestOn = today, latestOn = null, fromTime = '00:00', toTime = '24:00' } = input
  const days = input.days?.length ? [...new Set(input.days)].toSorted() : EVERY_DAY
  if ((latestOn && latestOn < earliestOn) || toTime <= fromTime)
    return { ok: false, reason: 'ends_before_start' }
  if (!(await isPersonKnown(tx, person))) return { ok: false, reason: 'no_contact' }
  if (!('contactId' in person) && !person.email && !person.phone) return { ok: false, reason: 'no_address' }
  const attendee = await recognizePerson(tx, actor, { person, country: bookable.country, source: OWN_SOURCE })
  if (!attendee) throw new LostRace('contact vanished')
  const entry = await tx.one(sql<{ id: string }>`
    insert into waitlist_entries (clinic_id, id, contact_id, patient_profile_id, service_id, practitioner_id, earliest_on, latest_on,
      days, from_time, to_time, attendee_name, attendee_email, attendee_phone_e164, attendee_time_zone, attendee_locale,
      created_at, updated_at)
    values (${tx.clinicId}, ${uuidv7(now)}, ${attendee.contactId}, ${attendee.profileId}, ${serviceId}, ${practitionerId},
      ${earliestOn}, ${latestOn}, ${days}, ${fromTime}, ${toTime}, ${attendee.name}, ${attendee.email},
      ${attendee.phoneE164}, ${attendee.timeZone}, ${attendee.locale}, ${now}, ${now})
    on conflict (clinic_id, service_id, patient_profile_id) where status = 'waiting' do update
    set practitioner_id = excluded.practitioner_id, earliest_on = excluded.earliest_on, latest_on = excluded.latest_on,
      days = excluded.days, from_time = excluded.from_time, to_time = excluded.to_time, updated_at = excluded.updated_at
    returning id`)
  invariant(entry, 'an entry was not written')
  await record(tx, waitlistJoined, {
    actor,
    contactId: attendee.contactId,
    payload: { entryId: entry.id, serviceId },
  })
  return { ok: true, entryId: entry.id }
}
