import { type Filled, type Form, findPatientElements } from '@foyer/forms'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { partsOf } from '../../kit/merged.ts'
import { normalizePhone } from '../../kit/phone.ts'
import { nameKey } from '../contacts/contact.ts'
import { learnIdentifiers } from '../contacts/learn-identifiers.ts'
import { ensureProfile } from '../patients/ensure-profile.ts'
import type { Hint } from '../patients/patient-profile.ts'
import type { Difference, FormRequest } from './form-request.ts'

interface Told {
  profileId: string | null
  differences: Difference[]
  /** What was not known before. */
  learned: string[]
}

/**
 * What the answers say of the patient, into the profile that there is (REQUIREMENTS D6): what was not known is filled in;
 * a known name, date or place stays, and what was said instead is for staff. A phone or an address that is somebody
 * else's stays theirs. The caller holds the contact's lock.
 */
export async function tellProfile(
  tx: Tx,
  actor: Actor,
  { request, form, filled }: { request: FormRequest; form: Form; filled: Filled },
): Promise<Told> {
  const said = findPatientElements(form, filled)
  const profile = await findProfile(tx, request, said.name)
  const reached = await learnReach(tx, actor, { contactId: request.contactId, said })
  if (!profile) return { profileId: null, ...reached }
  const differences = [...reached.differences]
  const learned = [...reached.learned]
  if (said.name && nameKey(said.name) !== nameKey(profile.name)) {
    differences.unshift({ field: 'name', known: profile.name, said: said.name })
  }
  for (const [field, known, value] of [
    ['birth_date', profile.birthDate, said.birthDate],
    ['place', profile.place, said.place],
  ] as const) {
    if (!value) continue
    if (!known) learned.push(field)
    else if (known.toLowerCase() !== value.toLowerCase()) differences.push({ field, known, said: value })
  }
  const hint = hintOf(differences)
  await tx.run(sql`
    update patient_profiles
    set birth_date = coalesce(birth_date, ${fullDate(said.birthDate)}::date), place = coalesce(place, ${said.place ?? null}),
      hint = coalesce(hint, ${hint}), updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${profile.id}`)
  return { profileId: profile.id, differences, learned }
}

/** R4's dates may be of a month or a year; a day of birth is a day. */
function fullDate(date: string | undefined): string | null {
  return date?.length === 10 ? date : null
}

function hintOf(differences: readonly Difference[]): Hint | null {
  const fields = differences.map(({ field }) => field)
  if (fields.includes('phone') || fields.includes('email')) return 'identity_conflict'
  return fields.includes('name') ? 'same_contact_another_name' : null
}

interface KnownProfile {
  id: string
  name: string
  birthDate: string | null
  place: string | null
}

/**
 * The visit's patient; without a visit the one of that name, or the only one there is. A contact with several patients,
 * none of whom is meant by name, is left to staff; one with none gets their first.
 */
async function findProfile(
  tx: Tx,
  request: FormRequest,
  name: string | undefined,
): Promise<KnownProfile | undefined> {
  const known = await tx.many(sql<KnownProfile>`
    select p.id, p.full_name as name, p.birth_date::text as "birthDate", p.place
    from patient_profiles p
    where p.clinic_id = ${tx.clinicId} and p.merged_into_id is null and p.contact_id = any(${partsOf(tx, request.contactId)})
    order by p.id
    for update`)
  if (request.profileId) return known.find(({ id }) => id === request.profileId)
  const ofThatName = known.find((profile) => name && nameKey(profile.name) === nameKey(name))
  if (ofThatName || known.length > 0) return ofThatName ?? (known.length === 1 ? known[0] : undefined)
  const fullName = name ?? (await nameOf(tx, request.contactId))
  const { profileId } = await ensureProfile(tx, {
    contactId: request.contactId,
    fullName,
    place: null,
    isNewContact: false,
    hint: null,
  })
  return { id: profileId, name: fullName, birthDate: null, place: null }
}

async function nameOf(tx: Tx, contactId: string): Promise<string> {
  const contact = await tx.one(sql<{ name: string }>`
    select display_name as name
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${contactId}`)
  return contact?.name ?? ''
}

/** How the person can be reached: what is nobody's becomes theirs, what is somebody else's is for staff. */
async function learnReach(
  tx: Tx,
  actor: Actor,
  { contactId, said }: { contactId: string; said: { phone?: string; email?: string } },
): Promise<Pick<Told, 'differences' | 'learned'>> {
  const clinic = await tx.one(
    sql<{ country: string }>`select country from clinics where clinic_id = ${tx.clinicId}`,
  )
  const phone = said.phone ? normalizePhone(said.phone, clinic?.country ?? 'US').e164 : null
  const email = said.email?.toLowerCase() ?? null
  const told: { kind: 'phone' | 'email'; value: string; text: string }[] = []
  if (phone && said.phone) told.push({ kind: 'phone', value: phone, text: said.phone })
  if (email) told.push({ kind: 'email', value: email, text: email })
  if (told.length === 0) return { differences: [], learned: [] }

  const owners = await tx.many(sql<{ kind: string; value: string; contactId: string }>`
    select i.kind, i.value, coalesce(c.merged_into_id, c.id) as "contactId"
    from contact_identifiers i
    join contacts c on c.clinic_id = i.clinic_id and c.id = i.contact_id
    where i.clinic_id = ${tx.clinicId} and i.value = any(${told.map(({ value }) => value)})`)
  const ownerOf = (one: (typeof told)[number]) =>
    owners.find(({ kind, value }) => kind === one.kind && value === one.value)?.contactId
  const free = told.filter((one) => ownerOf(one) === undefined)
  await learnIdentifiers(tx, actor, {
    contactId,
    phone: free.find(({ kind }) => kind === 'phone')?.value ?? null,
    phoneRaw: said.phone ?? null,
    email: free.find(({ kind }) => kind === 'email')?.value ?? null,
    source: 'form',
  })
  return {
    learned: free.map(({ kind }) => kind),
    differences: told.flatMap((one): Difference[] => {
      const owner = ownerOf(one)
      return owner === undefined || owner === contactId
        ? []
        : [{ field: one.kind, known: null, said: one.text }]
    }),
  }
}
