/** Sign-in is better-auth's: people, passwords, sessions, organizations (our clinics), invitations, two-factor. */
import { getConnInfo } from '@hono/node-server/conninfo'
import { APIError, betterAuth } from 'better-auth'
import { organization, twoFactor } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { adminAc, defaultStatements, memberAc, ownerAc } from 'better-auth/plugins/organization/access'
import type { Context, Handler } from 'hono'
import type { Database } from '../kit/db.ts'
import { uuidv7 } from '../kit/ids.ts'
import {
  badRequest,
  conflict,
  forbidden,
  notFound,
  notSignedIn,
  type Problem,
  problemResponse,
  tooManyRequests,
} from '../kit/problem.ts'

export interface InvitationMail {
  to: string
  clinicName: string
  inviterName: string
  link: string
}

/** Who may invite and change members at better-auth's own routes; `desk/access/permission.ts` says the same. */
const access = createAccessControl(defaultStatements)
const roles = {
  owner: access.newRole(ownerAc.statements),
  admin: access.newRole(adminAc.statements),
  operator: access.newRole(memberAc.statements),
  analyst: access.newRole(memberAc.statements),
  viewer: access.newRole(memberAc.statements),
}

const WEEK_SECONDS = 7 * 24 * 3600

const BASE_PATH = '/api/auth'

/**
 * The doors of better-auth that are open to the outside; whatever else it has, or gets with an update, is closed.
 * Above all its ways to change clinics and members: they know nothing of our rules (a clinic keeps an owner, one
 * role each), and its lists show invitations, whose ids let their bearers in, to every member.
 */
export const OPEN_PATHS: readonly string[] = [
  '/sign-up/email',
  '/sign-in/email',
  '/sign-out',
  '/get-session',
  '/change-password',
  '/list-sessions',
  '/revoke-session',
  '/revoke-other-sessions',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/organization/set-active',
  '/organization/get-invitation',
  '/organization/accept-invitation',
  '/organization/reject-invitation',
]

const openDoorsOnly = {
  id: 'foyer-open-doors',
  onRequest: async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (OPEN_PATHS.some((path) => pathname === BASE_PATH + path)) return
    return { response: problemResponse(notFound()) }
  },
}

export function createSignIn(options: {
  database: Database
  secret: string
  publicUrl: string
  trustedOrigins: string[]
  isProduction: boolean
  sendInvitation: (mail: InvitationMail) => Promise<void>
}) {
  const { publicUrl } = options
  return betterAuth({
    appName: 'Foyer',
    baseURL: publicUrl,
    basePath: BASE_PATH,
    secret: options.secret,
    trustedOrigins: options.trustedOrigins,
    database: options.database.signIn,
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: {
      // What is no refusal (a database that is away, a bug) is told and logged as everywhere else.
      onError: (error) => {
        if (!(error instanceof APIError)) throw error
      },
    },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200, autoSignIn: true },
    session: { expiresIn: WEEK_SECONDS, updateAge: WEEK_SECONDS / 7 },
    rateLimit: { enabled: options.isProduction, window: 60, max: 60 },
    advanced: {
      database: { generateId: () => uuidv7() },
      useSecureCookies: publicUrl.startsWith('https:'),
      // Said aloud, since better-auth leaves both out where NODE_ENV is test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    plugins: [
      openDoorsOnly,
      organization({
        ac: access,
        roles,
        creatorRole: 'owner',
        invitationExpiresIn: WEEK_SECONDS,
        cancelPendingInvitationsOnReInvite: true,
        // The link is the proof: its id cannot be guessed, and a Foyer without a mail server verifies no address.
        requireEmailVerificationOnInvitation: false,
        sendInvitationEmail: (data) =>
          options.sendInvitation({
            to: data.email,
            clinicName: data.organization.name,
            inviterName: data.inviter.user.name,
            link: invitationLink(publicUrl, data.id),
          }),
      }),
      twoFactor({ issuer: 'Foyer' }),
    ],
  })
}

export type SignIn = ReturnType<typeof createSignIn>

/**
 * The door /api/auth. Tries are counted by the address that a request really came from: a header would let a guesser
 * claim a new one for each try. `trustedProxies` of the entries at the end of x-forwarded-for are believed.
 */
export function signInDoor(signIn: SignIn, options: { trustedProxies: number }): Handler {
  return async (c) => {
    const headers = new Headers(c.req.raw.headers)
    const address = callerAddress(c, options.trustedProxies)
    if (address) headers.set('x-forwarded-for', address)
    else headers.delete('x-forwarded-for')
    const response = await signIn.handler(new Request(c.req.raw, { headers }))
    if (response.status !== 429) return response
    return problemResponse(tooManyRequests(Number(response.headers.get('x-retry-after')) || 10))
  }
}

function callerAddress(c: Context, trustedProxies: number): string | undefined {
  const claimed = (c.req.header('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
  const behindProxies = trustedProxies > 0 ? claimed.at(-trustedProxies) : undefined
  // A request of a test has no socket.
  return behindProxies || (c.env?.incoming ? getConnInfo(c).remote.address : undefined)
}

export function invitationLink(publicUrl: string, id: string): string {
  return `${publicUrl}/invitations/${id}`
}

/** The name of the session's cookie: browsers keep `__Secure-` ones for HTTPS alone. */
export function sessionCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}better-auth.session_token`
}

/** What better-auth refuses, in our words; its messages are made for people. Null where it is not a refusal. */
export function problemOfSignIn(error: unknown): Problem | null {
  if (leavesNoOwner(error)) {
    return conflict('A clinic keeps an owner; make somebody else an owner first')
  }
  if (!(error instanceof APIError)) return null
  const detail = error.body?.message ?? 'This is not possible'
  switch (error.statusCode) {
    case 401:
      return notSignedIn(detail)
    case 403:
      return forbidden(detail)
    case 404:
      return notFound(detail)
    case 409:
      return conflict(detail)
    default:
      return badRequest(detail)
  }
}

/** The database's own rule decides a race; better-auth asks before. */
function leavesNoOwner(error: unknown): boolean {
  const { constraint, body } = error as { constraint?: string; body?: { code?: string } }
  return constraint === 'member_keeps_owner' || (body?.code?.endsWith('WITHOUT_AN_OWNER') ?? false)
}
