/** What a visitor sees of an answer while a model behind the real wire still writes it. */
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { takeOver } from '../../src/desk/conversations/take-over-conversation.ts'
import { DRAFTS_CHANNEL, type DraftNews, readDraftNews } from '../../src/desk/receptionist/draft.ts'
import { system } from '../../src/kit/events.ts'
import { openModel } from '../../src/providers/models/open-model.ts'
import type { ModelPort } from '../../src/providers/models/port.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { type ModelServer, type ScriptedReply, startModelServer } from '../vendors/model-server.ts'
import { type Chat, openChat } from './chat.ts'
import { CLAIMS, HARMLESS, NEVER_TRUE } from './claims.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'

const DIALOGUES = process.env.FOYER_DEEP ? 1_000 : 40

let desk: TestDesk
let clinic: AnsweringClinic
let server: ModelServer
let model: ModelPort
let stopListening: () => Promise<void>
const heard: DraftNews[] = []

beforeAll(async () => {
  // Nothing else works on what is written here.
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
  server = await startModelServer()
  model = openModel({ name: server.model, baseUrl: server.url, apiKey: server.key })
  // Loading the vendor's library takes seconds where the machine is busy: not out of an answer's eight.
  server.script({ text: 'OK' })
  await model.check()
  stopListening = await desk.foyer.database.listen(DRAFTS_CHANNEL, (payload) => {
    heard.push(readDraftNews(payload))
  })
})
beforeEach(() => {
  server.clear()
  heard.length = 0
})
afterAll(async () => {
  await stopListening()
  await server.close()
  await desk.close()
})

const newsOf = (chat: Chat) => heard.filter(({ conversationId }) => conversationId === chat.conversationId())
const growthOf = (chat: Chat) => newsOf(chat).flatMap(({ is, text }) => (is === 'growing' ? [text] : []))
const SOON = { interval: 5, timeout: 10_000 }
const endOf = (chat: Chat) => newsOf(chat).at(-1)?.is

async function repliesIn(chat: Chat): Promise<string[]> {
  const rows = await desk.rows('select body from messages where conversation_id = $1 order by id', [
    chat.conversationId(),
  ])
  return rows.map(({ body }) => body)
}

const SAYS =
  'We would love to see you. Our doctors look at your skin together with you. It takes some time. What would you like to come in for?'

describe('a draft', () => {
  test('grows by sentences, of which no row is made, begins with the introduction, and becomes the answer', async () => {
    server.script({ text: SAYS, paceMs: 20 })
    const chat = await openChat(desk, { model })
    const answering = chat.say('tell me about your place, it looks nice')
    await expect.poll(() => growthOf(chat).length, SOON).toBeGreaterThan(0)
    const rows = `select (select count(*) from messages) + (select count(*) from events) as count`
    const [before] = await desk.rows(rows)
    await expect.poll(() => growthOf(chat).length, SOON).toBeGreaterThan(1)
    expect(await desk.rows(rows)).toEqual([before])
    expect(await repliesIn(chat)).toEqual([])
    const answer = await answering
    await expect.poll(() => endOf(chat), SOON).toBe('answered')
    const growth = growthOf(chat)
    expect(growth[0]).toMatch(
      /^Hello! I’m the automated assistant of Riverside.*We would love to see you\.$/s,
    )
    for (const [i, text] of growth.entries()) expect(growth[i + 1] ?? answer?.body).toContain(text)
    expect(newsOf(chat).map(({ sequence }) => sequence)).toEqual(newsOf(chat).map((_, i) => i + 1))
    expect(new Set(newsOf(chat).map(({ draftId }) => draftId)).size).toBe(1)
  })

  test('says only once that an assistant speaks', async () => {
    server.always({ text: SAYS, paceMs: 8 })
    const chat = await openChat(desk, { model })
    await chat.say('tell me about your place, it looks nice')
    await expect.poll(() => endOf(chat), SOON).toBe('answered')
    heard.length = 0
    await chat.say('and what else would there be to know?')
    await expect.poll(() => endOf(chat), SOON).toBe('answered')
    expect(growthOf(chat)[0]).toMatch(/^We would love to see you\./)
  })

  test('is made for no other channel, whose models are not asked to stream', async () => {
    for (const channel of ['whatsapp', 'sms', 'instagram'] as const) {
      server.script({ text: SAYS, paceMs: 1 })
      const chat = await openChat(desk, { model, channel })
      expect((await chat.say('tell me about your place, it looks nice'))?.body).toContain('love to see you')
    }
    expect(server.asked.map(({ isStreamed }) => isStreamed)).toEqual([false, false, false])
    expect(heard).toEqual([])
  })

  test('of a round that looks something up is withdrawn, and the next round’s takes its place', async () => {
    const look = { name: 'answer_from_clinic_texts', input: { kind: 'hours' } }
    server.script(
      { text: 'Good question. I look that up. One moment, please.', calls: [look], paceMs: 15 },
      { text: 'We are open on weekdays. The doors open at 9:00 AM. Come by.', paceMs: 20 },
    )
    const chat = await openChat(desk, { model })
    const answer = await chat.say('may I drop by tomorrow evening to have a look around?')
    expect(answer?.body).not.toContain('look that up')
    await expect.poll(() => endOf(chat), SOON).toBe('answered')
    const told = newsOf(chat)
    const withdrawn = told.findIndex(({ is }) => is === 'withdrawn')
    expect(withdrawn).toBeGreaterThan(0)
    for (const [i, { is, text }] of told.entries()) {
      expect(text).not.toContain('One moment')
      if (is === 'growing') expect(text).toContain(i < withdrawn ? 'Good question.' : 'We are open')
    }
  })

  test('may name the times that were looked up for it', async () => {
    const look = { name: 'check_availability', input: { service: 'Skin check', from: '2026-12-01' } }
    server.script(
      { calls: [look] },
      { text: 'Tuesday, December 1 at 9:00 AM is free. Does that suit you? Or another day?', paceMs: 25 },
    )
    const chat = await openChat(desk, { model })
    await chat.say('what do you have for a skin check on december 1?')
    await expect.poll(() => endOf(chat), SOON).toBe('answered')
    expect(growthOf(chat).at(-1)).toContain('Tuesday, December 1 at 9:00 AM is free.')
  })

  test('is gone where the person is asked for a yes instead of what the model says', async () => {
    const book = {
      name: 'book_appointment',
      input: { service: 'Skin check', startAt: '2026-12-01T10:00', name: 'Whoever' },
    }
    server.script({
      text: 'Gladly. We see to that now. Done, you are booked! Bye.',
      calls: [book],
      paceMs: 4,
    })
    const chat = await openChat(desk, { model })
    const asked = await chat.say('a skin check next tuesday at 10 would be great')
    expect(asked?.body).toMatch(/full name/)
    await expect.poll(() => endOf(chat), SOON).toBe('withdrawn')
    expect(growthOf(chat).join()).toMatch(/Gladly\./)
    expect(growthOf(chat).join()).not.toMatch(/booked|Done/)
  })

  test.each([
    ['in one piece', '[ACTION:answer_from_clinic_texts {"kind":"hours"}]'],
    ['with blanks', '[ ACTION : answer_from_clinic_texts {"kind":"hours"} ]'],
    ['in emphasis', '**[ACTION:answer_from_clinic_texts {"kind":"hours"}]**'],
  ])('shows nothing of a tag %s, nor of what stands behind it', async (_, tag) => {
    server.script(
      { text: `Good question. I look. ${tag} Our doors are open. Please come in. Bye.`, paceMs: 6 },
      { text: 'We are open on weekdays. Come by.', paceMs: 1 },
    )
    const chat = await openChat(desk, { model })
    await chat.say('may I drop by tomorrow evening to have a look around?')
    await expect.poll(() => endOf(chat) ?? 'growing', SOON).not.toBe('growing')
    expect(growthOf(chat).join()).toContain('Good question.')
    expect(growthOf(chat).join()).not.toMatch(/ACTION|[[{*]|doors|come in/)
  })

  test('of a long answer stays as far as it got, and the answer brings the rest', async () => {
    const line = 'Our doctors look at your skin together with you. '
    server.script({ text: `${line.repeat(34)}That was all. Is there more?`, paceMs: 1 })
    const chat = await openChat(desk, { model })
    const answer = await chat.say('tell me about your place, it looks nice')
    expect(answer?.body).toContain('That was all.')
    await expect.poll(() => endOf(chat), SOON).toBe('answered')
    expect(growthOf(chat).length).toBeGreaterThan(2)
    expect(growthOf(chat).join()).not.toContain('That was all.')
  })
})

describe('nothing is shown', () => {
  const take = (chat: Chat) =>
    clinic.cast.inClinic((tx) =>
      takeOver(tx, system, { conversationId: chat.conversationId(), assigneeId: null }),
    )

  test('once a person has taken the conversation, and what was is withdrawn', async () => {
    server.script({ text: SAYS, paceMs: 15 })
    const chat = await openChat(desk, { model })
    const answering = chat.say('tell me about your place, it looks nice')
    await expect.poll(() => growthOf(chat).length, SOON).toBe(1)
    await take(chat)
    expect(await answering).toBeNull()
    await expect.poll(() => endOf(chat), SOON).toBe('withdrawn')
    expect(growthOf(chat)).toHaveLength(1)
    expect(await repliesIn(chat)).toEqual([])
  })

  test('where a person took it before the first sentence was whole', async () => {
    server.script({ text: SAYS, paceMs: 15 })
    const chat = await openChat(desk, { model })
    const answering = chat.say('tell me about your place, it looks nice')
    await expect.poll(() => server.asked.length, SOON).toBe(1)
    await take(chat)
    expect(await answering).toBeNull()
    expect(newsOf(chat)).toEqual([])
  })

  test('once more came in, which is answered together', async () => {
    server.script({ text: SAYS, paceMs: 15 }, { text: 'For both of that. You are welcome.', paceMs: 25 })
    const chat = await openChat(desk, { model })
    const answering = chat.say('tell me about your place, it looks nice')
    await expect.poll(() => growthOf(chat).length, SOON).toBe(1)
    await chat.write('and about the doctors, please')
    expect(await answering).toBeNull()
    await expect.poll(() => endOf(chat), SOON).toBe('withdrawn')
    expect(growthOf(chat)).toHaveLength(1)
    expect((await chat.answer())?.body).toContain('For both of that.')
    await expect.poll(() => endOf(chat), SOON).toBe('answered')
  })
})

describe('a draft is withdrawn and the rules answer', () => {
  const turn = { text: `${SAYS} ${SAYS}`, paceMs: 4 }
  const unknown = { name: 'drop_tables', input: {} }
  const bad = { name: 'check_availability', input: { when: 'soon' } }
  const look = { name: 'check_availability', input: { service: 'Skin check' } }
  test.each<[string, ScriptedReply, reason: string]>([
    ['after a line that breaks', { fault: 'break', turn }, 'unreachable'],
    ['after a model that falls silent', { fault: 'hang', turn }, 'timed_out'],
    ['after an answer without its end', { fault: 'unfinished', turn }, 'bad_answer'],
    ['after an error in the stream', { fault: 'error_in_stream', turn, kind: 'overloaded' }, 'overloaded'],
    ['after an answer cut off', { ...turn, stops: 'length' }, 'length'],
    ['after a tool that there is not', { ...turn, calls: [unknown] }, 'unknown_action'],
    ['after arguments that are none', { ...turn, calls: [bad] }, 'bad_input'],
    ['after calls in a loop', { text: SAYS, paceMs: 4, calls: [look, look, look] }, 'too_many_calls'],
    [
      'after a tag that cannot be read',
      { ...turn, text: `${SAYS} [ACTION:check_availability {"s` },
      'bad_tag',
    ],
  ])('%s', async (_, reply, reason) => {
    server.always(reply)
    const warn = vi.spyOn(desk.foyer.desk.log, 'warn')
    const isHanging = reason === 'timed_out'
    const chat = await openChat(desk, { model, modelTimeoutMs: isHanging ? 1_500 : 8_000 })
    const answer = await chat.say('do you have anything for a skin check on Thursday?')
    expect(answer?.body).toMatch(/These times are free for Skin check/)
    await expect.poll(() => endOf(chat), SOON).toBe('withdrawn')
    expect(growthOf(chat).length).toBeGreaterThan(0)
    expect(warn.mock.calls).toEqual([['model.not_used', expect.objectContaining({ reason })]])
    warn.mockRestore()
    await expect.poll(() => server.openLines()).toBe(0)
  })

  test.each<[string, ScriptedReply]>([
    ['at a rate limit', { fault: 'rate_limited' }],
    ['at a refusal in words', { text: 'I will not. Ask somebody else. Bye.', stops: 'refused' }],
    ['at nothing at all', { text: '   ' }],
  ])('without one having been shown, %s', async (_, reply) => {
    server.always(reply)
    const chat = await openChat(desk, { model })
    const answer = await chat.say('do you have anything for a skin check on Thursday?')
    expect(answer?.body).toMatch(/These times are free for Skin check/)
    expect(growthOf(chat).join()).toBe('')
  })

  test('within the time for the whole talk, however steadily the model writes', async () => {
    server.always({ text: SAYS.repeat(40), paceMs: 20 })
    const chat = await openChat(desk, { model, modelTimeoutMs: 800 })
    const began = performance.now()
    const answer = await chat.say('do you have anything for a skin check on Thursday?')
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(answer?.body).toMatch(/These times are free for Skin check/)
    await expect.poll(() => endOf(chat), SOON).toBe('withdrawn')
    await expect.poll(() => server.openLines()).toBe(0)
  })

  test('and what was streamed is counted like what was not', async () => {
    const usage = { inputTokens: 130, outputTokens: 40 }
    const counted = 'select calls, input_tokens, output_tokens from model_calls'
    server.script({ text: SAYS, usage })
    await (await openChat(desk, { model })).say('tell me about your place, it looks nice')
    const [before] = await desk.rows(counted)
    server.script({ text: SAYS, usage })
    await (await openChat(desk, { model })).say('tell me about your place, it looks nice')
    const [after] = await desk.rows(counted)
    expect(after.calls - before.calls).toBe(1)
    expect(after.input_tokens - before.input_tokens).toBe(130)
    expect(after.output_tokens - before.output_tokens).toBe(40)
  })
})

const fill = (text: string, day: string, time: string) =>
  text.replace('{when}', `${day} at ${time}`).replace('{day}', day).replace('{time}', time)

const lies = fc.array(
  fc.record({
    lie: fc.constantFrom(...CLAIMS.map(({ text }) => text), ...NEVER_TRUE),
    beside: fc.constantFrom(...HARMLESS),
    between: fc.constantFrom(' ', '\n', '\n\n', '  '),
    day: fc.constantFrom('Friday', 'December 4', 'Monday, December 7', 'tomorrow', '12/9'),
    time: fc.constantFrom('3 PM', '10:30', '9:00 AM', '4:15 pm'),
  }),
  { minLength: 2, maxLength: 5 },
)

test(`of ${DIALOGUES} models that lie no lie is ever drafted`, { timeout: 3_600_000 }, async () => {
  let lied = 0
  let harmless = 0
  const shown: string[] = []
  for (const told of fc.sample(lies, { numRuns: DIALOGUES, seed: 20261121 })) {
    const sentences = told.map(({ lie, beside, between, day, time }) => ({
      lie: fill(lie, day, time),
      text: `${fill(lie, day, time)}${between}${fill(beside, day, time)}`,
      beside: fill(beside, day, time),
    }))
    const text = sentences.map(({ text }) => text).join(' ')
    server.script({ text: `${text} Anything else?`, paceMs: 1 })
    const chat = await openChat(desk, { model })
    await chat.say('tell me about your clinic please')
    await expect.poll(() => endOf(chat) ?? 'nothing', SOON).not.toBe('growing')
    const drafts = growthOf(chat).join('\n')
    lied += sentences.length
    harmless += sentences.filter(({ beside }) => drafts.includes(beside)).length
    shown.push(...sentences.flatMap(({ lie }) => (drafts.includes(lie) ? [lie] : [])))
  }
  console.log(`drafts, ${DIALOGUES} answers: ${lied} lies, ${shown.length} shown; ${harmless} harmless shown`)
  expect(shown).toEqual([])
  // Not because nothing was.
  expect(harmless).toBeGreaterThan(lied / 4)
})
