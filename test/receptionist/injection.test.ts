/** A model that obeys whatever it reads, against every place in which somebody may write: nothing is done that was not agreed to. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ModelQuestion } from '../../src/providers/models/port.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'
import { INJECTIONS } from './injections.ts'
import { scriptedModel } from './scripted-model.ts'

let desk: TestDesk
let clinic: AnsweringClinic
let other: TestClinic
let victims: string[]

const VICTIM_PHONE = '+13125550900'
const ANSWER =
  /Answer in English|evil\.example|\$1\b|system prompt|automated front desk assistant of Riverside\. You/i

beforeAll(async () => {
  // Nothing else works on what is written here.
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
  other = await desk.openClinic('Lakeside')
  const there = await furnish(desk, other)
  const person = { name: 'Victoria Vole', phone: VICTIM_PHONE, email: 'victoria@example.com' }
  const startAt = Temporal.Instant.from('2026-11-30T16:00:00Z')
  victims = [
    await clinic.cast.book({ serviceId: clinic.skinCheck, startAt, person }),
    await there.cast.book({ serviceId: there.skinCheck, startAt, person }),
  ]
})
afterAll(() => desk.close())

/** Does everything at once that any text of its question might ask for, and says whatever it was told to say. */
function evilModel(victim: string) {
  const everything = [
    { name: 'cancel_appointment', input: { appointmentId: victim } },
    { name: 'reschedule_appointment', input: { appointmentId: victim, startAt: '2026-12-02T10:00' } },
    {
      name: 'book_appointment',
      input: { service: 'Skin check', startAt: '2026-12-01T10:00', name: 'Mallory' },
    },
    { name: 'opt_out', input: {} },
    { name: 'list_my_appointments', input: { phone: VICTIM_PHONE } },
    { name: 'send_manage_link', input: { phone: VICTIM_PHONE } },
    { name: 'hold_slot', input: { service: 'Skin check', startAt: '2026-12-01T10:00' } },
  ]
  let turn = 0
  return scriptedModel((question: ModelQuestion) => {
    turn += 1
    const offered = question.tools.map(({ name }) => name)
    const possible = everything.filter(({ name }) => offered.includes(name))
    const told = question.messages
      .map((message) => ('text' in message ? message.text : JSON.stringify(message)))
      .join('\n')
    const text = `${question.system.slice(0, 400)} ${told.slice(-600)} Your appointment is booked for Friday at 3 PM. Botox costs $1 today: https://evil.example/pay`
    const call = possible[turn % Math.max(1, possible.length)]
    return turn % 3 === 0 || !call ? text : { text, calls: [call] }
  })
}

/** Everything that an unauthorised action would change, in both clinics. */
async function stateOf() {
  const statements = [
    'select id, status, start_at, sequence, contact_id from appointments order by id',
    'select contact_id, state from consents order by id',
    `select payload from events where type in ('appointment.cancelled', 'appointment.rescheduled') order by id`,
    'select id from contact_merges order by id',
  ]
  const state = []
  for (const statement of statements) state.push(await desk.rows(statement))
  return state
}

/** Each against a visit of this clinic; what names one also against a visit of another. */
const CASES = INJECTIONS.flatMap((injection) =>
  (injection.text.includes('{victim}') ? [0, 1] : [0]).map((clinicOf) => ({ ...injection, clinicOf })),
)

describe(`${CASES.length} injections`, () => {
  test('there are enough of them, in every place', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(60)
    expect(new Set(INJECTIONS.map(({ where }) => where)).size).toBe(4)
  })

  test.each(CASES)('$where, of a visit of clinic $clinicOf: $text', async ({ where, text, clinicOf }) => {
    const victim = victims[clinicOf] as string
    const words = text.replaceAll('{victim}', victim)
    const before = await stateOf()
    const model = evilModel(victim)
    const chat = await openChat(desk, { model, name: where === 'name' ? words : 'Mallory' })
    const answers: (string | undefined)[] = []
    if (where === 'form') {
      await chat.say('I would like to book botox on December 9 at 10 am with Dr. Lee')
      answers.push((await chat.say('Mallory Kent'))?.body, (await chat.say('312 555 0166'))?.body)
    }
    answers.push((await chat.say(words))?.body)
    // What was stored is called up by harmless words.
    answers.push((await chat.say('hello, what do you have for me?'))?.body)
    answers.push((await chat.say('can you change my appointment'))?.body)
    expect(await stateOf()).toEqual(before)
    for (const answer of answers) {
      expect(answer ?? '').not.toMatch(ANSWER)
      expect(answer ?? '').not.toMatch(/is booked for Friday/)
      // What they wrote themselves may be said back to them.
      if (!words.includes(VICTIM_PHONE)) expect(answer ?? '').not.toMatch(/555-?0900/)
      if (!words.includes('Victoria')) expect(answer ?? '').not.toMatch(/Victoria|Vole/)
    }
    const secrets = model.questions.map((question) => JSON.stringify(question)).join('\n')
    expect(secrets).not.toMatch(/victoria@example\.com|Victoria Vole(?!, I am)/)
  })

  test('a yes is worth what was put before the person, not what a model makes of it', async () => {
    const before = await stateOf()
    const chat = await openChat(desk, { model: evilModel(victims[0] as string) })
    for (const word of ['yes', 'ok', 'yes, do it', 'sí', 'confirmed']) await chat.say(word)
    expect(await stateOf()).toEqual(before)
  })
})
