import * as routes from '../../../packages/contract/src/routes.ts'
import { createApiKey, revokeApiKey } from '../../desk/access/create-api-key.ts'
import { findApiKeys } from '../../desk/access/find-api-keys.ts'
import { findMemberships } from '../../desk/access/find-team.ts'
import { permissionsOf, type Role } from '../../desk/access/permission.ts'
import { removeOrganization } from '../../desk/access/remove-organization.ts'
import { changeClinic } from '../../desk/clinics/change-clinic.ts'
import { ClinicSettings, slugOf } from '../../desk/clinics/clinic.ts'
import { CreateClinic, createClinic } from '../../desk/clinics/create-clinic.ts'
import { findClinic } from '../../desk/clinics/find-clinic.ts'
import { plansWith } from '../../desk/clinics/plan.ts'
import { type ClinicId, mintClinicId, uuidv7 } from '../../kit/ids.ts'
import { badRequest, forbidden, invariant, notFound, planRequired, unprocessable } from '../../kit/problem.ts'
import { instant, presentClinic } from '../present.ts'
import type { FoyerContext } from '../visitor.ts'
import { type Api, answer, type Doors, staffOf } from './api.ts'
import { answerTeam } from './team.ts'

export function answerAccess(api: Api, doors: Doors): void {
  answerWho(api, doors)
  answerTeam(api, doors)
  answerKeys(api, doors)
}

function answerWho(api: Api, { database, signIn, defaultPlan, liveTokens }: Doors): void {
  const clinicOf = async (clinicId: ClinicId) => {
    const clinic = await database.inClinic(clinicId, (tx) => findClinic(tx))
    invariant(clinic, 'a member belongs to a missing clinic')
    return presentClinic(clinic)
  }

  answer(api, routes.getMe, async (c) => {
    const { clinicId, role, person } = c.get('visitor')
    const clinic = clinicId ? await database.inClinic(clinicId, (tx) => findClinic(tx)) : undefined
    const memberships = person ? await findMemberships(database, person.userId) : []
    if (person) await prolongSession(c, signIn)
    return c.json(
      {
        user: person
          ? {
              id: person.userId,
              name: person.name,
              email: person.email,
              two_factor_enabled: person.twoFactorEnabled,
            }
          : null,
        clinic: clinic ? presentClinic(clinic) : null,
        role,
        permissions: role ? permissionsOf(role) : [],
        clinics: memberships.map(({ clinicId: id, name, role: own }) => ({ id, name, role: own })),
      },
      200,
    )
  })

  answer(api, routes.createClinicRoute, async (c) => {
    const { person, actor } = c.get('visitor')
    if (!person)
      throw forbidden('An API key belongs to a clinic and cannot open another; sign in as a person')
    const body = c.req.valid('json')
    const input = CreateClinic.safeParse({
      name: body.name,
      timeZone: body.time_zone,
      ...(body.country ? { country: body.country } : {}),
      ...(body.locale ? { locale: body.locale } : {}),
    })
    if (!input.success) throw badRequest(input.error.issues[0]?.message ?? 'The clinic is not of the form')
    const organization = await signIn.api.createOrganization({
      body: { name: body.name, slug: `${slugOf(body.name)}-${uuidv7().slice(-8)}` },
      headers: c.req.raw.headers,
    })
    invariant(organization, 'sign-in made no organization')
    const clinicId = mintClinicId(organization.id)
    try {
      await database.inClinic(clinicId, (tx) => createClinic(tx, actor, { ...input.data, plan: defaultPlan }))
    } catch (error) {
      // Sign-in keeps its tables by itself: without its clinic the organization must not stay.
      await removeOrganization(database, clinicId)
      throw error
    }
    await signIn.api.setActiveOrganization({ body: { organizationId: clinicId }, headers: c.req.raw.headers })
    return c.json({ clinic: await clinicOf(clinicId) }, 201)
  })

  answer(api, routes.getClinic, async (c) => c.json({ clinic: await clinicOf(staffOf(c).clinicId) }, 200))

  answer(api, routes.changeClinicRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const body = c.req.valid('json')
    const settings = ClinicSettings.safeParse({
      name: body.name,
      timeZone: body.time_zone,
      locale: body.locale,
      country: body.country,
      address: body.address,
      phone: body.phone,
      email: body.email,
      bookingEnabled: body.booking_enabled,
      defaultBookingDuration: body.default_booking_duration,
      namesProcedures: body.names_procedures,
      marketingPerWeek: body.marketing_per_week,
    })
    if (!settings.success) {
      const issue = settings.error.issues[0]
      throw badRequest(`${String(issue?.path[0] ?? 'A setting')} ${issue?.message ?? 'is not of the form'}`)
    }
    const changed = await database.inClinic(clinicId, (tx) => changeClinic(tx, actor, settings.data))
    if (!changed.ok) {
      switch (changed.reason) {
        case 'plan_required':
          throw planRequired(plansWith('booked_calls')[0] ?? 'business')
        case 'no_phone_number':
          throw unprocessable(
            'The clinic’s phone is no phone number; write it with the country code, +1 312 555 0100',
          )
        case 'no_clinic':
          throw notFound()
      }
    }
    return c.json({ clinic: await clinicOf(clinicId) }, 200)
  })

  answer(api, routes.getLiveToken, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { token, expiresAt } = await liveTokens.issue({ clinicId, subject: actor.id ?? actor.kind })
    return c.json({ token, expires_at: instant(expiresAt) }, 200)
  })
}

/** Opening the dashboard keeps people signed in: a session that is a day old gets another week, cookie and row. */
async function prolongSession(c: FoyerContext, signIn: Doors['signIn']): Promise<void> {
  const response = await signIn.api.getSession({ headers: c.req.raw.headers, asResponse: true })
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}

function answerKeys(api: Api, { database }: Doors): void {
  answer(api, routes.listKeys, async (c) => {
    const keys = await database.inClinic(staffOf(c).clinicId, (tx) => findApiKeys(tx))
    return c.json(
      {
        keys: keys.map((key) => ({
          id: key.id,
          name: key.name,
          role: key.role as Role,
          prefix: key.prefix,
          created_at: instant(key.createdAt),
          last_used_at: key.lastUsedAt ? instant(key.lastUsedAt) : null,
          revoked_at: key.revokedAt ? instant(key.revokedAt) : null,
        })),
      },
      200,
    )
  })

  answer(api, routes.createKey, async (c) => {
    const { clinicId, actor, role } = staffOf(c)
    const made = await database.inClinic(clinicId, (tx) =>
      createApiKey(tx, { ...actor, role }, c.req.valid('json')),
    )
    if (!made.ok) throw forbidden('Only an owner makes a key with the role of an owner')
    return c.json({ id: made.id, api_key: made.text }, 201)
  })

  answer(api, routes.revokeKey, async (c) => {
    const { clinicId, actor, role } = staffOf(c)
    const revoked = await database.inClinic(clinicId, (tx) =>
      revokeApiKey(tx, { ...actor, role }, c.req.valid('param').id),
    )
    if (!revoked) throw notFound('There is no such active key in this clinic')
    return c.json({ ok: true as const }, 200)
  })
}
