import { sql } from 'kysely'
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import type { Role } from './permission.ts'

export interface MemberRecord {
  id: string
  userId: string
  name: string
  email: string
  role: Role
  createdAt: Date
}

/** The people of a clinic. Sign-in's tables know no row-level security: every statement here names the clinic. */
export function findMembers(database: Database, clinicId: ClinicId): Promise<MemberRecord[]> {
  return database.signIn.statements.many(sql<MemberRecord>`
    select m.id, m."userId", u.name, u.email, m.role, m."createdAt"
    from auth.member m
    join auth."user" u on u.id = m."userId"
    where m."organizationId" = ${clinicId}
    order by m."createdAt"`)
}

export interface InvitationRecord {
  id: string
  email: string
  role: Role
  expiresAt: Date
}

export function findInvitations(
  database: Database,
  clinicId: ClinicId,
  now: Temporal.Instant,
): Promise<InvitationRecord[]> {
  return database.signIn.statements.many(sql<InvitationRecord>`
    select id, email, role, "expiresAt"
    from auth.invitation
    where "organizationId" = ${clinicId} and status = 'pending' and "expiresAt" > ${now}
    order by "createdAt"`)
}

export interface MembershipRecord {
  clinicId: string
  name: string
  role: Role
}

/** The clinics of a person. */
export function findMemberships(database: Database, userId: string): Promise<MembershipRecord[]> {
  return database.signIn.statements.many(sql<MembershipRecord>`
    select m."organizationId" as "clinicId", o.name, m.role
    from auth.member m
    join auth.organization o on o.id = m."organizationId"
    where m."userId" = ${userId}
    order by m."createdAt"`)
}

/** Names of users by id, for the timeline. */
export async function findUserNames(database: Database, userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await database.signIn.statements.many(sql<{ id: string; name: string }>`
    select id, name
    from auth."user"
    where id = any(${userIds})`)
  return new Map(rows.map((row) => [row.id, row.name]))
}
