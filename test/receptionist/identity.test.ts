/**
 * Whoever types somebody else's address beside a number of their own proves nothing of that person, in whichever order, and on
 * whichever way a booking comes (REQUIREMENTS A9, D4; docs/decisions/0023). Whoever changes their number stays one patient.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findIdentity } from '../../src/desk/actions/find-identity.ts'
import { findOwnAppointments } from '../../src/desk/actions/find-own-appointments.ts'
import { confirmIdentifier } from '../../src/desk/contacts/confirm-identifier.ts'
import { lockConversation } from '../../src/desk/conversations/lock-conversation.ts'
import { findConsents } from '../../src/desk/outreach/find-consents.ts'
import type { Service } from '../../src/desk/services/service.ts'
import { type BookingCast, openBookings } from '../booking/cast.ts'
import { calcomBooking } from '../calcom.ts'
import type { TestDesk } from '../desk.ts'
import { type Chat, openChat } from './chat.ts'

let desk: TestDesk
let cast: BookingCast
let service: Service
beforeAll(async () => {
  ;({ desk, cast } = await openBookings())
  service = await cast.make({ name: 'Skin check' })
})
afterAll(() => desk.close())

let people = 0
let times = 0

/** Somebody with a name, a number and an address of their own. */
function person(first: string) {
  const n = ++people
  return {
    name: `${first} Rowe${String.fromCharCode(96 + n)}`,
    phone: `+1312555${7000 + n}`,
    email: `${first.toLowerCase()}${n}@example.com`,
  }
}

/** A time on a weekday that nobody has had yet: each is an hour of its own. */
function nextTime(): string {
  const day = Temporal.PlainDate.from('2026-11-30').add({ days: Math.floor(times / 6) })
  const hour = 10 + (times % 6)
  times += day.dayOfWeek === 5 && hour === 15 ? 13 : 1
  return day.toZonedDateTime({ timeZone: 'America/Chicago', plainTime: { hour } }).toInstant().toString()
}

/** On the clinic's page; tells when. */
async function booksOnPage(fields: { name: string; phone: string; email: string }): Promise<string> {
  const start = nextTime()
  const answer = await cast.guest.post(`/riverside/${service.slug}/book`, {
    start,
    duration: '30',
    key: randomUUID(),
    ...fields,
  })
  expect(answer.status, answer.text.slice(0, 300)).toBe(303)
  return start
}

async function booksAtCalcom(who: { name: string; phone?: string; email: string }): Promise<string> {
  const { name, phone, email } = who
  const startAt = nextTime()
  const booking = calcomBooking({ attendee: { name, email }, ...(phone ? { phone } : {}), startAt })
  await desk.deliver(booking.created())
  await desk.settle()
  return startAt
}

const texts = (who: { phone: string }) => openChat(desk, { channel: 'sms', phone: who.phone })

/** When the visits are that the assistant may speak of to whoever writes. */
async function seenBy(chat: Chat): Promise<string[]> {
  if (!chat.conversationId()) await chat.say('hello there')
  const visits = await cast.inClinic(async (tx) => {
    const conversation = await lockConversation(tx, chat.conversationId())
    if (!conversation) throw new Error('no conversation')
    const identity = await findIdentity(tx, conversation)
    return findOwnAppointments(tx, { ...identity, contactId: conversation.contactId, conversation })
  })
  return visits.map(({ startAt }) => startAt.toString())
}

async function contactsOf(...values: string[]): Promise<string[]> {
  const rows = await desk.rows(
    `select distinct coalesce(c.merged_into_id, c.id) as id
     from contact_identifiers i join contacts c on c.id = i.contact_id where i.value = any($1)`,
    [values],
  )
  return rows.map(({ id }) => id)
}

async function statusesOf(name: string): Promise<string[]> {
  const rows = await desk.rows(`select status from appointments where attendee_name = $1`, [name])
  return rows.map(({ status }) => status)
}

describe('a stranger who knows the e-mail address of a patient', () => {
  test.each([
    ['on the page', booksOnPage],
    ['at Cal.com', booksAtCalcom],
  ])('and books %s with a number of their own sees by it only what was booked with it', async (_, books) => {
    const vera = person('Vera')
    const mallory = person('Mallory')
    await booksOnPage(vera)
    const own = await books({ ...mallory, email: vera.email })
    expect(await contactsOf(vera.email, vera.phone, mallory.phone)).toHaveLength(1)
    const chat = await texts(mallory)
    expect(await seenBy(chat)).toEqual([own])
    // The only one that there is for them: nobody is asked which.
    const answer = await chat.say('I need to cancel my appointment')
    expect(answer?.body).not.toMatch(/Which visit/)
    if (books === booksOnPage) expect((await chat.say('yes'))?.body).toContain('has been cancelled')
    expect(await statusesOf(vera.name)).toEqual(['booked'])
  })

  test('is not told her name, nor asked about her other visits', async () => {
    const vera = person('Verena')
    await booksOnPage(vera)
    await booksOnPage({ ...person('Mallory'), email: vera.email, phone: '+13125557990' })
    const chat = await openChat(desk, { channel: 'sms', phone: '+13125557990' })
    const asked = await chat.say('skin check on december 22 at 10 am')
    expect(asked?.body).not.toContain('Verena')
    expect(asked?.body).toMatch(/name/i)
  })

  test('stops and starts what goes to that number, and nothing of hers', async () => {
    const vera = person('Violet')
    const mallory = person('Mallory')
    await booksOnPage(vera)
    await booksOnPage({ ...mallory, email: vera.email })
    await (await texts(mallory)).say('STOP')
    const [contact = ''] = await contactsOf(vera.phone)
    expect(await cast.inClinic((tx) => findConsents(tx, contact))).toEqual([])
    const kept = await desk.rows('select state, phone_e164 from consents where contact_id = $1', [contact])
    expect(kept).toEqual([{ state: 'withdrawn', phone_e164: mallory.phone }])
    await (await texts(vera)).say('STOP')
    expect(await cast.inClinic((tx) => findConsents(tx, contact))).toMatchObject([
      { channel: 'all', state: 'withdrawn' },
    ])
  })

  test('and was here before her, under her address, sees nothing of what she books later', async () => {
    const vera = person('Vesna')
    const mallory = person('Mallory')
    const own = await booksOnPage({ ...mallory, email: vera.email })
    await booksOnPage(vera)
    await booksAtCalcom({ name: vera.name, email: vera.email })
    expect(await seenBy(await texts(mallory))).toEqual([own])
  })
})

describe('a stranger who knows the number of a patient', () => {
  test('and adds an address of their own, then a number by that address, sees only what they booked with that number', async () => {
    const vera = person('Vivian')
    const mallory = person('Mallory')
    await booksOnPage(vera)
    await booksOnPage({ ...mallory, phone: vera.phone })
    const own = await booksOnPage(mallory)
    expect(await seenBy(await texts(mallory))).toEqual([own])
  })

  test('has no link to her visit sent to the address that they added', async () => {
    const vera = person('Viola')
    const mallory = person('Mallory')
    await booksOnPage({ ...vera, email: '' })
    const [visit] = await desk.rows('select id from appointments where attendee_name = $1', [vera.name])
    await booksOnPage({ ...mallory, phone: vera.phone })
    for (const told of [vera.phone, mallory.email]) {
      const chat = await openChat(desk)
      await chat.say('I need to cancel my appointment')
      await chat.say(told)
    }
    const sent = await desk.rows(
      `select to_address from messages where appointment_id = $1 and dedupe_key like 'manage_link:%'`,
      [visit.id],
    )
    expect(sent).toEqual([{ to_address: vera.phone }])
  })
})

describe('a merge', () => {
  test('of two halves, by a name and both identifiers that somebody typed, shows nobody the other half', async () => {
    const vera = person('Vilma')
    const mallory = person('Mallory')
    const hers = await booksAtCalcom({ name: vera.name, email: vera.email })
    const chat = await openChat(desk, { channel: 'whatsapp', phone: mallory.phone, name: vera.name })
    await chat.say('hello there')
    const own = await booksOnPage({ name: vera.name, phone: mallory.phone, email: vera.email })
    expect(await contactsOf(vera.email, mallory.phone)).toHaveLength(1)
    expect(own).not.toBe(hers)
    expect(await seenBy(chat)).toEqual([own])
  })

  test('by staff says whose the visits are, and opens none to a number that they did not confirm', async () => {
    const vera = person('Valeria')
    const mallory = person('Mallory')
    await booksOnPage(vera)
    const chat = await texts(mallory)
    await chat.say('hello there')
    const own = await booksOnPage({ ...mallory, email: vera.email })
    const { conflicts } = (await desk.api('GET', '/api/identity-conflicts')).body
    const mine = conflicts.find(
      (one: { evidence: { phone: string } }) => one.evidence.phone === mallory.phone,
    )
    await desk.api('POST', `/api/identity-conflicts/${mine.id}/resolve`, {
      body: { resolution: 'all_one_person' },
    })
    expect(await seenBy(chat)).toEqual([own])
  })

  test('by what a visitor told in the widget lends them nobody’s visits, also by a number that they tell next', async () => {
    const vera = person('Vanda')
    const mallory = person('Mallory')
    const hers = await booksOnPage(vera)
    const visitor = await openChat(desk)
    for (const told of ['skin check on december 23 at 11 am', 'Mallory Rowe', vera.phone, 'yes'])
      await visitor.say(told)
    for (const told of ['skin check on december 24 at 11 am', mallory.phone, 'yes']) await visitor.say(told)
    const shown = await seenBy(await texts(mallory))
    expect(shown).not.toContain(hers)
  })
})

describe('a patient who has changed their number', () => {
  test('stays one patient, sees what they booked with it, and all of it once staff have confirmed the number', async () => {
    const nora = person('Nora')
    const before = await booksOnPage(nora)
    const phone = '+13125557880'
    const after = await booksOnPage({ ...nora, phone })
    const [contact = '', ...others] = await contactsOf(nora.email, nora.phone, phone)
    expect(others).toEqual([])
    const chat = await openChat(desk, { channel: 'sms', phone })
    expect(await seenBy(chat)).toEqual([after])
    const [number] = await desk.rows('select id, standing from contact_identifiers where value = $1', [phone])
    expect(number.standing).toBe('claimed')
    const actor = { kind: 'user' as const, id: randomUUID() }
    const confirm = () => cast.inClinic((tx) => confirmIdentifier(tx, actor, number.id))
    expect([await confirm(), await confirm()]).toEqual([true, true])
    const told = await desk.rows(
      `select actor_kind from events where contact_id = $1 and payload ->> 'reason' = 'confirmed_by_staff'`,
      [contact],
    )
    expect(told).toEqual([{ actor_kind: 'user' }])
    expect(await seenBy(chat)).toEqual([before, after])
    expect((await chat.say('I need to cancel my appointment'))?.body).toMatch(/Which visit/)
  })

  test('and asks about an earlier visit gets a link to it, where it was booked with', async () => {
    const nina = person('Nina')
    await booksOnPage(nina)
    const [visit] = await desk.rows('select id from appointments where attendee_name = $1', [nina.name])
    const phone = '+13125557881'
    await booksOnPage({ ...nina, phone })
    const chat = await openChat(desk, { channel: 'sms', phone })
    await chat.say('I need to cancel my appointment')
    expect((await chat.say('yes'))?.body).toContain('has been cancelled')
    expect((await chat.say('I need to cancel my appointment'))?.body).toMatch(/Which phone number or e-mail/)
    expect((await chat.say(nina.phone))?.body).toMatch(/If there is a visit under that number/)
    const sent = await desk.rows(
      `select to_address from messages where appointment_id = $1 and dedupe_key like 'manage_link:%'`,
      [visit.id],
    )
    expect(sent).toEqual([{ to_address: nina.email }])
  })

  test('is confirmed by nobody of another clinic', async () => {
    const one = person('Olga')
    await booksOnPage(one)
    const [number] = await desk.rows('select id from contact_identifiers where value = $1', [one.phone])
    const other = await desk.openClinic('Lakeside')
    const actor = { kind: 'user' as const, id: randomUUID() }
    const confirmed = await desk.foyer.database.inClinic(other.clinicId, (tx) =>
      confirmIdentifier(tx, actor, number.id),
    )
    expect(confirmed).toBe(false)
  })
})
