import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { partsOf } from '../../kit/merged.ts'
import { nameKey, type Standing } from './contact.ts'
import type { RecordConsent } from './record-consent.ts'

export interface ContactRecord {
  id: string
  displayName: string
  timeZone: string | null
  locale: string | null
  source: string
  isProvisional: boolean
  createdAt: Temporal.Instant
  identifiers: {
    id: string
    kind: 'phone' | 'email'
    value: string
    raw_text: string | null
    source: string
    standing: Standing
    created_at: string
  }[]
  profiles: {
    id: string
    contact_id: string
    full_name: string
    place: string | null
    birth_date: string | null
    hint: 'same_contact_another_name' | 'identity_conflict' | null
  }[]
}

const selectContacts = sql`
  select root.id, root.display_name as "displayName", root.time_zone as "timeZone", root.locale, root.source,
    root.is_provisional as "isProvisional", root.created_at as "createdAt",
    (select coalesce(json_agg(json_build_object('id', i.id, 'kind', i.kind, 'value', i.value, 'raw_text', i.raw_text, 'source', i.source,
        'standing', i.standing, 'created_at', i.created_at) order by i.standing = 'claimed', (part.id = root.id) desc, i.id), '[]')
      from contact_identifiers i
      join contacts part on part.clinic_id = i.clinic_id and part.id = i.contact_id
      where i.clinic_id = root.clinic_id and (part.id = root.id or part.merged_into_id = root.id)) as identifiers,
    (select coalesce(json_agg(json_build_object('id', p.id, 'contact_id', root.id, 'full_name', p.full_name, 'place', p.place,
        'birth_date', p.birth_date, 'hint', p.hint) order by p.id), '[]')
      from patient_profiles p
      join contacts part on part.clinic_id = p.clinic_id and part.id = p.contact_id
      where p.clinic_id = root.clinic_id and p.merged_into_id is null
        and (part.id = root.id or part.merged_into_id = root.id)) as profiles
  from contacts root`

/**
 * People (roots of merges), the newest first. `search` is a name or part of one in any spelling, a phone as it is
 * written anywhere, an e-mail or part of it, or a vendor's name of one of their bookings.
 */
export function findContacts(
  tx: Tx,
  filter: { search?: string; ids?: string[]; limit: number; offset: number },
): Promise<ContactRecord[]> {
  const wanted: RawBuilder<unknown>[] = [
    sql`root.clinic_id = ${tx.clinicId}`,
    sql`root.merged_into_id is null`,
  ]
  if (filter.ids) wanted.push(sql`root.id = any(${filter.ids})`)
  if (filter.search) wanted.push(matches(filter.search))
  return tx.many(sql<ContactRecord>`
    ${selectContacts}
    where ${sql.join(wanted, sql` and `)}
    order by root.id desc
    limit ${filter.limit} offset ${filter.offset}`)
}

function matches(search: string): RawBuilder<unknown> {
  const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const digits = search.replace(/\D/g, '')
  const ways = [
    sql`exists (
      select
      from contacts part
      left join patient_profiles p on p.clinic_id = part.clinic_id and p.contact_id = part.id
      where part.clinic_id = root.clinic_id and (part.id = root.id or part.merged_into_id = root.id)
        and (part.display_name ilike ${like(search)} or p.full_name ilike ${like(search)} or p.name_key like ${like(nameKey(search))}))`,
    sql`exists (
      select
      from contact_identifiers i
      join contacts part on part.clinic_id = i.clinic_id and part.id = i.contact_id
      where i.clinic_id = root.clinic_id and (part.id = root.id or part.merged_into_id = root.id)
        and (i.kind = 'email' and i.value like ${like(search.toLowerCase())}
          or i.kind = 'phone' and ${digits.length >= 3} and i.value like ${like(digits)}))`,
    sql`exists (
      select
      from appointment_references r
      join appointments a on a.clinic_id = r.clinic_id and a.id = r.appointment_id
      join contacts part on part.clinic_id = a.clinic_id and part.id = a.contact_id
      where r.clinic_id = root.clinic_id and r.value = ${search} and (part.id = root.id or part.merged_into_id = root.id))`,
  ]
  return sql`(${sql.join(ways, sql` or `)})`
}

/** The person whom an id leads to, through merges. */
export async function findContact(tx: Tx, id: string): Promise<ContactRecord | undefined> {
  const root = await tx.one(sql<{ id: string }>`
    select coalesce(merged_into_id, id) as id
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  if (!root) return undefined
  const [contact] = await findContacts(tx, { ids: [root.id], limit: 1, offset: 0 })
  return contact
}

export interface ContactHistory {
  consents: (Pick<RecordConsent, 'purpose' | 'channel' | 'state' | 'source'> & {
    created_at: Temporal.Instant
  })[]
  merges: { from_contact_id: string; from_name: string; reason: string; created_at: Temporal.Instant }[]
  openConflictId: string | null
}

/** What was agreed to, who was merged in, and whether staff still have to say who it is. */
export async function findContactHistory(tx: Tx, rootId: string): Promise<ContactHistory> {
  const consents = await tx.many(sql<ContactHistory['consents'][number]>`
    select k.purpose, k.channel, k.state, k.source, k.created_at
    from consents k
    where k.clinic_id = ${tx.clinicId} and k.contact_id = any(${partsOf(tx, rootId)})
    order by k.id`)
  const merges = await tx.many(sql<ContactHistory['merges'][number]>`
    select m.from_contact_id, c.display_name as from_name, m.reason, m.created_at
    from contact_merges m
    join contacts c on c.clinic_id = m.clinic_id and c.id = m.from_contact_id
    where m.clinic_id = ${tx.clinicId} and m.from_contact_id = any(${partsOf(tx, rootId)})
    order by m.id`)
  const conflict = await tx.one(sql<{ id: string }>`
    select id
    from identity_conflicts
    where clinic_id = ${tx.clinicId} and provisional_contact_id = ${rootId} and status = 'open'`)
  return { consents, merges, openConflictId: conflict?.id ?? null }
}

export interface ConflictRecord {
  id: string
  status: 'open' | 'resolved'
  evidence: { name: string; phone: string | null; phoneRaw: string | null; email: string | null }
  provisionalContactId: string
  phoneContactId: string
  emailContactId: string
  createdAt: Temporal.Instant
}

/** What waits for staff to decide, the oldest first; contacts are the roots of merges. */
export function findOpenConflicts(
  tx: Tx,
  page: { limit: number; offset: number },
): Promise<ConflictRecord[]> {
  return tx.many(sql<ConflictRecord>`
    select k.id, k.status, k.evidence, coalesce(c.merged_into_id, c.id) as "provisionalContactId",
      coalesce(p.merged_into_id, p.id) as "phoneContactId", coalesce(e.merged_into_id, e.id) as "emailContactId",
      k.created_at as "createdAt"
    from identity_conflicts k
    join contacts c on c.clinic_id = k.clinic_id and c.id = k.provisional_contact_id
    join contacts p on p.clinic_id = k.clinic_id and p.id = k.phone_contact_id
    join contacts e on e.clinic_id = k.clinic_id and e.id = k.email_contact_id
    where k.clinic_id = ${tx.clinicId} and k.status = 'open'
    order by k.created_at
    limit ${page.limit} offset ${page.offset}`)
}
