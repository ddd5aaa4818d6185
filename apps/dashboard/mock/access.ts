/** Who is signed in, in which clinic, and the clinic's people and keys. */
import { randomUUID } from 'node:crypto'
import { type Body, ok, problem, type Route } from './answers.ts'
import { ago, at, visits, ZONE } from './cast.ts'

let user: Body | null = {
  id: 'u1',
  name: 'Maria Lopez',
  email: 'maria@riverside.example',
  two_factor_enabled: false,
}
let role = process.env.MOCK_ROLE ?? 'owner'
let clinic: Body | null = {
  id: randomUUID(),
  slug: 'riverside',
  name: 'Riverside Family Clinic',
  time_zone: ZONE,
  locale: 'en',
  country: 'US',
  address: '12 Water Street, Chicago',
  phone_e164: '+13125550100',
  email: 'desk@riverside.example',
  plan: 'business',
  booking_enabled: false,
  default_booking_duration: 30,
  names_procedures: false,
  marketing_per_week: 3,
}

const READ = ['conversations:read']
const DESK = [
  ...READ,
  'connections:read',
  'deliveries:replay',
  'contacts:write',
  'conversations:write',
  'appointments:write',
]
const ALL = [
  ...DESK,
  'clinic:write',
  'team:write',
  'keys:read',
  'keys:write',
  'connections:write',
  'templates:write',
  'services:write',
]
const permissions = () => (['owner', 'admin'].includes(role) ? ALL : role === 'operator' ? DESK : READ)

const members = [
  {
    id: 'm1',
    user_id: 'u1',
    name: 'Maria Lopez',
    email: 'maria@riverside.example',
    role: 'owner',
    is_you: true,
    created_at: ago(99999),
  },
  {
    id: 'm2',
    user_id: 'u2',
    name: 'Tom Becker',
    email: 'tom@riverside.example',
    role: 'operator',
    is_you: false,
    created_at: ago(9999),
  },
]
const invitations: Body[] = [
  {
    id: 'i1',
    email: 'lucy@riverside.example',
    role: 'viewer',
    link: 'http://localhost:3000/invitations/i1',
    expires_at: at(9, 0, 2),
  },
]
const passwordResets: Body[] = [
  {
    user_id: 'u2',
    name: 'Tom Becker',
    email: 'tom@riverside.example',
    link: 'http://localhost:3000/reset-password/mock',
    expires_at: at(23, 30),
  },
]
const keys: Body[] = [
  {
    id: randomUUID(),
    name: 'Website',
    role: 'viewer',
    prefix: 'foyer_8Kd2',
    created_at: ago(9000),
    last_used_at: ago(30),
    revoked_at: null,
  },
]

export const accessRoutes: Route[] = [
  [
    'POST',
    '/api/mock/as',
    ({ body }) => {
      role = String(body.role ?? role)
      if (body.clinic === null) clinic = null
      if (body.signedOut) user = null
      if (body.empty) visits.length = 0
      return ok()
    },
  ],
  [
    'POST',
    '/api/auth/sign-in/email',
    ({ body }) => {
      if (body.password === 'wrong')
        return [401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' }]
      user = { id: 'u1', name: 'Maria Lopez', email: body.email, two_factor_enabled: false }
      return ok(String(body.email).startsWith('two') ? { twoFactorRedirect: true } : {})
    },
  ],
  [
    'POST',
    '/api/auth/sign-up/email',
    ({ body }) => {
      user = { id: 'u1', name: body.name, email: body.email, two_factor_enabled: false }
      clinic = null
      return ok({})
    },
  ],
  [
    'POST',
    '/api/auth/sign-out',
    () => {
      user = null
      return ok({})
    },
  ],
  [
    'POST',
    '/api/auth/two-factor/enable',
    () =>
      ok({
        totpURI:
          'otpauth://totp/Foyer:maria@riverside.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Foyer&digits=6&period=30',
        backupCodes: ['a1B2c-3D4e5', 'f6G7h-8I9j0', 'k1L2m-3N4o5', 'p6Q7r-8S9t0'],
      }),
  ],
  [
    'GET',
    '/api/auth/organization/get-invitation',
    () =>
      user
        ? ok({
            id: 'i1',
            email: 'maria@riverside.example',
            role: 'operator',
            organizationId: 'o1',
            organizationName: 'Lakeview Dental',
            inviterEmail: 'owner@lakeview.example',
          })
        : [401, { message: 'Not authenticated' }],
  ],
  ['POST', '/api/auth/request-password-reset', () => ok({ status: true, is_mailed: false })],
  ['POST', '/api/auth/(.*)', () => ok({})],
  [
    'GET',
    '/api/me',
    () =>
      user
        ? ok({
            user,
            clinic,
            role,
            permissions: permissions(),
            clinics: clinic
              ? [
                  { id: clinic.id, name: clinic.name, role },
                  { id: 'o2', name: 'Lakeview Dental', role: 'viewer' },
                ]
              : [],
          })
        : problem(401, 'You are not signed in; sign in or send an API key'),
  ],
  [
    'POST',
    '/api/clinics',
    ({ body }) => {
      clinic = {
        id: randomUUID(),
        slug: 'new',
        locale: 'en',
        address: null,
        phone_e164: null,
        email: null,
        plan: 'free',
        booking_enabled: false,
        default_booking_duration: 30,
        names_procedures: false,
        marketing_per_week: 3,
        country: 'US',
        ...body,
      }
      return [201, { clinic }]
    },
  ],
  [
    'PATCH',
    '/api/clinic',
    ({ body }) => {
      clinic = { ...clinic, ...body }
      return ok({ clinic })
    },
  ],
  ['POST', '/api/live/token', () => ok({ token: 'mock', expires_at: at(23) })],
  [
    'GET',
    '/api/team',
    () => ok({ members, invitations, password_resets: passwordResets, sends_mail: false }),
  ],
  [
    'POST',
    '/api/team/invitations',
    ({ body }) => {
      const invitation = {
        id: `i${invitations.length + 1}`,
        ...body,
        link: `http://localhost:3000/invitations/i${invitations.length + 1}`,
        expires_at: at(9, 0, 2),
      }
      invitations.push(invitation)
      return [201, { invitation }]
    },
  ],
  [
    'DELETE',
    '/api/team/invitations/([^/]+)',
    ({ params }) => {
      invitations.splice(
        invitations.findIndex(({ id }) => id === params[0]),
        1,
      )
      return ok()
    },
  ],
  [
    'PATCH',
    '/api/team/([^/]+)',
    ({ params, body }) => {
      for (const item of members) if (item.id === params[0]) item.role = String(body.role)
      return ok()
    },
  ],
  [
    'DELETE',
    '/api/team/([^/]+)',
    ({ params }) => {
      if (params[0] === 'm1') {
        return problem(409, 'A clinic keeps at least one owner. Make somebody else an owner first.')
      }
      members.splice(1, 1)
      return ok()
    },
  ],
  ['GET', '/api/keys', () => ok({ keys })],
  [
    'POST',
    '/api/keys',
    ({ body }) => {
      keys.push({
        id: randomUUID(),
        ...body,
        prefix: 'foyer_Zx81',
        created_at: ago(0),
        last_used_at: null,
        revoked_at: null,
      })
      return [201, { id: keys.at(-1)?.id, api_key: 'foyer_Zx81mKq0rT5vWbY3nLc7' }]
    },
  ],
  [
    'DELETE',
    '/api/keys/([^/]+)',
    ({ params }) => {
      keys.splice(
        keys.findIndex(({ id }) => id === params[0]),
        1,
      )
      return ok()
    },
  ],
]
