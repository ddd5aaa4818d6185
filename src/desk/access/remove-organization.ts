import { sql } from 'kysely'
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'

/** Takes back an organization whose clinic could not be made; members go with it. */
export async function removeOrganization(database: Database, clinicId: ClinicId): Promise<void> {
  await database.signIn.statements.run(sql`
    delete from auth.organization
    where id = ${clinicId}`)
}
