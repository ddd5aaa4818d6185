import { sql } from 'kysely'
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { ProviderError } from '../../kit/problem.ts'
import type { OpenVendor } from './ask-vendor.ts'
import { TEMPLATE_VENDORS, type Vendor } from './connection.ts'
import { keepTemplates, noteTemplatesUnread } from './keep-templates.ts'

/**
 * Asks a connection's vendor for its templates and keeps them; what it says against it is kept too, beside the list that was
 * read before. Does nothing where the vendor has no templates, or nobody has the account.
 */
export async function askTemplates(
  database: Database,
  { clinicId, connectionId, open }: { clinicId: ClinicId; connectionId: string; open: OpenVendor },
): Promise<void> {
  const found = await database.inClinic(clinicId, (tx) =>
    tx.one(sql<{ vendor: Vendor; secret_sealed: string }>`
      select vendor, secret_sealed
      from connections
      where clinic_id = ${tx.clinicId} and id = ${connectionId} and status = 'active' and vendor = any(${[...TEMPLATE_VENDORS]})
        and settings ->> 'is_local' is distinct from 'yes'`),
  )
  if (!found) return
  const port = open({ clinicId, connectionId, vendor: found.vendor, secretSealed: found.secret_sealed })
  const read = port?.templates ? await port.templates().catch(codeOf) : 'cannot_list'
  await database.inClinic(clinicId, (tx) =>
    typeof read === 'string'
      ? noteTemplatesUnread(tx, { connectionId, error: read })
      : keepTemplates(tx, { connectionId, templates: read }),
  )
}

function codeOf(error: unknown): string {
  if (error instanceof ProviderError) return error.code ?? 'failed'
  throw error
}
