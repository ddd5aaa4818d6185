/** Sign-in is better-auth's: people, passwords, sessions, organizations (our clinics), invitations, two-factor. */
import { APIError, type BetterAuthPlugin, betterAuth } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import { organization, twoFactor } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { adminAc, defaultStatements, memberAc, ownerAc } from 'better-auth/plugins/organization/access'
import type { Handler } from 'hono'
import { endWhatWasBegun, RESET_PREFIX } from '../desk/access/password-reset.ts'
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
import { callerAddress } from './caller-address.ts'
import type { StaffMail } from './staff-mail.ts'
import { totpOnce } from './totp-once.ts'

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
const HOUR_SECONDS = 3600

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
  '/request-password-reset',
  '/reset-password',
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

/** Tells whoever asked where the link for a new password will be; the same whether the address has an account. */
const tellWhereLinkIs = (isMailed: boolean) =>
  ({
    id: 'foyer-reset-link',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === '/request-password-reset',
          handler: createAuthMiddleware(async (ctx) => {
            if (ctx.context.returned instanceof APIError) return
            return ctx.json({ status: true, is_mailed: isMailed })
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin

export function createSignIn(options: {
  database: Database
  secret: string
  publicUrl: string
  trustedOrigins: string[]
  isProduction: boolean
  mail: StaffMail | null
  /** `readable`: a link for a new password is shown to somebody, in Settings or at the terminal, instead of mailed. */
  resetLinks: 'hashed' | 'readable'
}) {
  const { publicUrl, mail } = options
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
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      autoSignIn: true,
      resetPasswordTokenExpiresIn: HOUR_SECONDS,
      sendResetPassword: async ({ user, token }) =>
        mail?.offerNewPassword({ to: user.email, name: user.name, link: resetLink(publicUrl, token) }),
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }) => endWhatWasBegun(options.database, user.id),
    },
    // Whoever reads the database could use the link. Where hashes are kept, readable ones are taken as well.
    verification: {
      storeIdentifier: {
        default: 'plain',
        overrides: { [RESET_PREFIX]: options.resetLinks === 'hashed' ? 'hashed' : 'plain' },
      },
    },
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
      tellWhereLinkIs(mail !== null),
      totpOnce,
      organization({
        ac: access,
        roles,
        creatorRole: 'owner',
        invitationExpiresIn: WEEK_SECONDS,
        cancelPendingInvitationsOnReInvite: true,
        // The link is the proof: its id cannot be guessed, and a Foyer without a mail server verifies no address.
        requireEmailVerificationOnInvitation: false,
        sendInvitationEmail: async (data) =>
          mail?.invite({
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

export function invitationLink(publicUrl: string, id: string): string {
  return `${publicUrl}/invitations/${id}`
}

export function resetLink(publicUrl: string, token: string): string {
  return `${publicUrl}/reset-password/${token}`
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
