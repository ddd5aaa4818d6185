/** A forgotten password: a link, mailed where there is a mail server, else shown to those who may grant the role. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '../../src/kit/db.ts'
import { runCommand, urlOf } from '../commands.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Mailbox, startMailbox } from '../mailbox.ts'
import { Browser, bringIn, emailOf, openOwnClinic, PASSWORD, signUp } from './browser.ts'

const NEW = 'another horse battery'
let round = 0
const named = (name: string) => `${name} ${'abcdefghijklmnopqrstuvwxyz'.charAt(round)}`
beforeEach(() => {
  round += 1
})

describe('with a mail server', () => {
  let mailbox: Mailbox
  let desk: TestDesk

  beforeAll(async () => {
    mailbox = await startMailbox()
    desk = await openDesk({ env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Foyer <desk@foyer.example>' } })
  })
  afterAll(async () => {
    await desk.close()
    await mailbox.close()
  })

  test('the link is mailed, lets its bearer choose a password once, and ends every session', async () => {
    const name = named('Tom')
    const before = await signUp(desk, name)
    expect((await ask(emailOf(name))).body).toEqual({ status: true, is_mailed: true })
    const mail = await mailbox.waitFor(({ to }) => to.address === emailOf(name))
    expect(mail).toMatchObject({
      subject: 'A new password for Foyer',
      from: { name: 'Foyer', address: 'desk@foyer.example' },
    })
    const token = tokenIn(mail.text)
    expect((await choose(token)).status).toBe(200)

    expect((await before.get('/api/me')).status).toBe(401)
    expect((await signIn(name, PASSWORD)).status).toBe(401)
    expect((await signIn(name, NEW)).status).toBe(200)
    const again = await choose(token, 'a third horse battery')
    expect(again).toMatchObject({ status: 400, body: { code: 'INVALID_TOKEN' } })
    expect((await signIn(name, NEW)).status).toBe(200)
  })

  test('an address that nobody has is answered in the same words, as soon, and gets no mail', async () => {
    const name = named('Una')
    await signUp(desk, name)
    // Busy: the answer must not wait for the mail server, or the time would tell.
    const answers = [await ask(emailOf(name)), await ask('nobody@example.com')]
    expect(answers[1]).toMatchObject({ status: 200, body: answers[0]?.body })
    expect([...(answers[1]?.headers.keys() ?? [])]).toEqual([...(answers[0]?.headers.keys() ?? [])])
    await mailbox.waitFor(({ to }) => to.address === emailOf(name))
    expect(mailbox.messages.filter(({ to }) => to.address === 'nobody@example.com')).toEqual([])
  })

  test('a mail server that refuses changes nothing about the answer', async () => {
    const name = named('Vic')
    await signUp(desk, name)
    mailbox.refuse(550)
    try {
      expect((await ask(emailOf(name))).body).toEqual({ status: true, is_mailed: true })
      const owner = await signUp(desk, named('Olga'))
      await openOwnClinic(owner, 'Harbor Clinic')
      const invited = await owner.call('POST', '/api/team/invitations', {
        body: { email: 'next@example.com', role: 'viewer' },
      })
      expect(invited.status).toBe(201)
    } finally {
      mailbox.refuse(null)
    }
  })

  test('no link is kept readable, nor shown to anybody', async () => {
    const owner = await signUp(desk, named('Olga'))
    await openOwnClinic(owner, 'Harbor Clinic')
    await bringIn(desk, owner, { name: named('Wes'), role: 'viewer' })
    await ask(emailOf(named('Wes')))
    const mail = await mailbox.waitFor(
      ({ to, subject }) => to.address === emailOf(named('Wes')) && subject.startsWith('A new password'),
    )
    const kept = await desk.rows('select * from auth.verification')
    expect(JSON.stringify(kept)).not.toContain(tokenIn(mail.text))
    expect((await owner.get('/api/team')).body).toMatchObject({ password_resets: [], sends_mail: true })
  })

  test('two links: the second one ends the first, and both end with the hour', async () => {
    const name = named('Xia')
    await signUp(desk, name)
    await ask(emailOf(name))
    await ask(emailOf(name))
    const links = async () =>
      mailbox.messages.filter(({ to }) => to.address === emailOf(name)).map(({ text }) => tokenIn(text))
    while ((await links()).length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
    const [first = '', second = ''] = await links()
    expect((await choose(second)).status).toBe(200)
    expect((await choose(first, 'a third horse battery')).status).toBe(400)

    await ask(emailOf(name))
    while ((await links()).length < 3) await new Promise((resolve) => setTimeout(resolve, 10))
    const [{ left }] = await desk.rows(
      `select extract(epoch from max("expiresAt") - now()) as left from auth.verification`,
    )
    expect(Number(left)).toBeGreaterThan(3_500)
    expect(Number(left)).toBeLessThanOrEqual(3_600)
    await desk.rows(`update auth.verification set "expiresAt" = now() - interval '1 s'`)
    expect((await choose((await links()).at(-1) ?? '')).status).toBe(400)
    expect((await signIn(name, NEW)).status).toBe(200)
  })

  test('used twice in one moment, a link counts once', async () => {
    const name = named('Yan')
    await signUp(desk, name)
    await ask(emailOf(name))
    const mail = await mailbox.waitFor(({ to }) => to.address === emailOf(name))
    const both = await Promise.all([
      choose(tokenIn(mail.text)),
      choose(tokenIn(mail.text), 'a third horse battery'),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400])
  })

  test.each(['', 'x', 'x'.repeat(5_000), '../..', '\u0000'])(
    'a token that is none (%j) is refused',
    async (token) => {
      expect((await choose(token)).status).toBe(400)
    },
  )

  test('a password that is too short is refused, and the link still works', async () => {
    const name = named('Zoe')
    await signUp(desk, name)
    await ask(emailOf(name))
    const mail = await mailbox.waitFor(({ to }) => to.address === emailOf(name))
    expect((await choose(tokenIn(mail.text), 'short')).status).toBe(400)
    expect((await choose(tokenIn(mail.text))).status).toBe(200)
  })

  test('an invitation is mailed too, in the clinic’s name', async () => {
    const owner = await signUp(desk, named('Olga'))
    await openOwnClinic(owner, 'Harbor Clinic')
    const email = emailOf(named('Newcomer'))
    const { body } = await owner.call('POST', '/api/team/invitations', { body: { email, role: 'viewer' } })
    const mail = await mailbox.waitFor(({ to }) => to.address === email)
    expect(mail.subject).toBe(`${named('Olga')} invites you to Harbor Clinic on Foyer`)
    expect(mail.text).toContain(body.invitation.link)
  })

  const ask = (email: string) => new Browser(desk).auth('/request-password-reset', { email })
  const choose = (token: string, newPassword = NEW) =>
    new Browser(desk).auth('/reset-password', { token, newPassword })
  const signIn = (name: string, password: string) =>
    new Browser(desk).auth('/sign-in/email', { email: emailOf(name), password })
})

describe('without a mail server', () => {
  let desk: TestDesk
  let owner: Browser
  let DATABASE_URL: string

  beforeAll(async () => {
    const via = async (connection: Connection) => {
      DATABASE_URL = urlOf(connection)
      return connection
    }
    desk = await openDesk({ via })
  })
  beforeEach(async () => {
    owner = await signUp(desk, named('Olga'))
    await openOwnClinic(owner, 'Harbor Clinic')
  })
  afterAll(() => desk.close())

  test('the link stands at the team, for those who may grant the role, until it was used', async () => {
    const tom = await bringIn(desk, owner, { name: named('Tom'), role: 'operator' })
    expect((await ask(emailOf(named('Tom')))).body).toEqual({ status: true, is_mailed: false })
    const [reset = { link: '' }] = await resetsSeenBy(owner)
    expect(reset).toMatchObject({ name: named('Tom'), email: emailOf(named('Tom')) })
    expect(reset.link).toMatch(/^http:\/\/foyer\.test\/reset-password\/[A-Za-z0-9]{24}$/)
    expect(await resetsSeenBy(tom)).toEqual([])

    const { status } = await new Browser(desk).auth('/reset-password', {
      token: tokenIn(reset.link),
      newPassword: NEW,
    })
    expect(status).toBe(200)
    expect((await tom.get('/api/me')).status).toBe(401)
    expect(await resetsSeenBy(owner)).toEqual([])
  })

  test('an admin sees no owner’s, nobody sees one of a person who works elsewhere too, and no key sees any', async () => {
    const admin = await bringIn(desk, owner, { name: named('Ada'), role: 'admin' })
    const both = await bringIn(desk, owner, { name: named('Bo'), role: 'viewer' })
    await openOwnClinic(both, 'Elsewhere')
    const stranger = await signUp(desk, named('Stranger'))
    await openOwnClinic(stranger, 'Third Clinic')
    for (const name of ['Olga', 'Ada', 'Bo']) await ask(emailOf(named(name)))

    expect((await resetsSeenBy(owner)).map(({ name }) => name).toSorted()).toEqual([
      named('Ada'),
      named('Olga'),
    ])
    expect((await resetsSeenBy(admin)).map(({ name }) => name)).toEqual([named('Ada')])
    expect(await resetsSeenBy(stranger)).toEqual([])
    const key = await owner.call('POST', '/api/keys', { body: { name: 'k', role: 'owner' } })
    const { body } = await desk.api('GET', '/api/team', { as: key.body.api_key })
    expect(body.password_resets).toEqual([])
  })

  test('whoever runs Foyer gives anybody a link at the terminal', async () => {
    const name = named('Olga')
    const done = await runCommand('reset-password', [emailOf(name)], {
      DATABASE_URL,
      FOYER_SECRET: 'a test secret of at least thirty-two characters',
      PUBLIC_URL: 'http://foyer.test',
    })
    expect(done).toMatchObject({ status: 0, stderr: '' })
    const { status } = await new Browser(desk).auth('/reset-password', {
      token: tokenIn(done.stdout),
      newPassword: NEW,
    })
    expect(status).toBe(200)
    expect((await owner.get('/api/me')).status).toBe(401)
  })

  test('at the terminal an address that nobody has is said to be that', async () => {
    const env = { DATABASE_URL, FOYER_SECRET: 'a test secret of at least thirty-two characters' }
    const done = await runCommand('reset-password', ['nobody@example.com'], env)
    expect(done).toMatchObject({ status: 1, stdout: '' })
    expect(done.stderr).toContain('Nobody has an account with the address nobody@example.com.')
    expect((await runCommand('reset-password', [], env)).stderr).toContain(
      'npm run reset-password -- <email>',
    )
  })

  const ask = (email: string) => new Browser(desk).auth('/request-password-reset', { email })
  const resetsSeenBy = async (browser: Browser) =>
    (await browser.get('/api/team')).body.password_resets as { name: string; email: string; link: string }[]
})

function tokenIn(text: string): string {
  const token = /\/reset-password\/(\w+)/.exec(text)?.[1]
  expect(token, `a link in: ${text}`).toBeDefined()
  return token ?? ''
}
