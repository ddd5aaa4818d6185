import { sql } from 'kysely'
import type { Keyring } from '../../kit/crypto.ts'
import type { Database } from '../../kit/db.ts'
import { system } from '../../kit/events.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { ProviderError } from '../../kit/problem.ts'
import type { OpenVendor } from './ask-vendor.ts'
import { changeCredentials } from './change-credentials.ts'
import { secretContext, TOKEN_VENDORS, unpackCredentials, type Vendor } from './connection.ts'
import { noteTokenKept, noteTokenRenewed } from './note-token.ts'

/**
 * Asks a connection's vendor for another access token and keeps it in the place of the old one. Where the vendor refuses, or
 * does not answer, the old one stays, and what it said is kept for staff. Where staff have entered another one meanwhile,
 * theirs stays.
 */
export async function askNewToken(
  database: Database,
  input: { clinicId: ClinicId; connectionId: string; open: OpenVendor; keyring: Keyring },
): Promise<void> {
  const { clinicId, connectionId, open, keyring } = input
  const found = await database.inClinic(clinicId, (tx) =>
    tx.one(sql<{ vendor: Vendor; secret_sealed: string; settings: Record<string, string> }>`
      select vendor, secret_sealed, settings
      from connections
      where clinic_id = ${tx.clinicId} and id = ${connectionId} and status = 'active' and vendor = any(${[...TOKEN_VENDORS]})
        and settings ->> 'is_local' is distinct from 'yes'`),
  )
  if (!found) return
  const port = open({ clinicId, connectionId, vendor: found.vendor, secretSealed: found.secret_sealed })
  if (!port?.renewToken) return
  const renewed = await port.renewToken().catch((error: unknown) => {
    if (error instanceof ProviderError) return error
    throw error
  })
  const old = unpackCredentials(keyring.open(found.secret_sealed, secretContext(clinicId, connectionId)))
  await database.inClinic(clinicId, async (tx) => {
    if (renewed instanceof ProviderError) {
      return noteTokenKept(tx, { connectionId, error: renewed.code ?? 'failed' })
    }
    const changed = await changeCredentials(tx, system, {
      ...{ connectionId, keyring, given: renewed.credentials },
      isShown: (name) => name in found.settings,
      onlyOver: Object.fromEntries(Object.keys(renewed.credentials).map((name) => [name, old[name] ?? ''])),
    })
    if (changed.ok) await noteTokenRenewed(tx, { connectionId, expiresAt: renewed.expiresAt })
  })
}
