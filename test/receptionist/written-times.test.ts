/** What is said when times are offered: what happens at the visit, once, and each time on its button or in the text. */
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

test('whoever asks for a visit is told once what happens at it, before the first times', async () => {
  const chat = await openChat(desk)
  expect((await chat.say('I want to book Botox'))?.body).toContain('We look at your face together.')
  expect((await chat.say('do you have anything on Thursday?'))?.body).not.toContain(
    'We look at your face together.',
  )
})

test.each([
  ['widget', false],
  ['sms', true],
] as const)('by %s times are written out: %s', async (channel, isWritten) => {
  const chat = await openChat(desk, { channel })
  const answer = await chat.say('I want to book a skin check')
  expect(answer?.choices.length).toBeGreaterThan(1)
  expect(answer?.body.includes('• ')).toBe(isWritten)
})
