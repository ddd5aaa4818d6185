/** Care and marketing wait while a person of the clinic talks with somebody, and no longer: staff forget to end conversations. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { handOver } from '../../src/desk/conversations/hand-over-conversation.ts'
import { noteEcho } from '../../src/desk/conversations/note-echo.ts'
import { takeOver } from '../../src/desk/conversations/take-over-conversation.ts'
import { writeToPerson } from '../../src/desk/outreach/write-to-person.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openWays, type Ways } from './ways.ts'
import { message } from './writing.ts'

let ways: Ways
beforeAll(async () => {
  ways = await openWays()
  const steps = [message('hello', { offset: { hours: 1 }, channels: ['email'] } as never)]
  await ways.journey({ steps })
  await ways.journey({ steps, purpose: 'marketing' }, 'offer')
})
afterAll(() => ways?.close())
beforeEach(() => ways.beginDay())

type Who = Awaited<ReturnType<typeof writer>>

/** Somebody who has just written on WhatsApp. */
async function writer() {
  const person = await ways.person()
  await ways.agree(person.contactId)
  await ways.writes(person.phone)
  const [{ id: conversationId }] = await ways.desk.rows(
    'select id from conversations where contact_id = $1',
    [person.contactId],
  )
  return { ...person, conversationId: conversationId as string, since: ways.desk.clock.now() }
}

const take = ({ conversationId }: Who) =>
  ways.inClinic((tx) => takeOver(tx, system, { conversationId, assigneeId: 'u1' }))

const wait = ({ conversationId }: Who) =>
  ways.inClinic((tx) => handOver(tx, system, { conversationId, reason: 'asked_for_person' }))

/** Until so many hours after they wrote first. */
const until = async ({ since }: Who, hours: number) => {
  await ways.pass(ways.desk.clock.now().until(since.add({ hours })))
}

/** What becomes of the care that is due so many hours after they wrote first. */
async function dueAfter(who: Who, hours: number, journey = 'care'): Promise<string> {
  await until(who, hours - 1)
  await ways.begin(who.contactId, journey)
  await until(who, hours)
  return told(who)
}

async function told({ contactId }: Who): Promise<string> {
  const all = await ways.told(contactId)
  return all.map(({ status, reason }) => [status, reason].filter(Boolean).join(' ')).join(', ')
}

describe('a conversation that staff have', () => {
  test.each([
    [23, 'held human_talking'],
    [25, 'sent'],
  ])('and in which nobody has written for %i hours: care is %s', async (hours, becomes) => {
    const ana = await writer()
    await take(ana)
    expect(await dueAfter(ana, hours)).toBe(becomes)
  })

  test.each([
    [43, 'held human_talking'],
    [45, 'sent'],
  ])(
    'counts until a day after the last word of the staff: %i hours later care is %s',
    async (hours, becomes) => {
      const ana = await writer()
      const { conversationId } = ana
      await take(ana)
      await until(ana, 20)
      const text = 'It is on its way.'
      const written = await ways.inClinic((tx) =>
        writeToPerson(tx, system, { conversationId, userId: 'u1', text, requestKey: null }),
      )
      expect(written.ok).toBe(true)
      expect(await dueAfter(ana, hours)).toBe(becomes)
    },
  )

  test('counts anew with what staff write in the vendor’s own app', async () => {
    const ana = await writer()
    const { conversationId } = ana
    await take(ana)
    await until(ana, 40)
    await ways.inClinic((tx) =>
      noteEcho(tx, system, {
        ...{ conversationId, vendorMessageId: uuidv7(), at: tx.clock.now(), text: 'Here I am.' },
        ...{ attachments: [], isPrivate: false },
      }),
    )
    expect(await dueAfter(ana, 63)).toBe('held human_talking')
  })

  test('counts anew with each word of the person', async () => {
    const ana = await writer()
    await take(ana)
    await until(ana, 20)
    await ways.writes(ana.phone)
    expect(await dueAfter(ana, 43)).toBe('held human_talking')
  })

  test('counts while whoever has just taken it has still to write', async () => {
    const ana = await writer()
    await until(ana, 70)
    await take(ana)
    expect(await dueAfter(ana, 72)).toBe('held human_talking')
    await until(ana, 95)
    expect(await told(ana)).toBe('sent')
  })

  test('is lengthened by nothing that the system says in it', async () => {
    const ana = await writer()
    await take(ana)
    await until(ana, 20)
    await ways.desk.rows(`update conversations set last_message_at = $2 where id = $1`, [
      ana.conversationId,
      ways.desk.clock.now().toString(),
    ])
    expect(await dueAfter(ana, 25)).toBe('sent')
  })

  test('and have forgotten holds what was held no longer than that day', async () => {
    const ana = await writer()
    await take(ana)
    expect(await dueAfter(ana, 2)).toBe('held human_talking')
    for (let hours = 3; hours <= 25; hours++) await until(ana, hours)
    expect(await told(ana)).toBe('sent')
    const [{ status }] = await ways.desk.rows('select status from conversations where id = $1', [
      ana.conversationId,
    ])
    expect(status).toBe('person')
  })
})

describe('somebody who waits for a person', () => {
  test.each([
    [30, 'care', 'held human_talking'],
    [30, 'offer', 'held human_talking'],
    [47, 'care', 'held human_talking'],
    [49, 'care', 'sent'],
    [49, 'offer', 'sent'],
  ])('for %i hours after their last word: %s is %s', async (hours, journey, becomes) => {
    const ana = await writer()
    await wait(ana)
    expect(await dueAfter(ana, hours, journey)).toBe(becomes)
  })

  test('and writes again waits anew', async () => {
    const ana = await writer()
    await wait(ana)
    await until(ana, 30)
    await ways.writes(ana.phone)
    expect(await dueAfter(ana, 60)).toBe('held human_talking')
  })

  test('and was handed over long after their last word has waited since then', async () => {
    const ana = await writer()
    await until(ana, 60)
    await wait(ana)
    expect(await dueAfter(ana, 90)).toBe('held human_talking')
  })
})

test('the preview tells until when it will wait, as things are', async () => {
  const ana = await writer()
  await take(ana)
  await ways.begin(ana.contactId)
  const { body } = await ways.desk.api('GET', `/api/contacts/${ana.contactId}/steps`)
  const held = body.steps[0].held_until
  expect(body.steps[0]).toMatchObject({ obstacle: null })
  expect(Temporal.Instant.compare(held, ana.since.add({ hours: 23 }))).toBe(1)
  expect(Temporal.Instant.compare(held, ana.since.add({ hours: 26 }))).toBe(-1)
  for (let hours = 1; hours <= 26; hours++) await until(ana, hours)
  expect(await told(ana)).toBe('sent')
})

test('whom the assistant answers waits for nothing, however lately they wrote', async () => {
  const ana = await writer()
  expect(await dueAfter(ana, 1)).toBe('sent')
})
