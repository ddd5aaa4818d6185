import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { Browser, emailOf, PASSWORD, signUp } from './browser.ts'

const WRONG = { email: emailOf('Ana Souza'), password: 'wrong horse battery' }

describe('in production', () => {
  let desk: TestDesk

  beforeAll(async () => {
    desk = await openDesk({ listens: true, env: { NODE_ENV: 'production' } })
  })
  afterAll(() => desk.close())

  test('tries at a password are limited, whatever address the guesser claims', async () => {
    const statuses: number[] = []
    for (let guess = 1; guess <= 6; guess++) {
      const browser = new Browser(desk, desk.address ?? '')
      const { status } = await browser.auth('/sign-in/email', WRONG, {
        headers: { 'x-forwarded-for': `203.0.113.${guess}`, 'x-real-ip': `203.0.113.${guess}` },
      })
      statuses.push(status)
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429, 429])
  })

  test('whoever is limited is told when to come back, as a problem', async () => {
    const browser = new Browser(desk, desk.address ?? '')
    const { status, body, headers } = await browser.auth('/sign-in/email', WRONG)
    expect(status).toBe(429)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body.detail).toMatch(/try again/)
  })

  test('so are new accounts, links for a password and codes of the second factor', async () => {
    for (const [path, body] of [
      ['/sign-up/email', { name: 'X', email: 'none', password: PASSWORD }],
      ['/request-password-reset', { email: emailOf('Ana Souza') }],
      ['/two-factor/verify-totp', { code: '000000' }],
      ['/two-factor/verify-backup-code', { code: 'aaaaa-aaaaa' }],
    ] as const) {
      const statuses: number[] = []
      for (let guess = 0; guess < 5; guess++)
        statuses.push((await new Browser(desk, desk.address ?? '').auth(path, body)).status)
      expect(statuses.slice(3), path).toEqual([429, 429])
    }
  })
})

describe('behind a proxy that is trusted', () => {
  let desk: TestDesk

  beforeAll(async () => {
    desk = await openDesk({ listens: true, env: { NODE_ENV: 'production', TRUST_PROXY: '1' } })
  })
  afterAll(() => desk.close())

  test('each caller has tries of their own, by the address that the proxy saw', async () => {
    const from = async (chain: string) => {
      const browser = new Browser(desk, desk.address ?? '')
      return (await browser.auth('/sign-in/email', WRONG, { headers: { 'x-forwarded-for': chain } })).status
    }
    for (const claimed of ['198.51.100.1', '198.51.100.2', '198.51.100.3'])
      expect(await from(`${claimed}, 203.0.113.50`)).toBe(401)
    expect(await from('198.51.100.4, 203.0.113.50')).toBe(429)
    expect(await from('198.51.100.4, 203.0.113.51')).toBe(401)
    expect(await from('203.0.113.50, 203.0.113.52')).toBe(401)
  })
})

describe('the doors of sign-in', () => {
  let desk: TestDesk

  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('take no body of more than a megabyte', async () => {
    const { status } = await new Browser(desk).auth('/sign-in/email', {
      ...WRONG,
      note: 'x'.repeat(1024 * 1024),
    })
    expect(status).toBe(413)
  })

  test('are these and no others, whatever better-auth has or gets', async () => {
    const owner = await signUp(desk, 'Olga Brand')
    const open: string[] = []
    const endpoints = Object.values(desk.foyer.signIn.api) as {
      path?: string
      options: { method?: string | string[] }
    }[]
    expect(endpoints.length).toBeGreaterThan(60)
    for (const { path, options } of endpoints) {
      if (!path) continue
      for (const method of [options.method ?? 'GET'].flat()) {
        const { status, body } = await owner.call(method === '*' ? 'GET' : method, `/api/auth${path}`, {
          ...(method === 'GET' ? {} : { body: {} }),
        })
        if (status !== 404 || body?.type !== '/problems/not-found') open.push(path)
        expect(status, path).toBeLessThan(500)
      }
      if (path === '/sign-out')
        await owner.auth('/sign-in/email', { ...WRONG, email: emailOf('Olga Brand'), password: PASSWORD })
    }
    expect([...new Set(open)].toSorted()).toEqual([
      '/change-password',
      '/get-session',
      '/list-sessions',
      '/organization/accept-invitation',
      '/organization/get-invitation',
      '/organization/reject-invitation',
      '/organization/set-active',
      '/request-password-reset',
      '/reset-password',
      '/revoke-other-sessions',
      '/revoke-session',
      '/sign-in/email',
      '/sign-out',
      '/sign-up/email',
      '/two-factor/disable',
      '/two-factor/enable',
      '/two-factor/generate-backup-codes',
      '/two-factor/verify-backup-code',
      '/two-factor/verify-totp',
    ])
  })

  test.each([
    '/api/auth//organization/create',
    '/api/auth/organization/create/',
    '/api/auth/organization/%63reate',
    '/api/auth/organization/create?x=/sign-out',
    '/api/auth/./organization/create',
    '/api/auth/sign-out/../organization/create',
    '/API/AUTH/organization/create',
  ])('are not got around by writing them as %s', async (path) => {
    const owner = await signUp(desk, 'Side Door', `${randomUUID()}@example.com`)
    const { status } = await owner.call('POST', path, { body: { name: 'Side door', slug: 'side-door' } })
    expect(status).toBe(404)
    expect(await desk.rows(`select 1 from auth.organization where slug = 'side-door'`)).toEqual([])
  })

  test('let nobody act on another clinic, or on their own past Foyer’s rules', async () => {
    const owner = await signUp(desk, 'Own Er')
    const { body } = await owner.call('POST', '/api/clinics', {
      body: { name: 'Own', time_zone: 'America/Chicago' },
    })
    const own = body.clinic.id as string
    const [member] = await desk.rows('select id from auth.member where "organizationId" = $1', [own])
    const stranger = await signUp(desk, 'Stran Ger')
    await stranger.call('POST', '/api/clinics', { body: { name: 'Strange', time_zone: 'America/Chicago' } })
    for (const browser of [owner, stranger]) {
      for (const [path, sent] of [
        [
          '/organization/update-member-role',
          { organizationId: own, memberId: member.id, role: ['owner', 'admin'] },
        ],
        ['/organization/update-member-role', { organizationId: own, memberId: member.id, role: 'viewer' }],
        ['/organization/remove-member', { organizationId: own, memberIdOrEmail: member.id }],
        ['/organization/invite-member', { organizationId: own, email: 'a@example.com', role: 'owner,admin' }],
        ['/organization/leave', { organizationId: own }],
        ['/organization/update', { organizationId: own, data: { name: 'Renamed' } }],
        ['/organization/delete', { organizationId: own }],
        ['/organization/add-member', { organizationId: own, userId: 'x', role: 'owner' }],
        ['/delete-user', { password: PASSWORD }],
        ['/update-user', { name: 'x', emailVerified: true }],
      ] as const) {
        expect((await browser.auth(path, sent)).status, path).toBe(404)
      }
      for (const path of [
        'list-members',
        'list-invitations',
        'get-full-organization',
        'get-organization',
        'list-user-invitations',
      ])
        expect((await browser.auth(`/organization/${path}?organizationId=${own}`)).status, path).toBe(404)
    }
    expect(await desk.rows('select role from auth.member where "organizationId" = $1', [own])).toEqual([
      { role: 'owner' },
    ])
    expect((await owner.get('/api/clinic')).body.clinic.name).toBe('Own')
  })
})
