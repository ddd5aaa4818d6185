/** What the assistant has said by SMS is not said again by a notice. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { furnish } from './clinic.ts'

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk()
  await furnish(desk)
})
afterAll(() => desk.close())

test('a visit that was booked, moved and cancelled in a chat by SMS is told of there, once each', async () => {
  const chat = await openChat(desk, { channel: 'sms', name: 'Jane Miller' })
  await chat.say('I want to book a skin check on Friday at 10am')
  await chat.say('Jane Miller')
  await chat.say('yes')
  await desk.settle()
  await chat.say('move my visit to Friday at 11am')
  expect((await chat.say('yes'))?.body).toMatch(/Done! Your visit has been moved/)
  await desk.settle()
  await chat.say('cancel my visit')
  expect((await chat.say('yes'))?.body).toMatch(/has been cancelled/)
  await desk.settle()
  const { contact_id: contactId } = await chat.row()
  const notices = await desk.rows(
    `select kind from messages where contact_id = $1 and conversation_id is null and channel = 'sms' order by id`,
    [contactId],
  )
  expect(notices).toEqual([])
})
