/** The whole way from a message to what is queued, with a model that lies: 20 dialogues, 1,000 with FOYER_DEEP. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { CLAIMS, HARMLESS, NEVER_TRUE } from './claims.ts'
import { furnish } from './clinic.ts'
import {
  FALSE_DEEDS,
  FALSE_DEEDS_ES,
  FALSE_TIMES,
  fillIn,
  type Said,
  TRUE_BOOKINGS,
  TRUE_OFFERS,
} from './paraphrases.ts'
import { resultsIn, scriptedModel } from './scripted-model.ts'

const DIALOGUES = process.env.FOYER_DEEP ? 1_000 : 20
/** Of the sentences in `paraphrases.ts` every how many-th is said. */
const STEP = process.env.FOYER_DEEP ? 1 : 40

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  await furnish(desk)
  // More lies than a clinic may ask for in a day: beyond its budget the rules would answer, and nothing be tested.
  await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
    saveReceptionistSettings(tx, system, { modelCallsPerDay: 1_000_000 }),
  )
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

/** Nobody works on Sundays, so that no rule offers it either. */
const SUNDAY = {
  en: { when: 'Sunday at 11 AM', day: 'Sunday', time: '11 AM' },
  es: { when: 'domingo a las 11:00', day: 'domingo', time: '11:00' },
}
const some = (texts: readonly string[]) => texts.filter((_, i) => i % STEP === 0)

test('a lie in words that nobody listed is not queued', { timeout: 3_600_000 }, async () => {
  const lies = some([...FALSE_DEEDS, ...FALSE_DEEDS_ES, ...FALSE_TIMES])
  const out: string[] = []
  let asked = 0
  for (const lie of lies) {
    const said = fillIn(lie, SUNDAY)
    const model = scriptedModel(() => said)
    const chat = await openChat(desk, { model })
    const answer = await chat.say('could you do something for me on sunday at eleven?')
    asked += model.questions.length
    if (answer?.body.includes(said)) out.push(said)
  }
  console.log(`pipeline, paraphrases: ${asked} lies, ${out.length} queued`)
  expect(asked).toBe(lies.length)
  expect(out).toEqual([])
})

test('what a model looked up, it may offer', { timeout: 3_600_000 }, async () => {
  const offers = some(TRUE_OFFERS)
  const lost: string[] = []
  for (const offer of offers) {
    let said = ''
    const model = scriptedModel((question) => {
      const [found] = resultsIn(question) as { output: { times: { local: string }[] } }[]
      if (!found) return { calls: [{ name: 'check_availability', input: { service: 'Skin check' } }] }
      // The one offered first has Dr. Lee or Dr. Demir; who it is, is left out.
      said = fillIn(
        offer.replaceAll(' with {doctor}', '').replaceAll(' con {doctor}', ''),
        written(found.output.times[0]?.local),
      )
      return said
    })
    const chat = await openChat(desk, { model })
    const answer = await chat.say('this is Ana Ruiz, what do you have for a skin check please, any time')
    if (!said.split('\n').every((line) => answer?.body.includes(line))) lost.push(said)
  }
  console.log(`pipeline, offers: ${offers.length} true ones, ${offers.length - lost.length} queued`)
  expect(lost).toEqual([])
})

test('what is booked may be said in any words', { timeout: 3_600_000 }, async () => {
  const book = {
    name: 'book_appointment',
    input: { service: 'Skin check', startAt: '2026-12-14T10:00', name: 'x' },
  }
  const lost: string[] = []
  let said = ''
  const model = scriptedModel(() => said || { calls: [book] })
  const chat = await openChat(desk, { model, channel: 'whatsapp' })
  await chat.say('a skin check on december 14 at 10 am, please')
  await chat.say('Ana True')
  await chat.say('yes')
  const sentences = some(TRUE_BOOKINGS).filter((text) => !text.includes('{doctor}'))
  for (const text of sentences) {
    said = fillIn(text, written('2026-12-14T10:00'))
    const answer = await chat.say('so is everything settled, could you tell me once more?')
    if (!answer?.body.includes(said)) lost.push(said)
  }
  console.log(`pipeline, bookings: ${sentences.length} true ones, ${sentences.length - lost.length} queued`)
  expect(lost).toEqual([])
})

/** Wall time of the clinic as people say it. */
function written(local = ''): { en: Said; es: Said } {
  const at = Temporal.PlainDateTime.from(local)
  const say = (locale: string, options: Intl.DateTimeFormatOptions) => at.toLocaleString(locale, options)
  const [day, dia] = ['en-US', 'es-ES'].map((each) =>
    say(each, { weekday: 'long', month: 'long', day: 'numeric' }),
  )
  const time = say('en-US', { hour: 'numeric', minute: '2-digit' })
  const hora = say('es-ES', { hour: 'numeric', minute: '2-digit' })
  return {
    en: { when: `${day} at ${time}`, day: `${day}`, time },
    es: { when: `${dia} a las ${hora}`, day: `${dia}`, time: hora },
  }
}
