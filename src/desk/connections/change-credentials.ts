import { sql } from 'kysely'
import type { Keyring } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { type Credentials, packCredentials, secretContext, unpackCredentials } from './connection.ts'
import { connectionSecretChanged } from './events.ts'

/**
 * Puts others in the place of some of a connection's credentials: what is not given stays, an empty text takes one away.
 * What was checked before says nothing any more. False where there is no such connection.
 */
export async function changeCredentials(
  tx: Tx,
  actor: Actor,
  input: {
    connectionId: string
    given: Credentials
    /** Which of them may be shown. */
    isShown: (name: string) => boolean
    keyring: Keyring
  },
): Promise<boolean> {
  const { connectionId, given, isShown, keyring } = input
  const context = secretContext(tx.clinicId, connectionId)
  const known = await tx.one(sql<{ vendor: string; secret_sealed: string }>`
    select vendor, secret_sealed
    from connections
    where clinic_id = ${tx.clinicId} and id = ${connectionId} and status = 'active'
    for update`)
  if (!known) return false
  const merged = { ...unpackCredentials(keyring.open(known.secret_sealed, context)), ...given }
  const credentials = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
  const settings = Object.fromEntries(Object.entries(credentials).filter(([name]) => isShown(name)))
  await tx.run(sql`
    update connections
    set secret_sealed = ${keyring.seal(packCredentials(credentials), context)}, settings = ${JSON.stringify(settings)}::jsonb,
      checked_at = null, check_error = null, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${connectionId}`)
  await record(tx, connectionSecretChanged, { actor, payload: { connectionId, vendor: known.vendor } })
  return true
}
