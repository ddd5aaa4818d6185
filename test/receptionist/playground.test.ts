import { afterAll, beforeAll, expect, test } from 'vitest'
import { explainAnswer } from '../../src/desk/receptionist/explain-answer.ts'
import { manageLinks } from '../../src/desk/scheduling/manage-link.ts'
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

const links = () => ({
  publicUrl: 'http://foyer.test',
  manageLink: manageLinks({ keyring: desk.foyer.keyring, publicUrl: 'http://foyer.test' }),
})
const counts = () =>
  desk.rows(`select (select count(*) from messages) as messages, (select count(*) from conversations) as conversations,
    (select count(*) from received_messages) as received, (select count(*) from holds) as holds,
    (select count(*) from events) as events, (select count(*) from contacts) as contacts`)

test('the playground shows each step of an answer, and nothing of it stays', async () => {
  const before = await counts()
  const explained = await clinic.cast.inClinic((tx) =>
    explainAnswer(tx, { conversationId: null, text: 'skin check next Tuesday at 10', links: links() }),
  )
  expect(explained?.steps.map(({ step }) => step)).toEqual([
    'who',
    'understand',
    'actions',
    'execute',
    'gate',
    'send',
  ])
  expect(explained?.steps[2]?.result).toMatchObject({ topics: expect.arrayContaining(['booking']) })
  expect(explained?.steps[3]?.result).toMatchObject([{ action: 'hold_slot' }])
  expect(explained?.answer?.body).toMatch(/I’m keeping Tuesday, December 1 at 10:00 AM/)
  expect(await counts()).toEqual(before)
})

test('the playground goes on from where a conversation stands, and leaves it there', async () => {
  const chat = await openChat(desk)
  await chat.say('skin check next Tuesday at 11')
  const before = [await counts(), (await chat.row()).memory]
  const explained = await clinic.cast.inClinic((tx) =>
    explainAnswer(tx, { conversationId: chat.conversationId(), text: 'Ana Ruiz', links: links() }),
  )
  expect(explained?.answer?.body).toMatch(/phone number/)
  expect([await counts(), (await chat.row()).memory]).toEqual(before)
})

test('the playground of another clinic sees no conversation of this one', async () => {
  const chat = await openChat(desk)
  await chat.say('hello')
  const other = await desk.openClinic('Lakeside')
  const explained = await desk.foyer.database.inClinic(other.clinicId, (tx) =>
    explainAnswer(tx, { conversationId: chat.conversationId(), text: 'hello', links: links() }),
  )
  expect(explained).toBeUndefined()
})
