/** With a model: it words and proposes, code decides; and without its help nobody is left without an answer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import { system } from '../../src/kit/events.ts'
import { ProviderError } from '../../src/kit/problem.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat, visitsOf } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'
import { resultsIn, scriptedModel } from './scripted-model.ts'

let desk: TestDesk
let clinic: AnsweringClinic

beforeAll(async () => {
  // Nothing else works on what is written here.
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
})
afterAll(() => desk.close())

const visitsIn = async (conversationId: string) =>
  (await visitsOf(desk)).filter((visit) => visit.conversation_id === conversationId)

describe('a model', () => {
  test('words the answer, and is told only what is on the list', async () => {
    const model = scriptedModel(() => 'We would love to see you. What would you like to come in for?')
    const chat = await openChat(desk, {
      model,
      name: 'Secret Name',
      channel: 'whatsapp',
      phone: '+13125550321',
    })
    const answer = await chat.say('tell me about your place, it looks nice')
    expect(answer?.body).toMatch(/We would love to see you\. What would you like to come in for\?$/)
    const [question] = model.questions
    expect(question?.messages.at(-1)).toEqual({
      role: 'user',
      text: '<patient>\ntell me about your place, it looks nice\n</patient>',
    })
    expect(JSON.stringify(question)).not.toMatch(/Secret Name|3125550321/)
  })

  test('looks up times, which are offered to be tapped, and books nothing by itself', async () => {
    const model = scriptedModel((question) =>
      resultsIn(question).length === 0
        ? { calls: [{ name: 'check_availability', input: { service: 'Skin check' } }] }
        : 'Here is what is free for a skin check.',
    )
    const chat = await openChat(desk, { model, channel: 'whatsapp' })
    const answer = await chat.say('what do you have for a skin check please, any time')
    expect(answer?.body).toMatch(/Here is what is free/)
    expect(answer?.choices).toHaveLength(3)
    await chat.tap(0)
    await chat.say('Nia Model')
    expect(model.questions).toHaveLength(2)
    await chat.say('yes')
    expect(await visitsIn(chat.conversationId())).toMatchObject([
      { full_name: 'Nia Model', status: 'booked' },
    ])
  })

  test('that would book is answered by asking the person first', async () => {
    const model = scriptedModel(() => ({
      text: 'Done, you are booked!',
      calls: [
        {
          name: 'book_appointment',
          input: { service: 'Skin check', startAt: '2026-12-01T10:00', name: 'Whoever' },
        },
      ],
    }))
    const chat = await openChat(desk, { model, channel: 'whatsapp' })
    const asked = await chat.say('a skin check next tuesday at 10 would be great')
    expect(asked?.body).not.toMatch(/Done|booked/)
    expect(asked?.body).toMatch(/I’m keeping Tuesday, December 1 at 10:00 AM.*full name/s)
    await chat.say('Ole Holm')
    expect(await visitsIn(chat.conversationId())).toEqual([])
    expect((await chat.say('yes'))?.body).toMatch(/Done! Ole Holm is booked on Tuesday, December 1/)
  })

  test('without tools writes tags, which are done and never shown', async () => {
    const model = scriptedModel((question) =>
      /\[RESULT:answer_from_clinic_texts/.test(JSON.stringify(question.messages))
        ? 'We are open from 9:00 AM to 5:00 PM, Monday to Friday.'
        : 'One moment. [ACTION:answer_from_clinic_texts {"kind":"hours"}]',
    )
    const chat = await openChat(desk, { model })
    const answer = await chat.say('may I drop by tomorrow evening to have a look around?')
    expect(answer?.body).toMatch(/Monday to Friday/)
    expect(answer?.body).not.toMatch(/ACTION|RESULT/)
  })

  test('that lies is corrected: what is not so does not go out', async () => {
    const model = scriptedModel(
      () => 'You are all set, I booked you for Friday at 3 PM. Botox costs $49 today only!',
    )
    const chat = await openChat(desk, { model })
    const answer = await chat.say('i might want something done about my forehead')
    expect(answer?.body).not.toMatch(/all set|booked|\$49/)
    expect(answer?.body).toMatch(/automated assistant/)
    const [event] = await desk.rows(
      `select payload from events where type = 'receptionist.answered' order by id desc limit 1`,
    )
    expect(event.payload).toMatchObject({ by: 'rules' })
  })

  test('is not asked about emergencies, consent, a person, or a plain answer to what was asked', async () => {
    const model = scriptedModel(() => 'Hello from the model')
    const chat = await openChat(desk, { model, channel: 'sms' })
    await chat.say('STOP')
    await chat.say('START')
    await chat.say('I want to talk to a person')
    await chat.say('I have crushing chest pain')
    expect(model.questions).toHaveLength(0)
  })
})

describe('the rules answer', () => {
  const answers = {
    'an error of the vendor': () => {
      throw new ProviderError('rate limited', { code: 'rate_limited', retryable: true })
    },
    'a tool that there is not': () => ({ calls: [{ name: 'drop_tables', input: {} }] }),
    'arguments that are none': () => ({ calls: [{ name: 'check_availability', input: { when: 'soon' } }] }),
    'a tag that cannot be read': () => '[ACTION:check_availability {"service": ',
    'a refusal': () => ({ text: 'I cannot', stopped: 'refused' as const }),
    'an answer cut off': () => ({ text: 'We have', stopped: 'length' as const }),
    nothing: () => '   ',
    'thirty calls in a loop': () => ({
      calls: Array.from({ length: 3 }, () => ({
        name: 'check_availability',
        input: { service: 'Skin check' },
      })),
    }),
    'a call in every round': () => ({
      calls: [{ name: 'check_availability', input: { service: 'Skin check' } }],
    }),
  }
  test.each(Object.entries(answers))('after %s', async (_, answer) => {
    const model = scriptedModel(answer)
    const chat = await openChat(desk, { model })
    const replied = await chat.say('do you have anything for a skin check on Thursday?')
    expect(replied?.body).toMatch(/These times are free for Skin check/)
    expect(model.questions.length).toBeLessThanOrEqual(6)
  })

  test('within eight seconds of a model that hangs', async () => {
    const model = scriptedModel(() => new Promise<string>(() => {}))
    const chat = await openChat(desk, { model, modelTimeoutMs: 300 })
    const began = performance.now()
    const replied = await chat.say('do you have anything for a skin check on Thursday?')
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(replied?.body).toMatch(/These times are free for Skin check/)
  })

  test('where the day’s budget is used up, and where the clinic wants no model', async () => {
    const model = scriptedModel(() => 'Hello from the model')
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { modelCallsPerDay: 0 }))
    await (await openChat(desk, { model })).say('good day to you all')
    await clinic.cast.inClinic((tx) =>
      saveReceptionistSettings(tx, system, { modelCallsPerDay: null, usesModel: false }),
    )
    await (await openChat(desk, { model })).say('good day to you all')
    expect(model.questions).toHaveLength(0)
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { usesModel: true }))
  })

  test('and what was asked of the model is counted', async () => {
    const [before] = await desk.rows('select calls, input_tokens from model_calls')
    const model = scriptedModel(() => 'Hello. What can I do for you?')
    await (await openChat(desk, { model })).say('good day to you all')
    const [after] = await desk.rows('select calls, input_tokens from model_calls')
    expect(after.calls - before.calls).toBe(1)
    expect(Number(after.input_tokens) - Number(before.input_tokens)).toBe(100)
  })

  test('more bubbles that came while the model was asked, together', async () => {
    let chat: Awaited<ReturnType<typeof openChat>>
    const model = scriptedModel(async (_, round) => {
      if (round === 1) await chat.write('a skin check on Thursday, please')
      return `Answer ${round}`
    })
    chat = await openChat(desk, { model })
    expect(await chat.say('good day to you all')).toBeNull()
    const answer = await chat.answer()
    expect(answer?.body).toMatch(/Answer 2/)
    const replies = await desk.rows('select 1 from messages where conversation_id = $1', [
      chat.conversationId(),
    ])
    expect(replies).toHaveLength(1)
  })
})
