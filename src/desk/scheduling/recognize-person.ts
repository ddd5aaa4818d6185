import { sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { rootOf } from '../../kit/merged.ts'
import { normalizePhone } from '../../kit/phone.ts'
import { recognizeContact } from '../contacts/recognize-contact.ts'
import { ensureProfile } from '../patients/ensure-profile.ts'

/** Who books: somebody whom staff chose, or what a person says of themselves. */
export type Person =
  | { contactId: string; patientName?: string | null }
  | {
      name: string
      /** As it was typed. */
      phone: string | null
      email: string | null
      /** IANA. */
      timeZone?: string | null
      /** BCP 47. */
      locale?: string | null
      /** Who is treated, where that is somebody else: a mother books for her child. */
      patientName?: string | null
    }

/** The person as a booking knows them: where its messages go, whatever else is known of the contact. */
export interface Attendee {
  contactId: string
  profileId: string
  name: string
  email: string | null
  phoneE164: string | null
  phoneRaw: string | null
  timeZone: string | null
  locale: string | null
}

/**
 * Finds or makes contact and patient profile, and holds the contact's lock until the transaction ends. Null where the
 * clinic has no contact of this id.
 */
export async function recognizePerson(
  tx: Tx,
  actor: Actor,
  input: { person: Person; country: string; source: string },
): Promise<Attendee | null> {
  const { person, country, source } = input
  if ('contactId' in person) return findAttendee(tx, person)
  const email = person.email?.trim().toLowerCase() || null
  const phoneE164 = person.phone ? normalizePhone(person.phone, country).e164 : null
  const { name, timeZone = null, locale = null } = person
  const contact = await recognizeContact(tx, actor, {
    name,
    phone: phoneE164,
    phoneRaw: person.phone,
    email,
    timeZone,
    locale,
    source,
  })
  const profile = await ensureProfile(tx, {
    contactId: contact.contactId,
    fullName: person.patientName?.trim() || name,
    place: null,
    isNewContact: contact.isNew,
    hint: contact.conflictId ? 'identity_conflict' : null,
  })
  const { contactId } = contact
  return {
    contactId,
    profileId: profile.profileId,
    name,
    email,
    phoneE164,
    phoneRaw: person.phone,
    timeZone,
    locale,
  }
}

interface ContactRow {
  id: string
  merged_into_id: string | null
  display_name: string
  time_zone: string | null
  locale: string | null
  phone: string | null
  email: string | null
}

async function findAttendee(
  tx: Tx,
  person: { contactId: string; patientName?: string | null },
): Promise<Attendee | null> {
  const address = (kind: 'phone' | 'email') => sql`(
    select i.value
    from contact_identifiers i
    join contacts part on part.clinic_id = i.clinic_id and part.id = i.contact_id
    where i.clinic_id = root.clinic_id and i.kind = ${kind} and (part.id = root.id or part.merged_into_id = root.id)
      -- What anybody may have typed in stands in only where nothing else is known (docs/decisions/0023).
      and (i.standing <> 'claimed' or not exists (
        select
        from contacts member
        join contact_identifiers known on known.clinic_id = member.clinic_id and known.contact_id = member.id
        where member.clinic_id = root.clinic_id and (member.id = root.id or member.merged_into_id = root.id) and known.standing <> 'claimed'))
    order by (part.id = root.id) desc, i.id
    limit 1)`
  const root = await tx.one(sql<ContactRow>`
    select root.id, root.merged_into_id, root.display_name, root.time_zone, root.locale, ${address('phone')} as phone,
      ${address('email')} as email
    from contacts c
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    where c.clinic_id = ${tx.clinicId} and c.id = ${person.contactId}
    for update of root`)
  if (!root) return null
  if (root.merged_into_id) throw new LostRace('contact was merged')
  const profile = await ensureProfile(tx, {
    contactId: root.id,
    fullName: person.patientName?.trim() || root.display_name,
    place: null,
    isNewContact: false,
    hint: null,
  })
  return {
    contactId: root.id,
    profileId: profile.profileId,
    name: root.display_name,
    email: root.email,
    phoneE164: root.phone,
    phoneRaw: root.phone,
    timeZone: root.time_zone,
    locale: root.locale,
  }
}
