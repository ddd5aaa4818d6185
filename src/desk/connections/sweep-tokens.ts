/** Renews access tokens that end, a month before they do. */
import { sql } from 'kysely'
import type { Keyring } from '../../kit/crypto.ts'
import type { Desk } from '../../kit/events.ts'
import { mintClinicId } from '../../kit/ids.ts'
import { askNewToken } from './ask-new-token.ts'
import type { OpenVendor } from './ask-vendor.ts'
import { TOKEN_VENDORS } from './connection.ts'

/** Of one connection; also how old Meta wants a token to be. When an entered one ends is known after the first renewal. */
const AT_MOST_EVERY = { hours: 24 }
/** Vendors asked at a time. */
const BATCH = 8

/**
 * Returns how many were due. A claim under the row's lock puts the next try off by a day before the vendor is asked: no two
 * nodes renew the same token, and whatever goes wrong is tried again on each of the days that are left.
 */
export async function sweepTokens(
  desk: Desk,
  { open, keyring }: { open: OpenVendor; keyring: Keyring },
): Promise<number> {
  const due = await desk.database.acrossClinics((tx) => {
    const now = tx.clock.now()
    return tx.many(sql<{ clinic_id: string; id: string }>`
      update connections
      set token_due_at = ${now.add(AT_MOST_EVERY)}
      from (
        select clinic_id, id
        from connections
        where status = 'active' and vendor = any(${[...TOKEN_VENDORS]})
          and (token_due_at <= ${now} or token_due_at is null and created_at <= ${now.subtract(AT_MOST_EVERY)})
        limit ${BATCH}
        for update skip locked
      ) ripe
      where connections.clinic_id = ripe.clinic_id and connections.id = ripe.id
      returning connections.clinic_id, connections.id`)
  })
  await Promise.all(
    due.map(async ({ clinic_id, id: connectionId }) => {
      const clinicId = mintClinicId(clinic_id)
      try {
        await askNewToken(desk.database, { clinicId, connectionId, open, keyring })
      } catch (error) {
        // A seal that no secret opens, or a bug: the others are renewed all the same.
        desk.log.error('token.not_renewed', { clinicId, connectionId }, error)
      }
    }),
  )
  return due.length
}
