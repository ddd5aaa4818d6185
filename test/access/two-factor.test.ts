import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { Browser, emailOf, openOwnClinic, PASSWORD, signUp } from './browser.ts'

let desk: TestDesk
let tess: Browser
let name: string
let round = 0

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  round += 1
  name = `Tess ${'abcdefghijklmnopqrstuvwxyz'.charAt(round)}`
  tess = await signUp(desk, name)
})
afterAll(() => desk.close())

test('the code of this test is that of RFC 6238, appendix B', () => {
  const seed = Buffer.from('12345678901234567890')
  expect(totp(seed, 59)).toBe('287082')
  expect(totp(seed, 1_111_111_109)).toBe('081804')
  expect(totp(seed, 20_000_000_000)).toBe('353130')
})

test('is switched on with the password and a code, and the session goes on in its clinic', async () => {
  const clinicId = await openOwnClinic(tess, 'Tess & Co')
  const wrong = await tess.auth('/two-factor/enable', { password: 'wrong horse battery' })
  expect(wrong.status).toBe(400)
  const { secret, backupCodes } = await enrol()
  expect(backupCodes.length).toBeGreaterThanOrEqual(8)
  // Not before the code is right: somebody whose app failed to scan would be locked out.
  expect((await tess.get('/api/me')).body.user.two_factor_enabled).toBe(false)
  expect((await tess.auth('/two-factor/verify-totp', { code: wrongCode(secret) })).status).toBe(401)
  expect((await tess.get('/api/me')).body.user.two_factor_enabled).toBe(false)
  expect((await tess.auth('/two-factor/verify-totp', { code: code(secret) })).status).toBe(200)
  const { body } = await tess.get('/api/me')
  expect(body.user.two_factor_enabled).toBe(true)
  expect(body.clinic.id).toBe(clinicId)
})

test('secret and backup codes are not kept readable', async () => {
  const { secret, backupCodes } = await enrol()
  const [row] = await desk.rows(
    `select secret, "backupCodes" from auth."twoFactor"
     where "userId" = (select id from auth."user" where email = $1)`,
    [emailOf(name)],
  )
  expect(row.secret).not.toContain(secret.toString())
  for (const backup of backupCodes) expect(row.backupCodes).not.toContain(backup)
})

describe('once it is on, the password alone', () => {
  let secret: Buffer
  let backupCodes: string[]
  let browser: Browser

  beforeEach(async () => {
    ;({ secret, backupCodes } = await enrol())
    // The step before is taken too, for clocks that differ; the present one is left for the tests.
    await tess.auth('/two-factor/verify-totp', { code: code(secret, -30) })
    browser = new Browser(desk)
    const { status, body } = await withPassword(browser)
    expect(status).toBe(200)
    expect(body.twoFactorRedirect).toBe(true)
  })

  test('signs nobody in', async () => {
    expect(browser.session).toBeUndefined()
    expect((await browser.get('/api/me')).status).toBe(401)
    expect((await browser.auth('/get-session')).body).toBeNull()
    const open = await desk.rows(
      `select 1 from auth.session where "userId" = (select id from auth."user" where email = $1)`,
      [emailOf(name)],
    )
    expect(open).toHaveLength(1)
  })

  test('and the right code do', async () => {
    expect((await browser.auth('/two-factor/verify-totp', { code: code(secret) })).status).toBe(200)
    expect((await browser.get('/api/me')).body.user.email).toBe(emailOf(name))
  })

  test('and a code that was used before do not, while the next one does', async () => {
    const used = code(secret)
    expect((await browser.auth('/two-factor/verify-totp', { code: used })).status).toBe(200)
    const onlooker = new Browser(desk)
    await withPassword(onlooker)
    const refused = await onlooker.auth('/two-factor/verify-totp', { code: used })
    expect(refused).toMatchObject({ status: 401, body: { code: 'CODE_USED' } })
    expect((await onlooker.get('/api/me')).status).toBe(401)
    expect((await onlooker.auth('/two-factor/verify-totp', { code: code(secret, 30) })).status).toBe(200)
  })

  test('and one code at two browsers in the same moment let one of them in', async () => {
    const other = new Browser(desk)
    await withPassword(other)
    const answers = await Promise.all(
      [browser, other].map((each) => each.auth('/two-factor/verify-totp', { code: code(secret) })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401])
  })

  test('and the code with which it was switched on do not', async () => {
    expect((await browser.auth('/two-factor/verify-totp', { code: code(secret, -30) })).status).toBe(401)
  })

  test('and a wrong code do not, nor an old one', async () => {
    for (const bad of [wrongCode(secret), code(secret, -10 * 60), '', '000', 'abcdef']) {
      const { status } = await browser.auth('/two-factor/verify-totp', { code: bad })
      expect([400, 401]).toContain(status)
    }
    expect((await browser.get('/api/me')).status).toBe(401)
  })

  test('and guessing codes ends soon, even with the right one', async () => {
    let status = 0
    for (let guess = 0; guess < 12; guess++) {
      ;({ status } = await browser.auth('/two-factor/verify-totp', { code: wrongCode(secret) }))
      expect(status).toBeGreaterThanOrEqual(400)
    }
    expect(
      (await browser.auth('/two-factor/verify-totp', { code: code(secret) })).status,
    ).toBeGreaterThanOrEqual(400)
    expect((await browser.get('/api/me')).status).toBe(401)
  })

  test('and a backup code do, once', async () => {
    const [first = '', second = ''] = backupCodes
    expect((await browser.auth('/two-factor/verify-backup-code', { code: first })).status).toBe(200)
    expect((await browser.get('/api/me')).status).toBe(200)

    const later = new Browser(desk)
    await withPassword(later)
    expect((await later.auth('/two-factor/verify-backup-code', { code: first })).status).toBe(401)
    expect((await later.get('/api/me')).status).toBe(401)
    expect((await later.auth('/two-factor/verify-backup-code', { code: second })).status).toBe(200)
  })

  test('somebody else’s code does not help', async () => {
    const other = await signUp(desk, `${name} other`)
    const theirs = await enrol(other)
    await other.auth('/two-factor/verify-totp', { code: code(theirs.secret) })
    expect((await browser.auth('/two-factor/verify-totp', { code: code(theirs.secret) })).status).toBe(401)
    expect(
      (await browser.auth('/two-factor/verify-backup-code', { code: theirs.backupCodes[0] })).status,
    ).toBe(401)
  })

  test('a code without the password before it is nothing', async () => {
    const stranger = new Browser(desk)
    expect((await stranger.auth('/two-factor/verify-totp', { code: code(secret) })).status).toBe(401)
    expect((await stranger.get('/api/me')).status).toBe(401)
  })

  test('it is switched off with the password only', async () => {
    expect((await tess.auth('/two-factor/disable', { password: 'wrong horse battery' })).status).toBe(400)
    expect((await tess.get('/api/me')).body.user.two_factor_enabled).toBe(true)
    expect((await tess.auth('/two-factor/disable', { password: PASSWORD })).status).toBe(200)
    const again = new Browser(desk)
    await withPassword(again)
    expect((await again.get('/api/me')).status).toBe(200)
  })
})

async function enrol(browser = tess): Promise<{ secret: Buffer; backupCodes: string[] }> {
  const { status, body } = await browser.auth('/two-factor/enable', { password: PASSWORD })
  expect(status).toBe(200)
  const uri = new URL(body.totpURI)
  expect(uri.searchParams.get('issuer')).toBe('Foyer')
  return { secret: fromBase32(uri.searchParams.get('secret') ?? ''), backupCodes: body.backupCodes }
}

function withPassword(browser: Browser) {
  return browser.auth('/sign-in/email', { email: emailOf(name), password: PASSWORD })
}

/** RFC 6238 over RFC 4226: SHA-1, six digits, steps of 30 s. */
function totp(secret: Buffer, seconds: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function code(secret: Buffer, secondsFromNow = 0): string {
  return totp(secret, Date.now() / 1000 + secondsFromNow)
}

/** Wrong now, a step ago and a step ahead. */
function wrongCode(secret: Buffer): string {
  const right = [-60, -30, 0, 30, 60].map((seconds) => code(secret, seconds))
  for (let guess = 0; ; guess++) {
    const candidate = String(guess).padStart(6, '0')
    if (!right.includes(candidate)) return candidate
  }
}

/** RFC 4648, section 6. */
function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
