import { sql } from 'kysely'
import { z } from 'zod'
import type { Keyring } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { type Credentials, newWebhookSecret, packCredentials, secretContext, VENDORS } from './connection.ts'
import { connectionCreated, connectionRemoved, connectionSecretChanged } from './events.ts'

export const CreateConnection = z.strictObject({
  vendor: z.enum(VENDORS),
  name: z.string().trim().min(1).max(80),
  /** The secret that was already entered at the vendor; without it a new one is made. */
  secret: z.string().min(16).max(200).optional(),
})
export type CreateConnection = z.infer<typeof CreateConnection>

/**
 * Makes a connection and returns its secret, which is shown this once and never again. A messaging vendor's `credentials`
 * are sealed together; `settings` is what of them may be shown.
 */
export async function createConnection(
  tx: Tx,
  actor: Actor,
  input: CreateConnection & {
    credentials?: Credentials
    settings?: Record<string, string>
    keyring: Keyring
  },
): Promise<{ id: string; secret: string }> {
  const now = tx.clock.now()
  const id = uuidv7(now)
  const secret = input.credentials ? packCredentials(input.credentials) : (input.secret ?? newWebhookSecret())
  const sealed = input.keyring.seal(secret, secretContext(tx.clinicId, id))
  await tx.run(sql`
    insert into connections (clinic_id, id, vendor, name, secret_sealed, settings, created_at, updated_at)
    values (${tx.clinicId}, ${id}, ${input.vendor}, ${input.name}, ${sealed}, ${JSON.stringify(input.settings ?? {})}::jsonb, ${now}, ${now})`)
  await record(tx, connectionCreated, { actor, payload: { connectionId: id, vendor: input.vendor } })
  return { id, secret }
}

/** Replaces the secret; what is signed with the old one is refused from then on. Null where there is no such connection. */
export async function changeConnectionSecret(
  tx: Tx,
  actor: Actor,
  input: { id: string; keyring: Keyring },
): Promise<{ secret: string } | null> {
  const secret = newWebhookSecret()
  const sealed = input.keyring.seal(secret, secretContext(tx.clinicId, input.id))
  const row = await tx.one(sql<{ vendor: string }>`
    update connections
    set secret_sealed = ${sealed}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${input.id} and status = 'active'
    returning vendor`)
  if (!row) return null
  await record(tx, connectionSecretChanged, {
    actor,
    payload: { connectionId: input.id, vendor: row.vendor },
  })
  return { secret }
}

/** Closes the door; what came through it stays. False where there is no such open connection. */
export async function removeConnection(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const row = await tx.one(sql<{ vendor: string }>`
    update connections
    set status = 'disabled', updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${id} and status = 'active'
    returning vendor`)
  if (!row) return false
  await record(tx, connectionRemoved, { actor, payload: { connectionId: id, vendor: row.vendor } })
  return true
}
