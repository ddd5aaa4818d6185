/** Somebody forgot their password: a link, used once and within an hour, lets them choose another. */
import { sql } from 'kysely'
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import type { Role } from './permission.ts'

/** Before the token, in better-auth's name of what is to be verified. */
export const RESET_PREFIX = 'reset-password:'

export interface PasswordResetRecord {
  userId: string
  name: string
  email: string
  role: Role
  token: string
  expiresAt: Date
}

/**
 * Who of a clinic's people waits for a new password, one link each, the newest. Only those who belong to no other
 * clinic: the link lets its bearer in everywhere its person belongs, and is shown here to one clinic's owners.
 * Links that were mailed are kept as hashes and are not among them.
 */
export function findPasswordResets(
  database: Database,
  clinicId: ClinicId,
  now: Temporal.Instant,
): Promise<PasswordResetRecord[]> {
  return database.signIn.statements.many(sql<PasswordResetRecord>`
    select distinct on (u.id) u.id as "userId", u.name, u.email, m.role,
      substr(v.identifier, ${RESET_PREFIX.length + 1}::int) as token, v."expiresAt"
    from auth.verification v
    join auth."user" u on u.id = v.value
    join auth.member m on m."userId" = u.id and m."organizationId" = ${clinicId}
    where starts_with(v.identifier, ${RESET_PREFIX}) and v."expiresAt" > ${now}
      and not exists (
        select
        from auth.member other
        where other."userId" = u.id and other."organizationId" <> ${clinicId})
    order by u.id, v."expiresAt" desc`)
}

/**
 * What began under the old password ends with it: other links, sign-ins that wait for their code, and devices that
 * were trusted not to be asked for one.
 */
export async function endWhatWasBegun(database: Database, userId: string): Promise<void> {
  await database.signIn.statements.run(sql`
    delete from auth.verification
    where value = ${userId}`)
}
