import { sql } from 'kysely'
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { ProviderError } from '../../kit/problem.ts'
import type { MessagingPort } from '../../providers/messaging/port.ts'
import type { Vendor } from './connection.ts'

/** Opens the way out of a connection; null for a vendor that carries no conversations. */
export type OpenVendor = (via: {
  clinicId: ClinicId
  connectionId: string
  vendor: Vendor
  secretSealed: string
}) => MessagingPort | null

export type VendorSays =
  /** `label` names the account in the vendor's words; null where there is nobody to ask, as for our own chat. */
  | { ok: true; label: string | null }
  /** `local`: an account that nobody has, whose messages are kept here. Else a code of the messaging port. */
  | { ok: false; code: string }

/**
 * Asks a connection's vendor whether its credentials are right, and sends nothing. Null where the clinic has no such
 * connection or its vendor cannot be asked: Cal.com tells by its own test.
 */
export async function askVendor(
  database: Database,
  { clinicId, connectionId, open }: { clinicId: ClinicId; connectionId: string; open: OpenVendor },
): Promise<VendorSays | 'not_found' | 'not_askable'> {
  const found = await database.inClinic(clinicId, (tx) =>
    tx.one(sql<{ vendor: Vendor; secret_sealed: string; is_local: boolean }>`
      select vendor, secret_sealed, settings ->> 'is_local' is not distinct from 'yes' as is_local
      from connections
      where clinic_id = ${tx.clinicId} and id = ${connectionId} and status = 'active'`),
  )
  if (!found) return 'not_found'
  if (found.vendor === 'widget') return { ok: true, label: null }
  if (found.is_local) return { ok: false, code: 'local' }
  const port = open({ clinicId, connectionId, vendor: found.vendor, secretSealed: found.secret_sealed })
  if (!port) return 'not_askable'
  try {
    const { label } = await port.check()
    return { ok: true, label }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { ok: false, code: error.code ?? 'failed' }
  }
}
