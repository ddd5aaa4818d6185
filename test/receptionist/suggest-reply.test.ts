/** A reply suggested to staff: what the assistant would say, with nothing of it done, kept or claimed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handOver } from '../../src/desk/conversations/hand-over-conversation.ts'
import { takeOver } from '../../src/desk/conversations/take-over-conversation.ts'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import { suggestReply } from '../../src/desk/receptionist/suggest-reply.ts'
import { manageLinks } from '../../src/desk/scheduling/manage-link.ts'
import { system } from '../../src/kit/events.ts'
import { ProviderError } from '../../src/kit/problem.ts'
import type { ModelPort } from '../../src/providers/models/port.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Chat, openChat } from './chat.ts'
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

/** Everything that a suggestion could leave behind. */
const kept = async () =>
  (
    await desk.rows(`select (select count(*) from messages) as messages, (select count(*) from received_messages) as received,
      (select count(*) from holds) as holds, (select count(*) from appointments) as appointments,
      (select count(*) from waitlist_entries) as waiting, (select count(*) from preferences) as preferences,
      (select count(*) from contacts) as contacts, (select count(*) from consents) as consents,
      (select count(*) from events where type <> 'receptionist.model_failed') as events,
      (select jsonb_agg(to_jsonb(c) order by c.id) from conversations c) as conversations`)
  )[0]

const path = (chat: Chat) => `/api/conversations/${chat.conversationId()}/suggested-reply`

async function suggested(chat: Chat) {
  const before = await kept()
  const { status, body } = await desk.api('POST', path(chat))
  expect(status).toBe(200)
  expect(await kept()).toEqual(before)
  return body
}

async function suggestedWith(chat: Chat, model: ModelPort) {
  const publicUrl = 'http://foyer.test'
  const links = { publicUrl, manageLink: manageLinks({ keyring: desk.foyer.keyring, publicUrl }) }
  const before = await kept()
  const suggestion = await suggestReply(
    desk.foyer.database,
    { links, model, modelTimeoutMs: 400 },
    { clinicId: desk.clinic.clinicId, id: chat.conversationId() },
  )
  expect(await kept()).toEqual(before)
  return suggestion
}

/** A conversation that one of the staff has, with this as its last line. */
async function withStaff(text: string, channel: 'widget' | 'whatsapp' | 'sms' = 'whatsapp'): Promise<Chat> {
  const chat = await openChat(desk, { channel })
  await chat.say('hello')
  await take(chat)
  await chat.say(text)
  return chat
}

const take = (chat: Chat) =>
  clinic.cast.inClinic((tx) =>
    takeOver(tx, system, { conversationId: chat.conversationId(), assigneeId: null }),
  )
const call = (chat: Chat, deed: string, body?: object) =>
  desk.api('POST', `/api/conversations/${chat.conversationId()}/${deed}`, { body })

describe('a suggestion', () => {
  test('answers a question of a conversation that staff have, as the clinic’s texts say', async () => {
    const chat = await withStaff('how much is a skin check and when are you open?')
    const { text, because, by } = await suggested(chat)
    expect(text).toMatch(/\$95/)
    expect(text).toMatch(/Monday to Friday/)
    expect(text).not.toMatch(/automated assistant/)
    expect([because, by]).toEqual([null, 'rules'])
  })

  test('keeps no time, and claims none to be kept: the time is said to be free', async () => {
    const chat = await withStaff('a skin check next Tuesday at 10 please')
    const { text } = await suggested(chat)
    expect(text).toBe('Tuesday, December 1 at 10:00 AM is free.\n\nWhat is your full name?')
    const spanish = await withStaff('quisiera una Skin check el martes que viene a las 10, por favor')
    expect((await suggested(spanish)).text).toMatch(
      /^El martes, .*10:00.* está libre\.\n\n¿Cuál es su nombre/,
    )
  })

  test('says nothing where the assistant would book: that is left to staff, and not said to be done', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('a skin check next Wednesday at 11 please')
    await chat.say('Ana Ruiz')
    await chat.write('yes')
    expect(await suggested(chat)).toEqual({ text: null, because: 'would_act', by: 'rules' })
  })

  test('takes no yes to staff for a yes to what the assistant asked before', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('a skin check next Wednesday at 3 pm please')
    await chat.say('Ana Ruiz')
    await take(chat)
    await call(chat, 'messages', { text: 'Do you mean the one in Main Street?' })
    await chat.say('yes')
    expect(await suggested(chat)).toMatchObject({ text: null, because: 'nothing_to_say' })
  })

  test('answers what it can, and names what it leaves to a person', async () => {
    const chat = await withStaff('how much is a skin check? and does botox hurt?')
    const { text, because } = await suggested(chat)
    expect(text).toMatch(/\$95/)
    expect(text).not.toMatch(/clinical team|I’ve asked/)
    expect(because).toBe('clinical_question')
    const insured = await withStaff('how much is a skin check? do you take insurance?')
    expect(await suggested(insured)).toMatchObject({ text: 'Skin check: $95.', because: 'nothing_to_say' })
    const late = await withStaff('I am running 10 minutes late')
    expect(await suggested(late)).toMatchObject({
      text: 'Thank you for letting us know.',
      because: 'running_late',
    })
  })

  test.each([
    ['I want to talk to a person', 'asked_for_person'],
    ['is botox safe while pregnant?', 'clinical_question'],
    ['I have crushing chest pain', 'emergency'],
    ['please stop texting me', 'opt_out'],
    ['asdf qwer', 'nothing_to_say'],
    ['are you a real person?', 'nothing_to_say'],
    ['Bonjour, je voudrais prendre un rendez-vous pour demain', 'other_language'],
  ])('of “%s” says in a word why there is none: %s', async (text, because) => {
    expect(await suggested(await withStaff(text))).toEqual({ text: null, because, by: 'rules' })
  })

  test('is for what stands unanswered, else for the last message', async () => {
    const chat = await withStaff('where are you?')
    expect((await suggested(chat)).text).toMatch(/12 Main Street/)
    await call(chat, 'messages', { text: '12 Main Street.' })
    expect((await suggested(chat)).text).toMatch(/12 Main Street/)
    desk.clock.advance({ seconds: 5 })
    await chat.write('and when are you open?')
    await chat.write('what does a skin check cost?')
    const { text } = await suggested(chat)
    expect(text).toMatch(/Monday to Friday/)
    expect(text).toMatch(/\$95/)
    expect(text).not.toMatch(/Main Street/)
  })

  test('comes also where the assistant is off, or may do nothing by itself', async () => {
    const rules = { isOn: false, mayBook: false }
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, rules))
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('a skin check next Tuesday at 2 pm please')
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'assistant_off' })
    expect((await suggested(chat)).text).toMatch(/^Tuesday, December 1 at 2:00 PM is free\./)
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { isOn: true, mayBook: true }))
  })

  test('of a closed conversation and of one without words', async () => {
    const chat = await withStaff('when are you open?')
    await call(chat, 'close')
    expect((await suggested(chat)).text).toMatch(/Monday to Friday/)
    const mute = await withStaff(' ')
    expect(await suggested(mute)).toMatchObject({ text: null, because: 'no_text' })
  })

  test('is for who may write: not for a viewer, and not for another clinic', async () => {
    const chat = await withStaff('when are you open?')
    const as = (key: string) => desk.api('POST', path(chat), { as: key })
    expect((await as(desk.clinic.keys.viewer)).status).toBe(403)
    expect((await as(desk.clinic.keys.operator)).status).toBe(200)
    const lakeside = await desk.openClinic('Lakeside')
    expect((await as(lakeside.keys.owner)).status).toBe(404)
  })
})

describe('with a model', () => {
  const use = async () =>
    (
      await desk.rows('select calls, failures from model_calls where clinic_id = $1', [desk.clinic.clinicId])
    )[0] ?? {
      calls: 0,
      failures: 0,
    }

  test('the model words it, and its questions are counted', async () => {
    const model = scriptedModel((question) =>
      resultsIn(question).length === 0
        ? { calls: [{ name: 'answer_from_clinic_texts', input: { kind: 'hours' } }] }
        : 'We are open from 9:00 AM to 5:00 PM, Monday to Friday.',
    )
    const chat = await withStaff('tell me a bit about your place, it looks nice')
    const before = await use()
    expect(await suggestedWith(chat, model)).toEqual({
      text: 'We are open from 9:00 AM to 5:00 PM, Monday to Friday.',
      because: null,
      by: 'model',
    })
    expect((await use()).calls).toBe(before.calls + 2)
  })

  test('a model that lies is not quoted', async () => {
    const model = scriptedModel(
      () => 'You are all set, I booked you for Friday at 3 PM. Botox costs $49 today only!',
    )
    const chat = await withStaff('i might want something done about my forehead')
    const suggestion = await suggestedWith(chat, model)
    expect(suggestion?.text ?? '').not.toMatch(/all set|booked|\$49/)
    expect(suggestion?.by).toBe('rules')
  })

  test('a model that would book is answered with a free time and a question', async () => {
    const model = scriptedModel(() => ({
      text: 'Done, you are booked!',
      calls: [
        {
          name: 'book_appointment',
          input: { service: 'Skin check', startAt: '2026-12-01T15:00', name: 'Whoever' },
        },
      ],
    }))
    const chat = await withStaff('a skin check next tuesday at 3 pm would be great')
    const suggestion = await suggestedWith(chat, model)
    expect(suggestion?.text).not.toMatch(/Done|booked|keeping/)
    expect(suggestion?.text).toMatch(/Tuesday, December 1 at 3:00 PM is free/)
  })

  test('a model that fails leaves it to the rules, and the settings say so with the remedy', async () => {
    const model = scriptedModel(() => {
      throw new ProviderError('no', { code: 'sign_in_failed', retryable: false })
    })
    const chat = await withStaff('when are you open, and do you like plants?')
    expect(await suggestedWith(chat, model)).toMatchObject({ by: 'rules' })
    const { body } = await desk.api('GET', '/api/receptionist')
    expect(body.last_model_failure).toMatchObject({
      code: 'sign_in_failed',
      remedy: 'The model’s server does not accept the key. Check MODEL_API_KEY.',
    })
  })
})

test('a conversation in which nobody wrote yet has none', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.write('hello')
  await desk.rows('update received_messages set removed_at = now() where conversation_id = $1', [
    chat.conversationId(),
  ])
  await clinic.cast.inClinic((tx) =>
    handOver(tx, system, { conversationId: chat.conversationId(), reason: 'complaint' }),
  )
  expect(await suggested(chat)).toMatchObject({ text: null, because: 'no_message' })
})
