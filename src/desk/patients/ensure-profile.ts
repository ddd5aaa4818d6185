import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { nameKey } from '../contacts/contact.ts'
import type { Hint } from './patient-profile.ts'

/**
 * The profile of this name under this contact, made where there is none. A known patient is never renamed; a place
 * is filled in where it was missing. Another name under a contact who already has patients gets a hint for staff.
 */
export async function ensureProfile(
  tx: Tx,
  input: {
    contactId: string
    fullName: string
    place: string | null
    isNewContact: boolean
    hint: Hint | null
  },
): Promise<{ profileId: string; isNew: boolean }> {
  const now = tx.clock.now()
  const key = nameKey(input.fullName)
  let { hint } = input
  if (!input.isNewContact) {
    const known = await tx.many(sql<{ id: string; name_key: string; place: string | null }>`
      select id, name_key, place
      from patient_profiles
      where clinic_id = ${tx.clinicId} and merged_into_id is null
        and contact_id in (
          select id
          from contacts
          where clinic_id = ${tx.clinicId} and (id = ${input.contactId} or merged_into_id = ${input.contactId}))
      order by id`)
    const same = known.find((profile) => profile.name_key === key)
    if (same) {
      if (input.place && !same.place) {
        await tx.run(sql`
          update patient_profiles
          set place = ${input.place}, updated_at = ${now}
          where clinic_id = ${tx.clinicId} and id = ${same.id}`)
      }
      return { profileId: same.id, isNew: false }
    }
    if (known.length > 0) hint ??= 'same_contact_another_name'
  }
  // The caller holds the contact's lock, so nobody adds the same name meanwhile.
  const profileId = uuidv7(now)
  tx.send(sql`
    insert into patient_profiles (clinic_id, id, contact_id, full_name, name_key, place, hint, created_at, updated_at)
    values (${tx.clinicId}, ${profileId}, ${input.contactId}, ${input.fullName}, ${key}, ${input.place}, ${hint}, ${now}, ${now})`)
  return { profileId, isNew: true }
}
