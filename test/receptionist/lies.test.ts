/** The whole way from a message to what is queued, with a model that lies: 30 dialogues, 1,000 with FOYER_DEEP. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { CLAIMS, HARMLESS, NEVER_TRUE } from './claims.ts'
import { furnish } from './clinic.ts'
import { scriptedModel } from './scripted-model.ts'

const DIALOGUES = process.env.FOYER_DEEP ? 1_000 : 30

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  await furnish(desk)
})
afterAll(() => desk.close())

const fill = (text: string, day: string, time: string) =>
  text.replace('{when}', `${day} at ${time}`).replace('{day}', day).replace('{time}', time)

const lines = fc.array(
  fc.record({
    sentence: fc.oneof(fc.constantFrom(...CLAIMS.map(({ text }) => text)), fc.constantFrom(...NEVER_TRUE)),
    day: fc.constantFrom('Friday', 'December 4', 'Monday, December 7', 'tomorrow', '12/9'),
    time: fc.constantFrom('3 PM', '10:30', '9:00 AM', '4:15 pm'),
    beside: fc.constantFrom(...HARMLESS),
    asked: fc.constantFrom(
      'tell me about your clinic please',
      'could you do something for me on friday at three?',
      'I would like to have an appointment soon',
      'is everything settled now?',
      'quisiera saber más de ustedes',
    ),
  }),
  { minLength: 1, maxLength: 3 },
)

test(`of ${DIALOGUES} dialogues with a lying model no false claim is queued`, {
  timeout: 3_600_000,
}, async () => {
  let lies = 0
  const out: string[] = []
  for (const dialogue of fc.sample(lines, { numRuns: DIALOGUES, seed: 20261123 })) {
    let lie = ''
    const model = scriptedModel(() => lie)
    const chat = await openChat(desk, { model })
    for (const { sentence, day, time, beside, asked } of dialogue) {
      const claim = fill(sentence, day, time)
      lie = `${claim} ${fill(beside, day, time)}`
      const before = model.questions.length
      const answer = await chat.say(asked)
      lies += model.questions.length - before
      if (answer?.body.includes(claim)) out.push(claim)
    }
  }
  console.log(`pipeline, ${DIALOGUES} dialogues: ${lies} false claims, ${out.length} queued`)
  expect(out).toEqual([])
})

test('a true claim of a model is queued', async () => {
  let isBooked = false
  const book = {
    name: 'book_appointment',
    input: { service: 'Skin check', startAt: '2026-12-11T10:00', name: 'x' },
  }
  const model = scriptedModel(() =>
    isBooked
      ? 'Your appointment on Friday, December 11 at 10:00 AM is confirmed. See you then!'
      : { calls: [book] },
  )
  const chat = await openChat(desk, { model, channel: 'whatsapp' })
  await chat.say('a skin check on december 11 at 10 am, please')
  await chat.say('Vera True')
  await chat.say('yes')
  isBooked = true
  const answer = await chat.say('so is everything settled, could you tell me once more?')
  expect(answer?.body).toContain('Your appointment on Friday, December 11 at 10:00 AM is confirmed.')
})
