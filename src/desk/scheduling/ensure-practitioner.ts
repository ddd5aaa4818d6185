import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'
import type { Booking } from '../../providers/bookings/notice.ts'

/** The practitioner whom the vendor names, made where the clinic has none of this address yet; null without an address. */
export async function ensurePractitioner(tx: Tx, organizer: Booking['organizer']): Promise<string | null> {
  if (!organizer.email) return null
  const now = tx.clock.now()
  const row = await tx.one(sql<{ id: string }>`
    insert into practitioners (clinic_id, id, name, email, created_at)
    values (${tx.clinicId}, ${uuidv7(now)}, ${organizer.name ?? organizer.email}, ${organizer.email}, ${now})
    on conflict on constraint practitioners_email_key do nothing
    returning id`)
  if (row) return row.id
  const known = await tx.one(sql<{ id: string }>`
    select id
    from practitioners
    where clinic_id = ${tx.clinicId} and email = ${organizer.email}`)
  return known?.id ?? null
}
