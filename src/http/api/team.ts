import * as routes from '../../../packages/contract/src/routes.ts'
import { findInvitations, findMembers } from '../../desk/access/find-team.ts'
import { findPasswordResets } from '../../desk/access/password-reset.ts'
import { isRole, mayGrant, type Role } from '../../desk/access/permission.ts'
import { systemClock } from '../../kit/clock.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { conflict, forbidden, notFound } from '../../kit/problem.ts'
import { instant } from '../present.ts'
import { invitationLink, resetLink } from '../sign-in.ts'
import type { FoyerContext } from '../visitor.ts'
import { type Api, answer, type Doors, staffOf } from './api.ts'

export function answerTeam(api: Api, { database, signIn, publicUrl, carried }: Doors): void {
  const sendsMail = carried.includes('email')

  answer(api, routes.listTeam, async (c) => {
    const { clinicId, role, person } = staffOf(c)
    const members = await findMembers(database, clinicId)
    const invitations = await findInvitations(database, clinicId, systemClock.now())
    // A link lets its bearer in: only those who may invite see it.
    const seesLinks = mayGrant(role, 'viewer')
    // And one for a new password as that very person: those who may make and remove such a member, and no program.
    const resets = person && !sendsMail ? await findPasswordResets(database, clinicId, systemClock.now()) : []
    return c.json(
      {
        members: members.map((member) => ({
          id: member.id,
          user_id: member.userId,
          name: member.name,
          email: member.email,
          role: member.role,
          is_you: member.userId === person?.userId,
          created_at: instant(member.createdAt),
        })),
        invitations: invitations.map((invitation) => ({
          id: seesLinks ? invitation.id : '',
          email: invitation.email,
          role: invitation.role,
          link: seesLinks ? invitationLink(publicUrl, invitation.id) : '',
          expires_at: instant(invitation.expiresAt),
        })),
        password_resets: resets
          .filter((reset) => mayGrant(role, reset.role))
          .map((reset) => ({
            user_id: reset.userId,
            name: reset.name,
            email: reset.email,
            link: resetLink(publicUrl, reset.token),
            expires_at: instant(reset.expiresAt),
          })),
        sends_mail: sendsMail,
      },
      200,
    )
  })

  answer(api, routes.inviteMember, async (c) => {
    const { clinicId, role: own } = onlyPeople(c)
    const { email, role } = c.req.valid('json')
    demandGrant(own, role)
    const invitation = await signIn.api.createInvitation({
      body: { email, role, organizationId: clinicId },
      headers: c.req.raw.headers,
    })
    const answered = {
      id: invitation.id,
      email: invitation.email,
      role,
      link: invitationLink(publicUrl, invitation.id),
      expires_at: instant(invitation.expiresAt),
    }
    return c.json({ invitation: answered }, 201)
  })

  answer(api, routes.cancelInvitation, async (c) => {
    const { clinicId } = onlyPeople(c)
    const { id } = c.req.valid('param')
    const open = await findInvitations(database, clinicId, systemClock.now())
    if (!open.some((invitation) => invitation.id === id)) throw notFound('There is no such open invitation')
    await signIn.api.cancelInvitation({ body: { invitationId: id }, headers: c.req.raw.headers })
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.changeMemberRole, async (c) => {
    const { clinicId, role: own } = onlyPeople(c)
    const { id } = c.req.valid('param')
    const { role } = c.req.valid('json')
    const member = await memberOf(clinicId, id)
    demandGrant(own, role)
    demandGrant(own, member.role)
    if (member.role === 'owner' && role !== 'owner') await demandAnotherOwner(clinicId)
    await signIn.api.updateMemberRole({
      body: { memberId: id, role, organizationId: clinicId },
      headers: c.req.raw.headers,
    })
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.removeMember, async (c) => {
    const { clinicId, role: own } = onlyPeople(c)
    const { id } = c.req.valid('param')
    const member = await memberOf(clinicId, id)
    demandGrant(own, member.role)
    if (member.role === 'owner') await demandAnotherOwner(clinicId)
    await signIn.api.removeMember({
      body: { memberIdOrEmail: id, organizationId: clinicId },
      headers: c.req.raw.headers,
    })
    return c.json({ ok: true as const }, 200)
  })

  async function memberOf(clinicId: ClinicId, id: string) {
    const member = (await findMembers(database, clinicId)).find((candidate) => candidate.id === id)
    if (!member || !isRole(member.role)) throw notFound('Nobody with this id belongs to this clinic')
    return member
  }

  async function demandAnotherOwner(clinicId: ClinicId): Promise<void> {
    const owners = (await findMembers(database, clinicId)).filter((member) => member.role === 'owner')
    if (owners.length < 2) throw conflict('A clinic keeps an owner; make somebody else an owner first')
  }
}

/** better-auth changes members on behalf of a person's session. */
function onlyPeople(c: FoyerContext) {
  const staff = staffOf(c)
  if (!staff.person) throw forbidden('Only a signed-in person changes the team, not an API key')
  return staff
}

function demandGrant(own: Role, role: Role): void {
  if (!mayGrant(own, role)) throw forbidden('Only an owner makes, changes or removes an owner')
}
