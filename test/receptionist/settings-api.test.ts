/** The assistant's settings, approved answers, playground and what it learned, through the API's doors. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noteModelCalls } from '../../src/desk/receptionist/model-budget.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { bringIn, signUp } from '../access/browser.ts'
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

const settings = async () => (await desk.api('GET', '/api/receptionist')).body.settings

const parking = {
  service_id: null,
  question_kind: 'parking',
  question: 'Where can I park?',
  answer: 'Behind the house, free for two hours.',
  language: 'en',
  is_approved: true,
}

test('a clinic that has set nothing reads what holds: switched on, both languages, its country’s number', async () => {
  const { status, body } = await desk.api('GET', '/api/receptionist')
  expect(status).toBe(200)
  expect(body.settings).toMatchObject({ is_on: true, tone: 'friendly', languages: ['en', 'es'] })
  expect(body).toMatchObject({ country_emergency_number: '911', default_model_calls_per_day: 2000 })
  expect(body.model_use_today).toMatchObject({ day: '2026-11-23', calls: 0 })
  expect(body).toMatchObject({ model: null, last_model_failure: null })
})

test('a connected model is named with its host, and neither its key nor its path is told', async () => {
  const other = await openDesk({
    env: {
      ROLE: 'web',
      MODEL_NAME: 'small-model',
      MODEL_BASE_URL: 'http://127.0.0.1:9/secret/v1',
      MODEL_API_KEY: 'sk-of-the-clinic',
    },
  })
  try {
    const { body } = await other.api('GET', '/api/receptionist')
    expect(body.model).toEqual({ name: 'small-model', host: '127.0.0.1:9' })
    expect(JSON.stringify(body)).not.toMatch(/sk-of-the-clinic|secret/)
  } finally {
    await other.close()
  }
})

test('what is set is read again and holds from the next answer on', async () => {
  const wanted = {
    ...(await settings()),
    tone: 'formal',
    may_book: false,
    presence: [{ days: [1, 2], start: '09:00', end: '24:00' }],
    emergency_number: '+1 800 555 0199',
    model_calls_per_day: 0,
  }
  const saved = await desk.api('PUT', '/api/receptionist', { body: wanted })
  expect([saved.status, saved.body.settings]).toEqual([200, wanted])
  expect(await settings()).toEqual(wanted)
  const tried = await desk.api('POST', '/api/receptionist/playground', {
    body: { text: 'my chest hurts a lot' },
  })
  expect(tried.body.answer.body).toContain('+1 800 555 0199')
  await desk.api('PUT', '/api/receptionist', { body: { ...wanted, may_book: true, emergency_number: null } })
})

test('yesterday’s calls of the model are not today’s', async () => {
  const use = `insert into model_calls (clinic_id, day, calls, failures, input_tokens, output_tokens) values ($1, $2, $3, 1, 900, 80)`
  await desk.rows(use, [desk.clinic.clinicId, '2026-11-22', 40])
  const before = await desk.api('GET', '/api/receptionist')
  expect(before.body.model_use_today).toMatchObject({ day: '2026-11-23', calls: 0 })
  await desk.rows(use, [desk.clinic.clinicId, '2026-11-23', 7])
  const after = await desk.api('GET', '/api/receptionist')
  expect(after.body.model_use_today).toEqual({
    day: '2026-11-23',
    calls: 7,
    failures: 1,
    input_tokens: 900,
    output_tokens: 80,
  })
})

test('only people of the clinic are alerted, each once, and no language twice', async () => {
  const wanted = await settings()
  const stranger = await desk.api('PUT', '/api/receptionist', {
    body: { ...wanted, alert_order: ['nobody'] },
  })
  expect([stranger.status, stranger.body.errors[0].pointer]).toEqual([422, '/alert_order/0'])
  for (const wrong of [
    { alert_order: ['a', 'a'] },
    { languages: ['en', 'en'] },
    { languages: [] },
    { emergency_number: 'the police' },
    { presence: [{ days: [1], start: '25:00', end: '26:00' }] },
  ])
    expect((await desk.api('PUT', '/api/receptionist', { body: { ...wanted, ...wrong } })).status).toBe(400)
  expect(await settings()).toEqual(wanted)
})

test('an approved answer names who approved it and is said word for word; a draft is not', async () => {
  const ask = async () => {
    const body = { text: 'where can I park?' }
    return (await desk.api('POST', '/api/receptionist/playground', { body })).body.answer?.body ?? ''
  }
  const draft = await desk.api('POST', '/api/receptionist/answers', {
    body: { ...parking, is_approved: false },
  })
  expect(draft.body.answer).toMatchObject({ approved_at: null, approved_by: null })
  expect(await ask()).not.toContain(parking.answer)
  const path = `/api/receptionist/answers/${draft.body.answer.id}`
  const approved = await desk.api('PUT', path, { body: parking })
  expect(approved.body.answer.approved_at).not.toBeNull()
  expect(await ask()).toContain(parking.answer)
  expect((await desk.api('GET', '/api/receptionist/answers')).body.answers).toEqual([approved.body.answer])
  expect((await desk.api('DELETE', path)).status).toBe(200)
  expect((await desk.api('DELETE', path)).status).toBe(404)
  expect(await ask()).not.toContain(parking.answer)
})

test('an approval by somebody signed in carries their name', async () => {
  const owner = await signUp(desk, 'Olga Brand')
  await owner.call('POST', '/api/clinics', { body: { name: 'Brand', time_zone: 'America/Chicago' } })
  const { body } = await owner.call('POST', '/api/receptionist/answers', { body: parking })
  expect(body.answer.approved_by).toBe('Olga Brand')
  const viewer = await bringIn(desk, owner, { name: 'Vera Lund', role: 'viewer' })
  expect((await viewer.get('/api/receptionist/answers')).body.answers).toEqual([body.answer])
  expect((await viewer.call('POST', '/api/receptionist/answers', { body: parking })).status).toBe(403)
})

test('an answer of a service that is not the clinic’s is refused', async () => {
  const { status, body } = await desk.api('POST', '/api/receptionist/answers', {
    body: { ...parking, service_id: uuidv7() },
  })
  expect([status, body.errors[0].pointer]).toEqual([422, '/service_id'])
})

test('the playground says each step and keeps nothing, for a stranger and inside a conversation', async () => {
  const kept = () =>
    desk.rows('select (select count(*) from received_messages), (select count(*) from holds)')
  const chat = await openChat(desk)
  await chat.say('skin check next Tuesday at 11')
  const before = await kept()
  for (const body of [
    { text: 'skin check next Tuesday at 10' },
    { text: 'Ana Ruiz', conversation_id: chat.conversationId() },
  ]) {
    const tried = await desk.api('POST', '/api/receptionist/playground', { body })
    expect(tried.body.steps.map(({ step }: { step: string }) => step)).toEqual([
      'who',
      'understand',
      'actions',
      'execute',
      'gate',
      'send',
    ])
    expect(tried.body.answer.body.length).toBeGreaterThan(10)
  }
  expect(await kept()).toEqual(before)
})

test('what was learned shows its messages, is put right by what it can be, and is erased for good', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('a skin check in the morning')
  const { contact_id: contactId } = await chat.row()
  const learned = async () =>
    (await desk.api('GET', `/api/contacts/${contactId}/preferences`)).body.preferences.find(
      ({ kind }: { kind: string }) => kind === 'time_of_day',
    )
  const first = await learned()
  expect(first).toMatchObject({
    value: 'morning',
    is_corrected: false,
    receipts: [{ supports: true, channel: 'whatsapp', text: 'a skin check in the morning' }],
  })
  expect(first.receipts[0].conversation_id).toBe(chat.conversationId())
  const path = `/api/preferences/${first.id}`
  expect((await desk.api('PUT', path, { body: { value: 'whenever' } })).status).toBe(422)
  expect((await desk.api('PUT', path, { body: { value: 'evening' } })).status).toBe(200)
  expect(await learned()).toMatchObject({ value: 'evening', is_corrected: true })
  expect((await desk.api('DELETE', path)).status).toBe(200)
  expect(await learned()).toBeUndefined()
  expect((await desk.api('PUT', path, { body: { value: 'evening' } })).status).toBe(404)
})

test('a practitioner who is liked is put right by another of the clinic alone', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('a skin check with Dr. Lee please')
  const { contact_id: contactId } = await chat.row()
  const { body } = await desk.api('GET', `/api/contacts/${contactId}/preferences`)
  const liked = body.preferences.find(({ kind }: { kind: string }) => kind === 'practitioner')
  expect(liked.value).toBe(clinic.lee)
  const path = `/api/preferences/${liked.id}`
  expect((await desk.api('PUT', path, { body: { value: uuidv7() } })).status).toBe(422)
  expect((await desk.api('PUT', path, { body: { value: clinic.demir } })).status).toBe(200)
})

test('the last failure of the model is told for a week, in words with what to do', async () => {
  const failing = await desk.openClinic('Lakeside')
  const asked = (failure: string | null) =>
    desk.foyer.database.inClinic(failing.clinicId, (tx) =>
      noteModelCalls(tx, { timeZone: 'America/Chicago', failure, inputTokens: 0, outputTokens: 0 }),
    )
  const told = async (as = failing.keys.owner) =>
    (await desk.api('GET', '/api/receptionist', { as })).body.last_model_failure
  await asked('overloaded')
  desk.clock.advance({ minutes: 1 })
  await asked('bad_tag')
  const failedAt = desk.clock.now()
  desk.clock.advance({ minutes: 1 })
  await asked(null)
  const failure = await told()
  expect(failure).toMatchObject({
    code: 'bad_tag',
    remedy: 'The model wrote an action in a way that cannot be read. Choose a model that takes tools.',
  })
  expect(Temporal.Instant.from(failure.at).equals(failedAt)).toBe(true)
  expect(await told(desk.clinic.keys.owner)).toBeNull()
  await asked('of a later version')
  expect((await told()).remedy).toBe('Asking the model failed. The server’s log says more.')
  desk.clock.advance({ hours: 8 * 24 })
  expect(await told()).toBeNull()
})
