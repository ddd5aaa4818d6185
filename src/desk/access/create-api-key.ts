import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { apiKeyHash, apiKeyPrefix, newApiKeyText } from './api-key.ts'
import { apiKeyCreated, apiKeyRevoked } from './events.ts'
import { mayGrant, ROLES, type Role } from './permission.ts'

export const CreateApiKey = z.strictObject({
  name: z.string().trim().min(1).max(80),
  role: z.enum(ROLES),
})
export type CreateApiKey = z.infer<typeof CreateApiKey>

/** Makes a key and returns its text, which is shown this once and never again. */
export async function createApiKey(
  tx: Tx,
  actor: Actor & { role: Role },
  input: CreateApiKey,
): Promise<{ ok: true; id: string; text: string } | { ok: false; reason: 'role_too_high' }> {
  if (!mayGrant(actor.role, input.role)) return { ok: false, reason: 'role_too_high' }
  const text = newApiKeyText()
  const id = uuidv7(tx.clock.now())
  await tx.run(sql`
    insert into api_keys (clinic_id, id, name, role, key_hash, key_prefix, created_by, created_at)
    values (${tx.clinicId}, ${id}, ${input.name}, ${input.role}, ${apiKeyHash(text)}, ${apiKeyPrefix(text)}, ${actor.id ?? actor.kind}, ${tx.clock.now()})`)
  await record(tx, apiKeyCreated, {
    actor: { kind: actor.kind, id: actor.id },
    payload: { apiKeyId: id, role: input.role },
  })
  return { ok: true, id, text }
}

/** Ends a key at once; false when there is no such key, it had ended, or only an owner may end it. */
export async function revokeApiKey(tx: Tx, actor: Actor & { role: Role }, id: string): Promise<boolean> {
  const grantable = ROLES.filter((role) => mayGrant(actor.role, role))
  const revoked = await tx.run(sql`
    update api_keys
    set revoked_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${id} and revoked_at is null and role = any(${grantable})`)
  if (revoked === 0) return false
  await record(tx, apiKeyRevoked, { actor: { kind: actor.kind, id: actor.id }, payload: { apiKeyId: id } })
  return true
}
