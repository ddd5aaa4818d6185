import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { rootOf } from '../../kit/merged.ts'
import { showPhone } from '../../kit/phone.ts'
import { type Language, languageOf } from '../wording/default-templates.ts'
import { asName, firstNameOf, NO_VALUES, type Values } from '../wording/template.ts'
import { findVisit, type Visit, valuesOf } from './compose-notice.ts'

/** Whom a step speaks to: about a visit as whoever was booked for it, else as the contact. */
export interface Recipient {
  name: string
  email: string | null
  phone: string | null
  language: Language
  /** Null: nobody knows it. */
  ownZone: string | null
  clinicZone: string
  /** Their own, else the clinic's. */
  timeZone: string
  clinicSlug: string
  clinicPhone: string | null
  /** Where answers to mails go; null: nowhere. */
  clinicEmail: string | null
  values: Values
  visit: Visit | null
}

export async function findRecipient(
  tx: Tx,
  { contactId, appointmentId }: { contactId: string; appointmentId: string | null },
): Promise<Recipient | undefined> {
  if (appointmentId) {
    const visit = await findVisit(tx, appointmentId)
    return visit && toRecipient(visit)
  }
  return findPerson(tx, contactId)
}

function toRecipient(visit: Visit): Recipient {
  return {
    name: visit.attendee_name,
    email: visit.attendee_email,
    phone: visit.attendee_phone_e164,
    language: languageOf(visit.attendee_locale ?? visit.clinic_locale),
    ownZone: visit.own_time_zone,
    clinicZone: visit.clinic_time_zone,
    timeZone: visit.time_zone,
    clinicSlug: visit.clinic_slug,
    clinicPhone: visit.clinic_phone,
    clinicEmail: visit.clinic_email,
    values: valuesOf(visit),
    visit,
  }
}

async function findPerson(tx: Tx, contactId: string): Promise<Recipient | undefined> {
  const row = await tx.one(
    sql<{
      name: string
      email: string | null
      phone: string | null
      locale: string
      own_zone: string | null
      clinic_zone: string
      slug: string
      clinic_name: string
      clinic_phone: string | null
      clinic_email: string | null
      country: string
      address: string | null
      service: string | null
    }>`
      select root.display_name as name, mail.value as email, phone.value as phone, coalesce(root.locale, talk.language, clinic.locale) as locale,
        root.time_zone as own_zone, clinic.time_zone as clinic_zone, clinic.slug, clinic.name as clinic_name, clinic.phone_e164 as clinic_phone,
        clinic.email as clinic_email, clinic.country, clinic.address, case when clinic.names_procedures then lead.name end as service
      from contacts c
      join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
      join clinics clinic on clinic.clinic_id = c.clinic_id
      left join leads interest on interest.clinic_id = root.clinic_id and interest.contact_id = root.id
      left join services lead on lead.clinic_id = root.clinic_id and lead.id = interest.service_id
      left join lateral (${latest(tx, 'email')}) mail on true
      left join lateral (${latest(tx, 'phone')}) phone on true
      left join lateral (
        select language
        from conversations
        where clinic_id = root.clinic_id and contact_id = root.id
        order by last_message_at desc
        limit 1
      ) talk on true
      where c.clinic_id = ${tx.clinicId} and c.id = ${contactId}`,
  )
  if (!row) return undefined
  return {
    name: row.name,
    email: row.email,
    phone: row.phone,
    language: languageOf(row.locale),
    ownZone: row.own_zone,
    clinicZone: row.clinic_zone,
    timeZone: row.own_zone ?? row.clinic_zone,
    clinicSlug: row.slug,
    clinicPhone: row.clinic_phone,
    clinicEmail: row.clinic_email,
    values: {
      ...NO_VALUES,
      first_name: firstNameOf(row.name),
      patient_name: asName(row.name),
      clinic_name: row.clinic_name,
      clinic_phone: row.clinic_phone ? showPhone(row.clinic_phone, row.country) : '',
      clinic_address: row.address ?? '',
      location: row.address ?? '',
      service: row.service ?? '',
    },
    visit: null,
  }
}

/**
 * Where whoever was merged into one person is reached; what was told last. What somebody typed in beside what was known may be
 * anybody's, and stands in only where nothing else is known (docs/decisions/0023).
 */
function latest(tx: Tx, kind: 'email' | 'phone') {
  return sql`
    select i.value
    from contacts member
    join contact_identifiers i on i.clinic_id = member.clinic_id and i.contact_id = member.id
    where member.clinic_id = ${tx.clinicId} and (member.id = root.id or member.merged_into_id = root.id) and i.kind = ${kind}
      and (i.standing <> 'claimed' or not exists (
        select
        from contacts part
        join contact_identifiers known on known.clinic_id = part.clinic_id and known.contact_id = part.id
        where part.clinic_id = root.clinic_id and (part.id = root.id or part.merged_into_id = root.id) and known.standing <> 'claimed'))
    order by i.created_at desc, i.id desc
    limit 1`
}
