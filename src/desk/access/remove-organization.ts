import { sql } from 'kysely'
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'

/** Takes back an organization whose clinic could not be made; members go with it. */
export async function removeOrganization(database: Database, clinicId: ClinicId): Promise<void> {
  await database.signIn.statements.run(sql`
    delete from auth.organization
    where id = ${clinicId}`)
}

/** Takes back a person and an organization of a sign-up that never became a clinic. */
export async function removeLeftovers(
  database: Database,
  of: { email: string; slug: string },
): Promise<void> {
  await database.signIn.statements.run(sql`
    delete from auth.organization
    where slug = ${of.slug}`)
  await database.signIn.statements.run(sql`
    delete from auth."user"
    where email = ${of.email}`)
}
