import { sql } from 'kysely'
import type { Keyring } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { type Credentials, packCredentials, secretContext, unpackCredentials } from './connection.ts'
import { connectionSecretChanged } from './events.ts'

export type Changed =
  | { ok: true }
  | { ok: false; reason: 'not_found' | 'outdated' }
  /** `names`: the secrets that are not given anew. */
  | { ok: false; reason: 'secrets_needed'; names: string[] }

/** Meta renews no token that is younger than 24 hours, and how old the entered one is nobody knows. */
const TOKEN_RESTS = { hours: 24 }

/**
 * Puts others in the place of some of a connection's credentials: what is not given stays, an empty text takes one away.
 * What was checked before says nothing any more, nor what was known of templates and of the token's end. Refused: where there is
 * no such connection, where it has other credentials by now than `onlyOver`, and another host without every secret anew, since
 * whoever gives the address of a server of their own would be told them.
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
    /** What the given ones were made from: somebody may have entered others meanwhile. */
    onlyOver?: Credentials
  },
): Promise<Changed> {
  const { connectionId, given, isShown, keyring, onlyOver = {} } = input
  const now = tx.clock.now()
  const context = secretContext(tx.clinicId, connectionId)
  const known = await tx.one(sql<{ vendor: string; secret_sealed: string }>`
    select vendor, secret_sealed
    from connections
    where clinic_id = ${tx.clinicId} and id = ${connectionId} and status = 'active'
    for update`)
  if (!known) return { ok: false, reason: 'not_found' }
  const standing = unpackCredentials(keyring.open(known.secret_sealed, context))
  if (Object.entries(onlyOver).some(([name, value]) => standing[name] !== value)) {
    return { ok: false, reason: 'outdated' }
  }
  const kept = Object.keys(standing).filter((name) => !isShown(name) && given[name] === undefined)
  if (isOtherHost(standing.base_url, given.base_url) && kept.length > 0) {
    return { ok: false, reason: 'secrets_needed', names: kept }
  }
  const merged = { ...standing, ...given }
  const credentials = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
  const settings = Object.fromEntries(Object.entries(credentials).filter(([name]) => isShown(name)))
  await tx.run(sql`
    update connections
    set secret_sealed = ${keyring.seal(packCredentials(credentials), context)}, settings = ${JSON.stringify(settings)}::jsonb,
      checked_at = null, check_error = null, templates_due_at = ${now}, templates_error = null, token_expires_at = null,
      token_due_at = ${now.add(TOKEN_RESTS)}, token_error = null, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${connectionId}`)
  await record(tx, connectionSecretChanged, { actor, payload: { connectionId, vendor: known.vendor } })
  return { ok: true }
}

/** Another scheme, host or port: what is sent there is read by somebody else. */
function isOtherHost(standing: string | undefined, given: string | undefined): boolean {
  if (!standing || given === undefined) return false
  const [old, next] = [URL.parse(standing), URL.parse(given)]
  return old?.origin !== next?.origin
}
