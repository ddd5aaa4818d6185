/** The doors for staff and partners. Each route is declared in packages/contract and answered in a file beside this. */
import { OpenAPIHono, type RouteConfig, type RouteHandler } from '@hono/zod-openapi'
import type { Permission } from '../../desk/access/permission.ts'
import type { Clinic } from '../../desk/clinics/clinic.ts'
import { findClinic } from '../../desk/clinics/find-clinic.ts'
import type { Plan } from '../../desk/clinics/plan.ts'
import type { ConnectionFinder } from '../../desk/connections/find-connection.ts'
import type { StepOutside } from '../../desk/journeys/compose-step.ts'
import type { Channel } from '../../desk/outreach/message.ts'
import type { ManageLink } from '../../desk/scheduling/manage-link.ts'
import type { Clock } from '../../kit/clock.ts'
import type { Keyring } from '../../kit/crypto.ts'
import type { Database, Tx } from '../../kit/db.ts'
import { badRequest, invariant, type Problem, unprocessable } from '../../kit/problem.ts'
import type { ModelPort } from '../../providers/models/port.ts'
import type { LiveTokens } from '../live.ts'
import type { SignIn } from '../sign-in.ts'
import { allowed, type FoyerContext, type FoyerEnv } from '../visitor.ts'

/** The language model of the installation. */
export interface ConnectedModel {
  port: ModelPort
  name: string
  /** Where it is, without the address's path: `api.anthropic.com`. */
  host: string
}

/** What the doors may use. */
export interface Doors {
  database: Database
  clock: Clock
  keyring: Keyring
  signIn: SignIn
  connections: ConnectionFinder
  liveTokens: LiveTokens
  /** Channels that a vendor really carries. */
  carried: readonly Channel[]
  manageLink: ManageLink
  /** What composing a message takes. */
  outside: StepOutside
  /** Null or not given: none is connected. */
  model?: ConnectedModel | null
  publicUrl: string
  defaultPlan: Plan
}

export type Api = OpenAPIHono<FoyerEnv>

export function newApi(): Api {
  return new OpenAPIHono<FoyerEnv>({
    defaultHook: (result) => {
      if (result.success) return
      const errors = result.error.issues.map((issue) => ({
        pointer: `/${issue.path.map(String).join('/')}`,
        detail: issue.message,
      }))
      const first = errors[0]
      const where = first && first.pointer !== '/' ? `${first.pointer.slice(1)}: ` : ''
      throw badRequest(`The request is not of the form: ${where}${first?.detail ?? 'see the API document'}`, {
        extensions: { errors },
      })
    },
  })
}

/** Answers a route, after checking that the caller's role allows what the route's declaration demands. */
export function answer<Route extends RouteConfig & { permission: Permission | null }>(
  api: Api,
  route: Route,
  handler: RouteHandler<Route, FoyerEnv>,
): void {
  if (route.permission) {
    api.on(route.method.toUpperCase(), route.path.replace(/\{(\w+)\}/g, ':$1'), allowed(route.permission))
  }
  api.openapi(route, handler)
}

/** A well-formed request with one member that a rule forbids; `pointer` says which (RFC 6901). */
export function unfit(pointer: string, detail: string): Problem {
  return unprocessable(detail, [{ pointer, detail }])
}

/** The clinic of whoever belongs to one. */
export async function clinicOf(tx: Tx): Promise<Clinic> {
  const clinic = await findClinic(tx)
  invariant(clinic, 'a member belongs to a missing clinic')
  return clinic
}

export function staffOf(c: FoyerContext) {
  return c.get('staff')
}
