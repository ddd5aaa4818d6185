import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { OWN_SOURCE } from './write-booking.ts'

/**
 * How many appointments are to come that this person made here, by the number that they gave. Anybody may type anybody's
 * address: it counts, as the contact that was recognized by it does, only where one of the two gave no number.
 */
export async function countOpenBookings(tx: Tx, appointmentId: string): Promise<number> {
  const row = await tx.one(sql<{ count: number }>`
    select count(*)
    from appointments own
    join appointments a on a.clinic_id = own.clinic_id
      and (a.attendee_phone_e164 = own.attendee_phone_e164
        or (a.attendee_phone_e164 is null or own.attendee_phone_e164 is null)
          and (a.contact_id = own.contact_id or a.attendee_email = own.attendee_email))
    where own.clinic_id = ${tx.clinicId} and own.id = ${appointmentId} and a.source = ${OWN_SOURCE}
      and a.status in ('pending', 'booked') and a.start_at > ${tx.clock.now()}`)
  return row?.count ?? 0
}
