import { sql } from 'kysely'
import type { Keyring } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { record } from '../../kit/events.ts'
import { secretContext, type Vendor } from './connection.ts'
import { createConnection } from './create-connection.ts'
import { connectionSecretChanged } from './events.ts'

/**
 * The connection of this name with this secret, made or changed where it is not so: for a one-clinic installation
 * whose secret comes from the environment. Runs at every start.
 */
export async function ensureConnection(
  tx: Tx,
  actor: Actor,
  input: { vendor: Vendor; name: string; secret: string; keyring: Keyring },
): Promise<void> {
  const { vendor, name, secret, keyring } = input
  const known = await tx.one(sql<{ id: string; secret_sealed: string }>`
    select id, secret_sealed
    from connections
    where clinic_id = ${tx.clinicId} and vendor = ${vendor} and name = ${name} and status = 'active'
    for update`)
  if (!known) {
    await createConnection(tx, actor, { vendor, name, secret, keyring })
    return
  }
  const context = secretContext(tx.clinicId, known.id)
  if (keyring.open(known.secret_sealed, context) === secret) return
  await tx.run(sql`
    update connections
    set secret_sealed = ${keyring.seal(secret, context)}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${known.id}`)
  await record(tx, connectionSecretChanged, { actor, payload: { connectionId: known.id, vendor } })
}
