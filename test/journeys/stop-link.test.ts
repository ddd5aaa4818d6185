/** Whoever follows the link of a mail ends what it names; nobody else does, and no mail server that looks where it leads. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { learnIdentifiers } from '../../src/desk/contacts/learn-identifiers.ts'
import { mergeContacts } from '../../src/desk/contacts/merge-contacts.ts'
import { lockContacts } from '../../src/desk/contacts/recognize-contact.ts'
import type { JourneyDefinition } from '../../src/desk/journeys/definition.ts'
import type { Purpose } from '../../src/desk/outreach/message.ts'
import { mailboxIdOf, stopToken } from '../../src/desk/outreach/stop-link.ts'
import { system } from '../../src/kit/events.ts'
import { type ClinicId, mintClinicId, uuidv7 } from '../../src/kit/ids.ts'
import { calcomBooking } from '../calcom.ts'
import { openDesk } from '../desk.ts'
import { startMailbox } from '../mailbox.ts'
import { openWays, type Ways } from './ways.ts'
import { addVersion, message } from './writing.ts'

let ways: Ways
beforeAll(async () => {
  ways = await openWays()
})
afterEach(async () => {
  await ways.beginDay()
})
afterAll(() => ways.close())

interface Person {
  contactId: string
  email: string
}

function tokenFor(
  { contactId, email }: Person,
  purpose: Purpose = 'marketing',
  clinicId: ClinicId = ways.desk.clinic.clinicId,
): string {
  const mailboxId = mailboxIdOf(clinicId, email)
  return stopToken(ways.desk.foyer.keyring, { clinicId, contactId, mailboxId, purpose })
}

const open = (token: string, headers: Record<string, string> = {}) =>
  ways.desk.foyer.request(`/u/${token}`, { headers })

const press = (token: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  ways.desk.foyer.request(`/u/${token}`, { method: 'POST', body: new URLSearchParams(fields), headers })

const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' }

async function consentsOf(contactId: string): Promise<string[]> {
  const rows = await ways.desk.rows(
    `select purpose, channel, state, source, actor_kind from consents where contact_id = $1 order by id`,
    [contactId],
  )
  return rows.map((row) => Object.values(row).join(' '))
}

const ENDED = (purpose: string) => `${purpose} all withdrawn mail_link contact`

const TEXTS = { subject: 'Hello', body: '{{first_name}}, hello\nStop these messages: {{stop_link}}' }

/** Due two hours after somebody was taken in. */
const HELLO = {
  ...message('hello', { offset: { hours: 2 } }),
  text: { chat: { en: 'hello', es: 'hola' }, email: { en: TEXTS, es: TEXTS } },
} as JourneyDefinition['steps'][number]

/** By mail alone. */
async function beginByMail(purpose: Purpose) {
  await ways.journey({ purpose, steps: [HELLO] }, purpose)
  const known = await ways.person({ phone: null })
  if (purpose === 'marketing') await ways.agree(known.contactId, { purpose: 'marketing' })
  await ways.begin(known.contactId, purpose)
  return known
}

const lastMailTo = (address: string) => {
  const mail = ways.mailbox.messages.findLast(({ envelope }) => envelope.to.includes(address))
  if (!mail) throw new Error(`no mail went to ${address}`)
  return mail
}

describe('the link', () => {
  test('of a mail opens a page that asks, in the person’s language, and looking at it changes nothing', async () => {
    const person = await beginByMail('marketing')
    const { contactId, email } = person
    await ways.due()
    const link = /Stop these messages: (\S+)/.exec(lastMailTo(email).text)?.[1] ?? ''
    expect(link).toBe(`${ways.desk.foyer.url}/u/${tokenFor(person)}`)
    const token = link.split('/').at(-1) ?? ''
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await ways.desk.foyer.request(`/u/${token}`, {
        method,
        headers: { 'accept-language': 'es' },
      })
      expect(page.status).toBe(200)
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('x-robots-tag')).toBe('noindex')
      if (method === 'GET') expect(await page.text()).toContain('Stop messages from Riverside?')
    }
    expect(await (await open(`${token}?lang=es`)).text()).toContain(
      '¿Dejar de recibir mensajes de Riverside?',
    )
    expect((await consentsOf(contactId)).filter((each) => each.includes('withdrawn'))).toEqual([])
  })

  test('offers first what ends the kind of message in which it stands', async () => {
    const person = await ways.person()
    const offered = async (purpose: Purpose) =>
      [...(await (await open(tokenFor(person, purpose))).text()).matchAll(/name="stop" value="(\w+)"/g)].map(
        ([, value]) => value,
      )
    expect(await offered('marketing')).toEqual(['marketing', 'all'])
    expect(await offered('care')).toEqual(['but_visits', 'all'])
    expect(await offered('transactional')).toEqual(['but_visits', 'all'])
  })

  test.each([
    ['marketing', 'marketing', ['marketing']],
    ['care', 'but_visits', ['care', 'marketing']],
    ['marketing', 'all', ['all']],
  ] as const)(
    'of %s, pressed for %s, records it once however often it is pressed',
    async (purpose, stop, ended) => {
      const person = await ways.person()
      const { contactId } = person
      const token = tokenFor(person, purpose)
      const pages = await Promise.all([1, 2, 3].map(() => press(token, { stop })))
      pages.push(await press(token, { stop }))
      for (const page of pages) {
        expect(page.status).toBe(200)
        expect(await page.text()).toContain('If you want messages again, call us.')
      }
      expect(await consentsOf(contactId)).toEqual(ended.map(ENDED))
      const [proof] = await ways.desk.rows(`select text_shown from consents where contact_id = $1`, [
        contactId,
      ])
      expect(proof.text_shown).toMatch(/^Stop messages from Riverside\?\n[\s\S]*\nStop /)
    },
  )

  test('records it again where it was agreed to in between', async () => {
    const person = await ways.person()
    const { contactId } = person
    await press(tokenFor(person), { stop: 'all' })
    await ways.agree(contactId, { purpose: 'marketing' })
    await press(tokenFor(person), { stop: 'all' })
    expect((await consentsOf(contactId)).filter((each) => each === ENDED('all'))).toHaveLength(2)
  })

  test('pressed for nothing it offers asks again', async () => {
    const person = await ways.person()
    const { contactId } = person
    for (const fields of [
      {},
      { stop: 'care' },
      { stop: 'but_visits' },
      { 'List-Unsubscribe': 'Two-Clicks' },
    ]) {
      const page = await press(tokenFor(person), fields as Record<string, string>)
      expect(await page.text()).toContain('Stop messages from Riverside?')
    }
    expect(await consentsOf(contactId)).toEqual([])
  })

  test('changed, cut off, or made for another purpose, clinic or page leads nowhere', async () => {
    const person = await ways.person()
    const { contactId } = person
    const token = tokenFor(person)
    const [ids = '', signature = ''] = token.split('.')
    const other = tokenFor(person, 'care').split('.')[1]
    const stranger = await ways.person()
    const strangers = tokenFor(stranger).split('.')[0]
    const tokens = [
      `${ids}.${signature.slice(1)}`,
      ids,
      `${strangers}.${signature}`,
      `${token}=`,
      `.${signature}`,
      'x',
    ]
    for (const dead of tokens) {
      for (const page of [
        await open(dead),
        await press(dead, { stop: 'all' }),
        await press(dead, ONE_CLICK),
      ]) {
        expect(page.status, dead).toBe(404)
        expect(await page.text()).toContain('call the clinic that wrote to you')
      }
    }
    // The purpose is signed too, and each is a link of its own.
    expect(`${ids}.${other}`).toBe(tokenFor(person, 'care'))
    expect(await consentsOf(contactId)).toEqual([])
    expect(await consentsOf(stranger.contactId)).toEqual([])
  })

  test('of another clinic, or of one that is gone, reaches nobody here', async () => {
    const person = await ways.person()
    const { contactId } = person
    const elsewhere = await ways.desk.openClinic('Elsewhere')
    for (const clinicId of [elsewhere.clinicId, mintClinicId(uuidv7())]) {
      const token = tokenFor(person, 'marketing', clinicId)
      for (const page of [
        await open(token),
        await press(token, { stop: 'all' }),
        await press(token, ONE_CLICK),
      ]) {
        expect(page.status).toBe(404)
      }
    }
    expect(await consentsOf(contactId)).toEqual([])
  })

  test('in a mailbox that somebody typed in beside the person’s own decides about mail alone (docs/decisions/0023)', async () => {
    const person = await ways.person()
    const { contactId } = person
    const strange = 'Mallory@example.com'
    await ways.inClinic((tx) =>
      learnIdentifiers(
        tx,
        { kind: 'integration', id: null },
        { contactId, phone: null, phoneRaw: null, email: strange.toLowerCase(), source: 'page' },
      ),
    )
    const strangers = tokenFor({ contactId, email: strange })
    expect(await (await open(strangers)).text()).toContain('It counts for e-mail; each')
    expect(await (await press(strangers, { stop: 'all' })).text()).toContain('It counts for e-mail; each')
    await press(strangers, ONE_CLICK)
    expect(await consentsOf(contactId)).toEqual(['all email withdrawn mail_link contact'])
    expect(await (await press(tokenFor(person), { stop: 'all' })).text()).toContain('and chats.')
    expect((await consentsOf(contactId)).slice(1)).toEqual([ENDED('all')])
  })

  test('of somebody who was merged counts for whoever they are now', async () => {
    const [from, into] = [await ways.person(), await ways.person()]
    await ways.inClinic(async (tx) => {
      await lockContacts(tx, [from.contactId, into.contactId])
      await mergeContacts(tx, system, {
        ...{ fromContactId: from.contactId, intoContactId: into.contactId, reason: 'by_hand' },
        evidence: { phone: null, email: null, name: 'Ana' },
      })
    })
    expect((await open(tokenFor(from))).status).toBe(200)
    await press(tokenFor(from), { stop: 'marketing' })
    await press(tokenFor(into), { stop: 'marketing' })
    expect(await consentsOf(into.contactId)).toEqual([ENDED('marketing')])
    expect(await consentsOf(from.contactId)).toEqual([])
  })
})

describe('one click in a mail program', () => {
  test('ends care and marketing, without a page, a cookie or an origin of ours', async () => {
    const person = await ways.person()
    const { contactId } = person
    const away = { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }
    for (let i = 0; i < 2; i++) {
      const done = await press(tokenFor(person), ONE_CLICK, away)
      expect([done.status, done.headers.get('content-type')]).toEqual([200, 'text/plain; charset=UTF-8'])
      expect(done.headers.get('set-cookie')).toBeNull()
    }
    expect(await consentsOf(contactId)).toEqual([ENDED('care'), ENDED('marketing')])
  })

  test('may come as a form of parts (RFC 8058, 3.2), and from one network for many people', async () => {
    const body = () => {
      const form = new FormData()
      form.set('List-Unsubscribe', 'One-Click')
      return form
    }
    const person = await ways.person()
    const { contactId } = person
    const path = `/u/${tokenFor(person, 'care')}`
    expect((await ways.desk.foyer.request(path, { method: 'POST', body: body() })).status).toBe(200)
    expect(await consentsOf(contactId)).toHaveLength(2)
    const statuses = []
    for (let i = 0; i < 30; i++) {
      const done = await ways.desk.foyer.request(path, { method: 'POST', body: body() })
      statuses.push(done.status)
    }
    expect(statuses.at(-1)).toBe(429)
    const other = await ways.person()
    expect((await press(tokenFor(other), ONE_CLICK)).status).toBe(200)
  })
})

describe('a mail', () => {
  test.each(['care', 'marketing'] as const)('of %s tells mail programs where it ends', async (purpose) => {
    const person = await beginByMail(purpose)
    await ways.due()
    const { headers } = lastMailTo(person.email)
    expect(headers.get('list-unsubscribe')).toEqual([
      `<${ways.desk.foyer.url}/u/${tokenFor(person, purpose)}>`,
    ])
  })

  test('that confirms a visit does not', async () => {
    const email = 'confirmed@example.com'
    await ways.desk.deliver(
      calcomBooking({
        ...{ attendee: { name: 'Ana Souza', email }, uid: 'confirmed' },
        startAt: ways.desk.clock.now().add({ hours: 240 }).toString(),
      }).created(),
    )
    await ways.settle()
    const { headers, subject } = lastMailTo(email)
    expect(subject).toMatch(/Your appointment/)
    expect(headers.has('list-unsubscribe')).toBe(false)
    expect(headers.has('list-unsubscribe-post')).toBe(false)
  })

  test('that waits is taken back with its journey in the transaction of the click', async () => {
    ways.mailbox.refuse(451)
    const person = await beginByMail('marketing')
    const { contactId, email } = person
    await ways.due()
    expect(await ways.told(contactId)).toMatchObject([{ status: 'held', reason: 'deferred' }])
    await press(tokenFor(person), { stop: 'marketing' })
    const [row] = await ways.desk.rows(
      `select e.status, e.end_reason, count(distinct xmin_of.x)::int as transactions
       from enrollments e
       cross join lateral (
         select e.xmin::text as x
         union all select k.xmin::text from consents k where k.contact_id = e.contact_id and k.source = 'mail_link'
       ) xmin_of
       where e.contact_id = $1
       group by e.status, e.end_reason`,
      [contactId],
    )
    expect(row).toEqual({ status: 'stopped', end_reason: 'contact.consent_changed', transactions: 1 })
    expect(await ways.told(contactId)).toMatchObject([{ status: 'withdrawn' }])
    ways.mailbox.refuse(null)
    await ways.pass({ hours: 2 })
    expect(ways.mailTo(email)).toBe(0)
  })

  test('about a visit that waits is refused after all messages were ended', async () => {
    ways.mailbox.refuse(451)
    const email = 'held@example.com'
    await ways.desk.deliver(
      calcomBooking({
        ...{ attendee: { name: 'Luz Held', email }, uid: 'held' },
        startAt: ways.desk.clock.now().add({ hours: 240 }).toString(),
      }).created(),
    )
    await ways.settle()
    const find = () =>
      ways.desk.rows(`select contact_id, kind, status, reason from messages where to_address = $1`, [email])
    const [held] = await find()
    expect(held).toMatchObject({ kind: 'confirmation', status: 'held', reason: 'deferred' })
    await press(tokenFor({ contactId: held.contact_id, email }), { stop: 'all' })
    ways.mailbox.refuse(null)
    await ways.pass({ hours: 1 })
    expect(await find()).toMatchObject([{ kind: 'confirmation', status: 'refused', reason: 'opted_out' }])
    expect(ways.mailTo(email)).toBe(0)
  })

  test('of care says that one click is enough where Foyer is reached by HTTPS (RFC 8058, 3.1), of a visit nothing', async () => {
    const mailbox = await startMailbox()
    const publicUrl = 'https://frontdesk.a-rather-long-name-of-a-clinic.example'
    const desk = await openDesk({
      env: {
        SMTP_URL: mailbox.url,
        MAIL_FROM: 'Riverside <frontdesk@riverside.example>',
        PUBLIC_URL: publicUrl,
      },
    })
    try {
      await addVersion(desk, 'care', {
        ...{ trigger: { event: 'appointment.booked' }, anchor: 'enrolled', purpose: 'care', lane: 'care' },
        ...{ exits: [], steps: [HELLO] },
      })
      await desk.deliver(
        calcomBooking({
          ...{ attendee: { name: 'Ana Souza', email: 'ana@example.com' }, uid: 'one' },
          startAt: desk.clock.now().add({ hours: 240 }).toString(),
        }).created(),
      )
      await desk.settle()
      await desk.pass({ hours: 2 })
      const [confirmation, care, ...more] = mailbox.messages
      expect(more).toEqual([])
      expect(confirmation?.headers.has('list-unsubscribe')).toBe(false)
      expect(care?.headers.get('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
      const link = /^<(https:.+)>$/.exec(care?.headers.get('list-unsubscribe')?.[0] ?? '')?.[1] ?? ''
      expect(care?.text).toContain(`Stop these messages: ${link}`)
      const done = await desk.foyer.request(link.slice(publicUrl.length), {
        method: 'POST',
        body: new URLSearchParams(ONE_CLICK),
      })
      expect([done.status, done.headers.get('strict-transport-security')]).toEqual([200, 'max-age=31536000'])
      const rows = await desk.rows(`select purpose from consents where source = 'mail_link' order by id`)
      expect(rows).toEqual([{ purpose: 'care' }, { purpose: 'marketing' }])
    } finally {
      await desk.close()
      await mailbox.close()
    }
  })
})
