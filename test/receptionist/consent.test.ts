/** Whose word it is: who may end messages or begin them again, for whom, and what a told address proves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findClinic } from '../../src/desk/clinics/find-clinic.ts'
import { recognizeContact } from '../../src/desk/contacts/recognize-contact.ts'
import { recordConsent } from '../../src/desk/contacts/record-consent.ts'
import { takeOver } from '../../src/desk/conversations/take-over-conversation.ts'
import { type Consent, decide } from '../../src/desk/outreach/arbiter.ts'
import { findConsents } from '../../src/desk/outreach/find-consents.ts'
import type { MessageKind, Purpose } from '../../src/desk/outreach/message.ts'
import { beginSending } from '../../src/desk/outreach/send-message.ts'
import { writeToPerson } from '../../src/desk/outreach/write-to-person.ts'
import { bookOnline } from '../../src/desk/scheduling/book-online.ts'
import { findService } from '../../src/desk/services/find-services.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Chat, openChat, visitsOf } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'
import { scriptedModel } from './scripted-model.ts'

let desk: TestDesk
let clinic: AnsweringClinic

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
})
afterAll(() => desk.close())

const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(desk.clinic.clinicId, work)
const consentsOf = (contactId: string) => inClinic((tx) => findConsents(tx, contactId))
const statesOf = async (chat: Chat) =>
  (await consentsOf((await chat.row()).contact_id)).map(({ purpose, channel, state }) => [
    purpose,
    channel,
    state,
  ])
const STOPPED = [['all', 'all', 'withdrawn']]

async function book(chat: Chat, when: string, ...details: string[]) {
  await chat.say(`a skin check on ${when}`)
  for (const detail of details) await chat.say(detail)
  return chat.say('yes')
}

/** What the arbiter says of a text message to this contact, at noon. */
async function verdictOn(contactId: string, kind: MessageKind, purpose: Purpose) {
  const consents: Consent[] = await consentsOf(contactId)
  return decide({
    now: Temporal.Instant.from('2026-11-24T18:00:00Z'),
    kind,
    purpose,
    channel: 'sms',
    zones: ['America/Chicago'],
    consents,
    sent: { transactionalLastDay: 0, otherLastDay: 0, otherLastWeek: 0 },
    appointment: null,
    speaksOfSequence: null,
    author: 'system',
    talk: null,
    isTemplate: false,
    isPersonTalking: false,
  })
}

describe('STOP', () => {
  test.each([
    ['hello', 'STOP'],
    ['do you have anything on Thursday?', 'stop'],
    ['Stop.', 'thanks'],
    ['hola', 'baja'],
  ])('in a bubble of its own is heard beside another: %s, %s', async (first, second) => {
    const chat = await openChat(desk, { channel: 'sms' })
    await chat.write(first)
    await chat.write(second)
    expect((await chat.answer())?.kind).toBe('opt_out_ack')
    expect(await statesOf(chat)).toEqual(STOPPED)
  })

  test('is heard while a model is being asked', async () => {
    let chat: Chat | undefined
    const model = scriptedModel(async (_, round) => {
      if (round === 1) await chat?.write('STOP')
      return 'Of course, what would you like to know?'
    })
    chat = await openChat(desk, { model, channel: 'sms' })
    await chat.say('tell me about your place, it looks nice')
    expect((await chat.answer())?.kind).toBe('opt_out_ack')
    expect(await statesOf(chat)).toEqual(STOPPED)
  })

  test('is kept beside an emergency, whose number is told all the same', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    await chat.write('STOP')
    await chat.write('I have crushing chest pain')
    expect(await chat.answer()).toMatchObject({ kind: 'emergency_notice', body: /911/ })
    expect(await statesOf(chat)).toEqual(STOPPED)
    const [message] = await desk.rows('select id from messages where conversation_id = $1', [
      chat.conversationId(),
    ])
    await inClinic((tx) => beginSending(tx, [message.id]))
    const [{ status }] = await desk.rows('select status from messages where id = $1', [message.id])
    expect(status).toBe('sending')
  })

  test('is acknowledged once, however often it is said', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    for (let i = 0; i < 3; i++) await chat.say('STOP')
    const sent = await desk.rows('select 1 from messages where conversation_id = $1', [chat.conversationId()])
    expect(sent).toHaveLength(1)
  })

  test('of a visitor ends what is written in that chat, says so, and silences nobody else', async () => {
    const owner = await openChat(desk, { channel: 'sms', phone: '+13125559301' })
    await owner.say('hello')
    const { contact_id } = await owner.row()
    const visitor = await openChat(desk)
    expect((await visitor.say('STOP'))?.body).toMatch(/in this chat/)
    await book(visitor, 'december 1 at 9 am', 'Mallory Moon', '312 555 9301')
    await visitor.say('STOP')
    expect(await consentsOf(contact_id)).toEqual([])
    const inThere = await inClinic((tx) =>
      findConsents(tx, contact_id, { conversationId: visitor.conversationId() }),
    )
    expect(inThere.at(-1)).toMatchObject({ channel: 'widget', state: 'withdrawn' })
  })
})

describe('START', () => {
  test('of a visitor who books under somebody’s number does not undo that person’s STOP', async () => {
    const owner = await openChat(desk, { channel: 'sms', phone: '+13125559300' })
    await owner.say('STOP')
    const { contact_id } = await owner.row()
    const visitor = await openChat(desk)
    await visitor.say('START')
    await book(visitor, 'december 1 at 10 am', 'Mallory Moon', '312 555 9300')
    expect(await verdictOn(contact_id, 'reminder', 'transactional')).toMatchObject({ reason: 'opted_out' })
    expect(await verdictOn(contact_id, 'waitlist_offer', 'marketing')).toMatchObject({ verdict: 'refuse' })
  })

  test('brings back reminders, and gives no consent to advertising', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    await chat.say('STOP')
    await chat.say('START')
    const { contact_id: contactId } = await chat.row()
    expect(await verdictOn(contactId, 'reminder', 'transactional')).toEqual({ verdict: 'send' })
    expect(await verdictOn(contactId, 'reminder', 'care')).toEqual({ verdict: 'send' })
    const advertising = () => verdictOn(contactId, 'waitlist_offer', 'marketing')
    expect(await advertising()).toMatchObject({ reason: 'no_marketing_consent' })
    const consent = { purpose: 'marketing', channel: 'all', state: 'granted', source: 'form' } as const
    const textShown = 'I want to hear of offers.'
    await inClinic((tx) => recordConsent(tx, system, { contactId, ...consent, textShown }))
    expect(await advertising()).toEqual({ verdict: 'send' })
  })

  test('is not what somebody says who wants a place on the waiting list', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    await chat.say('hello')
    expect((await chat.say('add me to your list please'))?.body).not.toMatch(/messages again/)
    expect(await statesOf(chat)).toEqual([])
  })
})

describe('while one of the staff talks with them', () => {
  test('the assistant says nothing, and what may mean the visit is left to who talks', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('hello')
    await inClinic((tx) => takeOver(tx, system, { conversationId: chat.conversationId(), assigneeId: 'u1' }))
    expect(await chat.say('Cancel')).toBeNull()
    expect(await statesOf(chat)).toEqual([])
    expect(await chat.say('STOP')).toBeNull()
    expect(await statesOf(chat)).toEqual(STOPPED)
  })

  test('staff may answer what the person writes after a STOP, in the same second too, and nothing before', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('hello')
    const conversationId = chat.conversationId()
    await inClinic((tx) => takeOver(tx, system, { conversationId, assigneeId: 'u1' }))
    await chat.say('STOP')
    const written = async () => {
      const sent = await inClinic((tx) =>
        writeToPerson(tx, system, {
          conversationId,
          userId: 'u1',
          text: 'Until Friday then.',
          requestKey: null,
        }),
      )
      if (!sent.ok) throw new Error(sent.reason)
      await inClinic((tx) => beginSending(tx, [sent.messageId]))
      const [row] = await desk.rows('select status, reason from messages where id = $1', [sent.messageId])
      return row
    }
    expect(await written()).toEqual({ status: 'refused', reason: 'opted_out' })
    await chat.write('sorry, one more thing: is Friday still on?')
    // The vendor tells whole seconds, and rounds them down.
    const earlier = desk.clock.now().subtract({ minutes: 1 })
    await desk.rows('update conversations set last_inbound_at = $2 where id = $1', [
      conversationId,
      earlier.toString(),
    ])
    expect(await written()).toEqual({ status: 'sending', reason: null })
  })
})

describe('whoever booked on the website', () => {
  test('is known when they write from that very number, and CANCEL there is a revocation', async () => {
    const site = await openChat(desk)
    await book(site, 'december 2 at 9 am', 'Petra Own', '312 555 9400')
    const sms = await openChat(desk, { channel: 'sms', phone: '+13125559400' })
    expect((await sms.say('CANCEL'))?.body).toMatch(/cancel your visit, or to get no more messages/)
    expect(await statesOf(sms)).toEqual(STOPPED)
    expect((await sms.say('the visit please'))?.body).toMatch(/cancel your visit on Wednesday, December 2/)
    expect((await statesOf(sms)).at(-1)).toEqual(['all', 'all', 'granted'])
    await sms.say('yes')
    expect((await visitsOf(desk)).find(({ full_name }) => full_name === 'Petra Own').status).toBe('cancelled')
    // The chat on the website proves as little as before.
    const other = await openChat(desk)
    expect((await other.say('cancel my visit'))?.body).toMatch(/Which phone number/)
  })

  test('CANCEL for the visit does not undo a STOP of before', async () => {
    const sms = await openChat(desk, { channel: 'sms' })
    await book(sms, 'december 2 at 11 am', 'Una Stop')
    await sms.say('STOP')
    await sms.say('CANCEL')
    await sms.say('the visit')
    expect(await statesOf(sms)).toEqual(STOPPED)
  })

  test('and only showed a username is one person with their number once the channel shows it', async () => {
    const site = await openChat(desk)
    await book(site, 'december 2 at 1 pm', 'Nina Name', '312 555 9401')
    const hidden = await openChat(desk, { channel: 'whatsapp', id: 'US.bsuid-1', phone: '' })
    await hidden.say('hello')
    const shown = await openChat(desk, {
      channel: 'whatsapp',
      id: 'US.bsuid-1',
      aliases: ['13125559401'],
      phone: '+13125559401',
    })
    expect((await shown.say('I want to cancel my visit'))?.body).toMatch(/Wednesday, December 2 at 1:00 PM/)
  })
})

describe('an e-mail address that was told in a chat', () => {
  test('makes nobody known: its owner’s visits are not shown to who told it', async () => {
    const stranger = await openChat(desk, { channel: 'whatsapp', phone: '+13125551801' })
    await stranger.say('a skin check on december 3 at 3 pm')
    await stranger.say('my email is vera@example.com')
    await stranger.say('Mallory Moon')
    await stranger.say('yes')
    const vera = { name: 'Vera True', phone: '+13125551802', email: 'vera@example.com' }
    await inClinic(async (tx) => {
      const [own, service] = [await findClinic(tx), await findService(tx, clinic.botox)]
      if (!own || !service) throw new Error('no clinic')
      return bookOnline(tx, {
        clinic: own,
        service,
        startAt: Temporal.Instant.from('2026-12-04T16:00:00Z'),
        durationMinutes: 30,
        practitionerId: clinic.lee,
        hold: null,
        key: 'vera',
        person: { ...vera, timeZone: null, locale: 'en-US' },
        answers: [],
      })
    })
    // What was booked here stays theirs to manage.
    const shown = await stranger.say('I want to cancel my visit')
    expect(shown?.body).toMatch(/Shall I cancel your visit on Thursday, December 3/)
    const [visit] = await desk.rows(
      `select attendee_email from appointments where attendee_name = 'Mallory Moon' and attendee_phone_e164 = '+13125551801'`,
    )
    expect(visit.attendee_email).toBe('vera@example.com')
  })

  test('neither leads to its owner nor keeps the address from them', async () => {
    const known = await inClinic((tx) =>
      recognizeContact(tx, system, {
        ...{ name: 'Wanda West', phone: '+13125551803', phoneRaw: null, email: 'wanda@example.com' },
        ...{ timeZone: null, locale: null, source: 'booking_page' },
      }),
    )
    const visitor = await openChat(desk)
    await visitor.say('a skin check on december 3 at 1 pm')
    await visitor.say('my email is wanda@example.com')
    await visitor.say('Mallory Moon')
    await visitor.say('312 555 1804')
    await visitor.say('yes')
    expect((await visitor.row()).contact_id).not.toBe(known.contactId)
    const [{ n }] = await desk.rows(
      `select count(*)::int as n from contact_identifiers where contact_id = $1`,
      [known.contactId],
    )
    expect(n).toBe(2)
  })
})
