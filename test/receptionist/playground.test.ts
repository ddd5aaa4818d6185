import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Explained, explainAnswer } from '../../src/desk/receptionist/explain-answer.ts'
import { manageLinks } from '../../src/desk/scheduling/manage-link.ts'
import type { ClinicId } from '../../src/kit/ids.ts'
import type { ModelPort } from '../../src/providers/models/port.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { furnish } from './clinic.ts'
import { scriptedModel } from './scripted-model.ts'

let desk: TestDesk

beforeAll(async () => {
  // Nothing else works on what is written here.
  desk = await openDesk({ env: { ROLE: 'web' } })
  await furnish(desk)
})
afterAll(() => desk.close())

const links = () => ({
  publicUrl: 'http://foyer.test',
  manageLink: manageLinks({ keyring: desk.foyer.keyring, publicUrl: 'http://foyer.test' }),
})
const tryOut = (
  text: string,
  {
    conversationId = null,
    clinicId = desk.clinic.clinicId,
    model = null,
  }: { conversationId?: string | null; clinicId?: ClinicId; model?: ModelPort | null } = {},
) => explainAnswer(desk.foyer.database, { links: links(), model }, { clinicId, conversationId, text })
const resultOf = (explained: Explained | undefined, step: string) =>
  explained?.steps.find((each) => each.step === step)?.result
const counts = () =>
  desk.rows(`select (select count(*) from messages) as messages, (select count(*) from conversations) as conversations,
    (select count(*) from received_messages) as received, (select count(*) from holds) as holds,
    (select count(*) from events) as events, (select count(*) from contacts) as contacts`)

test('the playground shows each step of an answer, and nothing of it stays', async () => {
  const before = await counts()
  const explained = await tryOut('skin check next Tuesday at 10')
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
  const explained = await tryOut('Ana Ruiz', { conversationId: chat.conversationId() })
  expect(explained?.answer?.body).toMatch(/phone number/)
  expect([await counts(), (await chat.row()).memory]).toEqual(before)
})

test('the playground of another clinic sees no conversation of this one', async () => {
  const chat = await openChat(desk)
  await chat.say('hello')
  const other = await desk.openClinic('Lakeside')
  const explained = await tryOut('hello', {
    conversationId: chat.conversationId(),
    clinicId: other.clinicId,
  })
  expect(explained).toBeUndefined()
})

describe('with a model', () => {
  const callsOf = async () => {
    const [row] = await desk.rows('select coalesce(sum(calls), 0)::int as calls from model_calls')
    return row.calls
  }

  test('the playground shows what it wrote, what it looked up and what the gate took out; only its calls stay', async () => {
    const model = scriptedModel((_, round) =>
      round === 1
        ? { calls: [{ name: 'answer_from_clinic_texts', input: { kind: 'location' } }] }
        : 'You are welcome any time. Your visit on Friday at 10 is booked.',
    )
    const [before, calls] = [await counts(), await callsOf()]
    const explained = await tryOut('Is there somewhere nice to have lunch near you?', { model })
    expect(explained?.steps.map(({ step }) => step)).toEqual([
      'who',
      'understand',
      'actions',
      'ask',
      'execute',
      'gate',
      'send',
    ])
    expect(resultOf(explained, 'ask')).toMatchObject({
      questions: 2,
      failure: null,
      wrote: expect.stringContaining('is booked'),
      lookedUp: ['answer_from_clinic_texts'],
    })
    expect(resultOf(explained, 'gate')).toMatchObject({
      removed: [{ sentence: expect.stringContaining('is booked') }],
    })
    expect(resultOf(explained, 'send')).toMatchObject({ by: 'model' })
    expect(explained?.answer?.body).toContain('You are welcome any time.')
    expect(explained?.answer?.body).not.toContain('booked')
    expect(await counts()).toEqual(before)
    expect(await callsOf()).toBe(calls + 2)
  })

  test('of which the gate leaves nothing the rules answer, and both are shown', async () => {
    const explained = await tryOut('Is there somewhere nice to have lunch near you?', {
      model: scriptedModel(() => 'Your visit on Friday at 10 is booked.'),
    })
    expect(resultOf(explained, 'gate')).toMatchObject({
      removed: [{ sentence: expect.stringContaining('is booked') }],
    })
    expect(resultOf(explained, 'send')).toMatchObject({ by: 'rules' })
  })

  test('that breaks the rules answer, with the reason; where they decide, and without a budget, it is not asked', async () => {
    const broken = scriptedModel(() => {
      throw new Error('no')
    })
    const text = 'Is there somewhere nice to have lunch near you?'
    expect(resultOf(await tryOut(text, { model: broken }), 'ask')).toMatchObject({ failure: 'failed' })
    const model = scriptedModel(() => 'Hello.')
    await tryOut('STOP', { model })
    await desk.rows('update model_calls set calls = 2000')
    expect(resultOf(await tryOut(text, { model }), 'send')).toMatchObject({ by: 'rules' })
    expect(model.questions).toEqual([])
  })
})
