/** Who calls, and whether they may. */
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { findApiKeyVisitor, findSession, type Person, type Visitor } from '../desk/access/find-session.ts'
import { type Permission, ROLE_NAMES, type Role, roleMay } from '../desk/access/permission.ts'
import { systemClock } from '../kit/clock.ts'
import type { Database } from '../kit/db.ts'
import type { Actor } from '../kit/events.ts'
import type { ClinicId } from '../kit/ids.ts'
import { forbidden, notSignedIn } from '../kit/problem.ts'

/** Somebody who may do what the route demands, in one clinic. */
export interface Staff {
  actor: Actor
  clinicId: ClinicId
  role: Role
  person: Person | null
}

export interface FoyerEnv {
  Variables: { visitor: Visitor; staff: Staff; requestId: string }
}

export type FoyerContext = Context<FoyerEnv>

/** Reads session or API key; 401 without either. A cookie counts for a change only from Foyer's own origin. */
export function signedIn(options: {
  database: Database
  secret: string
  cookieName: string
  origins: readonly string[]
}): MiddlewareHandler<FoyerEnv> {
  return async (c, next) => {
    const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer) {
      const visitor = await findApiKeyVisitor(options.database, bearer)
      if (!visitor)
        throw notSignedIn('This API key is unknown or revoked; make a new one at Settings > Team & keys')
      c.set('visitor', visitor)
      return next()
    }
    const cookie = getCookie(c, options.cookieName)
    const visitor = cookie
      ? await findSession(options.database, { cookie, secret: options.secret, now: systemClock.now() })
      : null
    if (!visitor) throw notSignedIn()
    if (!isSafe(c.req.method) && !isOwnOrigin(c, options.origins)) {
      throw forbidden('This request came from another site; open Foyer itself and try again', {
        type: 'foreign-origin',
      })
    }
    c.set('visitor', visitor)
    return next()
  }
}

/** Demands a clinic and a role that allows it. */
export function allowed(permission: Permission): MiddlewareHandler<FoyerEnv> {
  return async (c, next) => {
    const { actor, clinicId, role, person } = c.get('visitor')
    if (!clinicId || !role) throw forbidden('You belong to no clinic yet; open one or accept an invitation')
    if (!roleMay(role, permission))
      throw forbidden(`Your role (${ROLE_NAMES[role]}) does not allow this; ask an owner or admin`)
    c.set('staff', { actor, clinicId, role, person })
    return next()
  }
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Browsers send Origin with every unsafe request; one without it does not come from a browser's page of ours. */
function isOwnOrigin(c: Context, origins: readonly string[]): boolean {
  const origin = c.req.header('origin')
  return origin !== undefined && origins.includes(origin)
}
