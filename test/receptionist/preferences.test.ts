/** What is learned of a person: from their own words, with receipts, and forgotten when they say so. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correctPreference, erasePreference } from '../../src/desk/receptionist/correct-preference.ts'
import { findPreferences } from '../../src/desk/receptionist/find-preferences.ts'
import { learnPreferences } from '../../src/desk/receptionist/learn-preferences.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'

let desk: TestDesk
let clinic: AnsweringClinic

beforeAll(async () => {
  // Nothing else works on what is written here.
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
})
afterAll(() => desk.close())

const preferencesOf = async (chat: Awaited<ReturnType<typeof openChat>>) => {
  const { contact_id } = await chat.row()
  return clinic.cast.inClinic((tx) => findPreferences(tx, contact_id))
}

/** As if they had said so in as many messages. */
async function showed(chat: Awaited<ReturnType<typeof openChat>>, value: string, times: number) {
  const { contact_id: contactId } = await chat.row()
  for (let i = 0; i < times; i++) {
    const signals = [{ kind: 'time_of_day' as const, value }]
    await clinic.cast.inClinic((tx) => learnPreferences(tx, { contactId, messageId: uuidv7(), signals }))
  }
}
const timeOfDay = async (chat: Awaited<ReturnType<typeof openChat>>, value?: string) =>
  (await preferencesOf(chat)).find((each) => each.kind === 'time_of_day' && (!value || each.value === value))

test('each matching message raises it, a contradicting one lowers it, and each is named as evidence', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('a skin check in the morning')
  const [message] = await desk.rows('select id from received_messages where conversation_id = $1', [
    chat.conversationId(),
  ])
  const first = await timeOfDay(chat)
  expect(first).toMatchObject({ value: 'morning', evidence: [{ messageId: message.id, supports: true }] })
  await showed(chat, 'morning', 2)
  const third = await timeOfDay(chat)
  expect(third?.confidence).toBeGreaterThan(first?.confidence ?? 1)
  await chat.say('sorry, a skin check on December 9 in the afternoon')
  const contradicted = await timeOfDay(chat, 'morning')
  expect(contradicted?.confidence).toBeLessThan(third?.confidence ?? 0)
  expect(contradicted?.evidence.map(({ supports }) => supports)).toEqual([true, true, true, false])
})

test('what is liked shapes what is offered, and fades with time', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('hello')
  await showed(chat, 'afternoon', 4)
  const offer = await chat.say('I would like to book a skin check')
  expect(offer?.choices).toHaveLength(3)
  for (const { title } of offer?.choices ?? []) expect(title).toMatch(/ (12|[1-4]):\d\d PM$/)
  const before = await timeOfDay(chat)
  desk.clock.advance({ hours: 24 * 180 })
  expect((await timeOfDay(chat))?.confidence).toBeLessThan(before?.confidence ?? 0)
})

test('holds nothing of a person’s health, whatever they write', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('does botox hurt if I am pregnant and have diabetes?')
  await chat.say('botox for my wrinkles please')
  const kept = JSON.stringify(await preferencesOf(chat))
  expect(kept).not.toMatch(/botox|pregnan|diabet|wrinkle|pain|aftercare/i)
})

test('is corrected and erased, and what was erased is not learned again', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('a skin check in the morning')
  const [morning] = (await preferencesOf(chat)).filter(({ kind }) => kind === 'time_of_day')
  await clinic.cast.inClinic((tx) =>
    correctPreference(tx, system, { id: morning?.id ?? '', value: 'evening' }),
  )
  expect((await preferencesOf(chat)).find(({ kind }) => kind === 'time_of_day')).toMatchObject({
    value: 'evening',
    isCorrected: true,
    confidence: 0.95,
  })
  await clinic.cast.inClinic((tx) => erasePreference(tx, system, morning?.id ?? ''))
  await chat.say('morning again please')
  expect((await preferencesOf(chat)).filter(({ kind }) => kind === 'time_of_day')).toEqual([])
})

test('the same message twice is one piece of evidence, and another clinic sees none', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('a skin check in the morning')
  const { contact_id: contactId } = await chat.row()
  const [message] = await desk.rows('select id from received_messages where conversation_id = $1', [
    chat.conversationId(),
  ])
  const signals = [{ kind: 'time_of_day' as const, value: 'morning' }]
  await clinic.cast.inClinic((tx) => learnPreferences(tx, { contactId, messageId: message.id, signals }))
  const [morning] = (await preferencesOf(chat)).filter(({ kind }) => kind === 'time_of_day')
  expect(morning?.evidence).toHaveLength(1)
  const other = await desk.openClinic('Lakeside')
  expect(await desk.foyer.database.inClinic(other.clinicId, (tx) => findPreferences(tx, contactId))).toEqual(
    [],
  )
})

test('nobody writes another person’s preferences by claiming their number', async () => {
  const owner = await openChat(desk, { channel: 'whatsapp', phone: '+13125550555' })
  await owner.say('skin check on january 5 at 10 am')
  await owner.say('Olga Owner')
  await owner.say('yes')
  const visitor = await openChat(desk)
  for (const words of ['skin check on january 6 at 10 am', 'Sly Visitor', '312 555 0555', 'yes'])
    await visitor.say(words)
  await visitor.say('I only ever come in the evening, evenings only')
  const kept = await preferencesOf(owner)
  expect(kept.some(({ value }) => value === 'evening')).toBe(false)
})
