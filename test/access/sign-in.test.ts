import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { Browser, emailOf, openOwnClinic, PASSWORD, signUp } from './browser.ts'

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

describe('signing up and in', () => {
  test('somebody signs up and is signed in, in no clinic yet', async () => {
    const ana = await signUp(desk, 'Ana Souza')
    const { status, body } = await ana.get('/api/me')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      user: { name: 'Ana Souza', email: 'ana.souza@example.com', two_factor_enabled: false },
      clinic: null,
      role: null,
      permissions: [],
      clinics: [],
    })
  })

  test('who belongs to no clinic may open one and nothing else', async () => {
    const ben = await signUp(desk, 'Ben Okafor')
    const { status, body } = await ben.get('/api/appointments')
    expect(status).toBe(403)
    expect(body.detail).toMatch(/no clinic/)
    await openOwnClinic(ben, 'Okafor Dental')
    expect((await ben.get('/api/appointments')).status).toBe(200)
  })

  test('whoever opens a clinic owns it and is in it', async () => {
    const cara = await signUp(desk, 'Cara Nolan')
    const clinicId = await openOwnClinic(cara, 'Nolan Eyes')
    const { body } = await cara.get('/api/me')
    expect(body).toMatchObject({
      clinic: { id: clinicId, name: 'Nolan Eyes', plan: 'free', booking_enabled: false },
      role: 'owner',
      clinics: [{ id: clinicId, name: 'Nolan Eyes', role: 'owner' }],
    })
    expect(body.permissions).toContain('team:write')
  })

  test('one person may own two clinics, is in the newest and can change over', async () => {
    const dora = await signUp(desk, 'Dora Lind')
    const first = await openOwnClinic(dora, 'Lind North')
    const second = await openOwnClinic(dora, 'Lind North')
    expect(second).not.toBe(first)
    expect((await dora.get('/api/clinic')).body.clinic.id).toBe(second)
    expect((await dora.auth('/organization/set-active', { organizationId: first })).status).toBe(200)
    expect((await dora.get('/api/clinic')).body.clinic.id).toBe(first)
    expect((await dora.get('/api/me')).body.clinics).toHaveLength(2)
  })

  test('a clinic that could not be opened leaves nothing behind', async () => {
    const dan = await signUp(desk, 'Dan Frost')
    await desk.rows('alter table clinics rename to clinics_away')
    const { status } = await dan.call('POST', '/api/clinics', {
      body: { name: 'Frost Teeth', time_zone: 'America/Chicago' },
    })
    await desk.rows('alter table clinics_away rename to clinics')
    expect(status).toBe(500)
    expect((await dan.get('/api/me')).body).toMatchObject({ clinic: null, role: null, clinics: [] })
  })

  test('the right password signs in, on a second browser too', async () => {
    await signUp(desk, 'Eli Marsh')
    const other = new Browser(desk)
    expect((await other.auth('/sign-in/email', credentials('Eli Marsh'))).status).toBe(200)
    expect((await other.get('/api/me')).body.user.name).toBe('Eli Marsh')
  })

  test('a wrong password and an address that nobody has are refused in the same words', async () => {
    await signUp(desk, 'Fay Quist')
    const browser = new Browser(desk)
    const wrong = await browser.auth('/sign-in/email', {
      ...credentials('Fay Quist'),
      password: 'wrong horse battery',
    })
    const nobody = await browser.auth('/sign-in/email', credentials('No Body'))
    expect(wrong.status).toBe(401)
    expect(nobody.status).toBe(401)
    expect(nobody.body).toEqual(wrong.body)
    expect(browser.session).toBeUndefined()
  })

  test.each([
    ['a short password', { password: 'short' }],
    ['no password', { password: undefined }],
    ['a password of another type', { password: { $ne: '' } }],
    ['no e-mail address', { email: 'nobody' }],
    ['an endless password', { password: 'x'.repeat(5_000) }],
  ])('%s makes no account', async (_, change) => {
    const browser = new Browser(desk)
    const { status } = await browser.auth('/sign-up/email', {
      name: 'Gil Poe',
      email: emailOf('Gil Poe'),
      password: PASSWORD,
      ...change,
    })
    expect(status).toBe(400)
    expect(browser.session).toBeUndefined()
    expect(await desk.rows('select 1 from auth."user" where email = $1', [emailOf('Gil Poe')])).toEqual([])
  })

  test('the session cookie is kept from scripts and from other sites', async () => {
    const browser = new Browser(desk)
    const { headers } = await browser.auth('/sign-up/email', {
      name: 'Hal Ito',
      email: emailOf('Hal Ito'),
      password: PASSWORD,
    })
    const cookie = headers.getSetCookie().find((line) => line.startsWith('better-auth.session_token='))
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=(Lax|Strict)/i)
  })

  test('no password is kept readable', async () => {
    const rows = await desk.rows('select password from auth.account')
    for (const { password } of rows) expect(password).not.toContain(PASSWORD)
  })
})

describe('a session ends', () => {
  test('by signing out, also for whoever kept the cookie', async () => {
    const ida = await signUp(desk, 'Ida Brook')
    const kept = ida.session ?? ''
    expect((await ida.auth('/sign-out', {})).status).toBe(200)
    const thief = new Browser(desk)
    thief.session = kept
    expect((await thief.get('/api/me')).status).toBe(401)
  })

  test('by its time', async () => {
    const jon = await signUp(desk, 'Jon Vale')
    await desk.rows(
      `update auth.session set "expiresAt" = now() - interval '1 second'
       where "userId" = (select id from auth."user" where email = $1)`,
      [emailOf('Jon Vale')],
    )
    expect((await jon.get('/api/me')).status).toBe(401)
  })
})

describe('a cookie that is not ours', () => {
  const forged = (token: string, secret: string) =>
    encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)

  test('opens nothing', async () => {
    const kim = await signUp(desk, 'Kim Adair')
    const own = decodeURIComponent(kim.session ?? '')
    const token = own.slice(0, own.lastIndexOf('.'))
    const others = [
      '',
      '.',
      token,
      `${token}.`,
      own.slice(0, -1),
      `${own}=`,
      own.slice(token.length),
      own.replace(/^./, (letter) => (letter === 'a' ? 'b' : 'a')),
      `%E0%A4%A`,
      forged(token, ''),
      forged(token, 'a test secret of at least thirty-two characters'),
      `${token}.${Buffer.alloc(32).toString('base64')}`,
      `${token}\u0000.${own.slice(token.length + 1)}`,
    ]
    for (const cookie of others) {
      const response = await desk.foyer.request('/api/me', {
        headers: { cookie: `better-auth.session_token=${encodeURI(cookie)}` },
      })
      expect(response.status, cookie).toBe(401)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
    }
    expect((await kim.get('/api/me')).status).toBe(200)
  })

  test('of a browser that sends two, none lets somebody else in', async () => {
    const lea = await signUp(desk, 'Lea Moor')
    const response = await desk.foyer.request('/api/me', {
      headers: { cookie: `better-auth.session_token=nonsense; better-auth.session_token=${lea.session}` },
    })
    expect(response.status).toBe(401)
  })
})

describe('another site', () => {
  const foreign = [
    'https://evil.example',
    'null',
    'http://foyer.test.evil.example',
    'https://foyer.test',
    'http://foyer.test:81',
  ]

  test('cannot change anything with a visitor’s cookie', async () => {
    const mia = await signUp(desk, 'Mia Stone')
    await openOwnClinic(mia, 'Stone Skin')
    for (const origin of [null, '', ...foreign]) {
      const changed = await mia.call('PATCH', '/api/clinic', { body: { name: 'Taken over' }, origin })
      expect(changed.status, `origin ${origin}`).toBe(403)
      expect(changed.body.type).toBe('/problems/foreign-origin')
      const signedOut = await mia.auth('/sign-out', {}, { origin })
      expect(signedOut.status, `sign-out from ${origin}`).toBe(403)
      const key = await mia.call('POST', '/api/keys', { body: { name: 'k', role: 'owner' }, origin })
      expect(key.status).toBe(403)
    }
    expect((await mia.get('/api/clinic')).body.clinic.name).toBe('Stone Skin')
    expect((await mia.call('PATCH', '/api/clinic', { body: { name: 'Stone Skin 2' } })).status).toBe(200)
  })

  test('cannot sign a visitor in as somebody else', async () => {
    await signUp(desk, 'Ned Rowe')
    const victim = await signUp(desk, 'Ora Penn')
    const answered = await victim.auth('/sign-in/email', credentials('Ned Rowe'), {
      origin: 'https://evil.example',
    })
    expect(answered.status).toBe(403)
    expect((await victim.get('/api/me')).body.user.name).toBe('Ora Penn')
  })

  test('cannot sign anybody in at a browser without cookies either', async () => {
    const browser = new Browser(desk)
    const answered = await browser.auth('/sign-in/email', credentials('Ned Rowe'), {
      origin: 'https://evil.example',
    })
    expect(answered.status).toBe(403)
    expect(browser.session).toBeUndefined()
  })

  test('is not let to read by CORS', async () => {
    const response = await desk.foyer.request('/api/me', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('does not matter to an API key, which no browser sends by itself', async () => {
    for (const origin of [undefined, 'https://partner.example']) {
      const { status } = await desk.api('PATCH', '/api/clinic', {
        body: { default_booking_duration: 45 },
        ...(origin ? { headers: { origin } } : {}),
      })
      expect(status).toBe(200)
    }
  })
})

function credentials(name: string) {
  return { email: emailOf(name), password: PASSWORD }
}
