import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

interface Asked {
  contactId: string | null
  practitionerIds: readonly string[]
}

/** Whom of these the contact came to last, or is to come to; merged contacts are one. Null where they came to none. */
export async function findOwnPractitioner(tx: Tx, asked: Asked): Promise<string | null> {
  const row = await tx.one(sql<{ practitioner_id: string }>`${lastVisitTo(tx, asked)}`)
  return row?.practitioner_id ?? null
}

/** The same as a relation of one `practitioner_id`. */
export function lastVisitTo(tx: Tx, { contactId, practitionerIds }: Asked): RawBuilder<unknown> {
  return sql`
      select practitioner_id
      from appointments
      where clinic_id = ${tx.clinicId} and practitioner_id = any(${practitionerIds}::uuid[]) and absorbed_into_id is null
        and status in ('pending', 'booked', 'arrived', 'fulfilled') and contact_id = any(array(
          select ${contactId}::uuid
          union all
          select id
          from contacts
          where clinic_id = ${tx.clinicId} and merged_into_id = ${contactId}))
      order by start_at desc
      limit 1`
}
