/** No visitor uses up the questions to the model that a clinic pays for in a day; the rules answer them instead. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { explainAnswer } from '../../src/desk/receptionist/explain-answer.ts'
import { takeModelCall } from '../../src/desk/receptionist/model-budget.ts'
import { sharesOf } from '../../src/desk/receptionist/model-share.ts'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import { manageLinks } from '../../src/desk/scheduling/manage-link.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Chat, openChat } from './chat.ts'
import { furnish } from './clinic.ts'
import { scriptedModel } from './scripted-model.ts'

const LIMIT = 480
const SHARES = sharesOf(LIMIT)
const TIME_ZONE = 'America/Chicago'
const OPEN_QUESTION = 'tell me about your nice place'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  await furnish(desk)
})
afterAll(() => desk.close())

const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(desk.clinic.clinicId, work)

beforeEach(async () => {
  await desk.rows('delete from model_calls')
  await desk.rows('delete from model_shares')
  await inClinic((tx) => saveReceptionistSettings(tx, system, { modelCallsPerDay: LIMIT }))
  desk.clock.set('2026-11-23T15:00:30Z')
})

/** Asks as often as it is let, at most `most` times. */
async function ask(conversationId: string, { isStranger = false, most = 1_000 } = {}) {
  for (let asked = 0; asked < most; asked++) {
    const shortage = await inClinic((tx) =>
      takeModelCall(tx, { timeZone: TIME_ZONE, asker: { conversationId, isStranger } }),
    )
    if (shortage) return { asked, shortage }
  }
  return { asked: most, shortage: null }
}

/** The id of a conversation that has begun. */
async function begun(channel: 'widget' | 'whatsapp' = 'whatsapp') {
  const chat = await openChat(desk, { channel })
  await chat.write('good day')
  return chat.conversationId()
}

const callsOf = async () => (await desk.rows('select calls from model_calls'))[0]?.calls ?? 0

test('of 2,000 questions a day one conversation has 100, of these 40 in an hour, and all strangers 250 an hour', () => {
  expect(sharesOf(2_000)).toEqual({ conversationPerDay: 100, conversationPerHour: 40, strangersPerHour: 250 })
})

describe('one conversation', () => {
  test('has its share of an hour, the rest of the clinic’s questions are for others', async () => {
    const [greedy, other] = [await begun(), await begun()]
    expect(await ask(greedy)).toEqual({
      asked: SHARES.conversationPerHour,
      shortage: 'conversation_share_spent',
    })
    expect(await callsOf()).toBe(SHARES.conversationPerHour)
    expect(await ask(other, { most: 1 })).toEqual({ asked: 1, shortage: null })
  })

  test('asks again in the next hour, until its share of the day is used up, and again tomorrow', async () => {
    const id = await begun()
    let asked = 0
    for (let hour = 0; hour < 5; hour++) {
      asked += (await ask(id)).asked
      desk.clock.advance({ hours: 1 })
    }
    expect(asked).toBe(SHARES.conversationPerDay)
    expect(SHARES.conversationPerDay).toBeLessThan(5 * SHARES.conversationPerHour)
    desk.clock.set('2026-11-24T15:00:00Z')
    expect((await ask(id, { most: 1 })).shortage).toBeNull()
  })

  test('that asks many times at once is let no more than its share', async () => {
    const id = await begun()
    const answers = await Promise.all(Array.from({ length: 24 }, () => ask(id, { most: 1 })))
    expect(answers.filter(({ shortage }) => shortage === null)).toHaveLength(SHARES.conversationPerHour)
  })
})

test('strangers, however many conversations they begin, leave the hour’s rest to those who are known', async () => {
  let asked = 0
  for (let i = 0; i < 8; i++) asked += (await ask(await begun('widget'), { isStranger: true })).asked
  expect(asked).toBe(SHARES.strangersPerHour)
  const stranger = await begun('widget')
  expect(await ask(stranger, { isStranger: true })).toEqual({ asked: 0, shortage: 'strangers_share_spent' })
  expect((await ask(await begun(), { most: 1 })).shortage).toBeNull()
  desk.clock.advance({ hours: 1 })
  expect((await ask(stranger, { isStranger: true, most: 1 })).shortage).toBeNull()
})

test('where the clinic’s day is used up, that is what is told', async () => {
  await inClinic((tx) => saveReceptionistSettings(tx, system, { modelCallsPerDay: 5 }))
  expect(await ask(await begun())).toEqual({ asked: 5, shortage: 'budget_spent' })
  expect(await ask(await begun('widget'), { isStranger: true })).toEqual({
    asked: 0,
    shortage: 'budget_spent',
  })
})

describe('who has had their share', () => {
  const useUp = (chat: Chat) =>
    desk.rows(
      `update model_shares set hour_calls = ${SHARES.conversationPerHour} where conversation_id = $1`,
      [chat.conversationId()],
    )

  test('is answered by the rules at once, the event says why, and the clinic pays for no question', async () => {
    const model = scriptedModel(() => 'Hello. What can I do for you?')
    const chat = await openChat(desk, { model })
    await chat.say(OPEN_QUESTION)
    expect(model.questions).toHaveLength(1)
    await useUp(chat)
    expect((await chat.say('and what else is nice about it'))?.body).toMatch(/What can I do for you/)
    expect(model.questions).toHaveLength(1)
    const answered = await desk.rows(
      `select payload from events where type = 'receptionist.answered' order by id desc limit 2`,
    )
    expect(answered[0].payload).toMatchObject({ by: 'rules', unasked: 'conversation_share_spent' })
    expect(answered[1].payload).not.toHaveProperty('unasked')
  })

  test('is answered by the rules also where it ends in the middle of an answer', async () => {
    const model = scriptedModel(() => ({
      calls: [{ name: 'answer_from_clinic_texts', input: { kind: 'other' } }],
    }))
    const chat = await openChat(desk, { model })
    await chat.write(OPEN_QUESTION)
    await ask(chat.conversationId(), { isStranger: true, most: SHARES.conversationPerHour - 2 })
    expect(await chat.answer()).not.toBeNull()
    expect(model.questions).toHaveLength(2)
    const [used] = await desk.rows('select failures from model_calls')
    expect(used.failures).toBe(0)
  })

  test('is seen so by staff in the steps of the playground, which shows the rules’ answer', async () => {
    const model = scriptedModel(() => 'Hello. What can I do for you?')
    const chat = await openChat(desk, { model })
    await chat.say(OPEN_QUESTION)
    await useUp(chat)
    const publicUrl = 'http://foyer.test'
    const links = { publicUrl, manageLink: manageLinks({ keyring: desk.foyer.keyring, publicUrl }) }
    const explained = await explainAnswer(
      desk.foyer.database,
      { links, model },
      { clinicId: desk.clinic.clinicId, conversationId: chat.conversationId(), text: OPEN_QUESTION },
    )
    const step = explained?.steps.find((one) => one.step === 'ask')
    expect(step?.result).toMatchObject({ questions: 0, failure: 'conversation_share_spent' })
    expect(explained?.answer).not.toBeNull()
    expect(model.questions).toHaveLength(1)
  })
})
