/** What a visitor sees of an answer while it is written: on the node that holds their stream, whichever node asks the model. */
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { takeOver } from '../../src/desk/conversations/take-over-conversation.ts'
import { DRAFTS_CHANNEL, type DraftNews, writeDraftNews } from '../../src/desk/receptionist/draft.ts'
import { type Foyer, startFoyer } from '../../src/foyer.ts'
import { followDraft } from '../../src/http/public/widget-drafts.ts'
import { parseConfig } from '../../src/kit/config.ts'
import { system } from '../../src/kit/events.ts'
import { createLog } from '../../src/kit/log.ts'
import { openModel } from '../../src/providers/models/open-model.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { furnish } from '../receptionist/clinic.ts'
import { type ModelServer, startModelServer } from '../vendors/model-server.ts'
import { type Chat, openChat, type Stream, textsOf, visit } from './visitor.ts'

const SAYS =
  'We would love to see you. Our doctors look at your skin together with you. It takes some time. Which day suits you?'
const SOON = { interval: 10, timeout: 12_000 }

let desk: TestDesk
let worker: Foyer
let server: ModelServer
let chat: Chat

beforeAll(async () => {
  let connection: pg.ClientConfig | undefined
  // One node serves, another works: the notification is all that is between them.
  desk = await openDesk({
    env: { ROLE: 'web', TRUST_PROXY: '1' },
    via: async (given) => {
      connection = given
      return given
    },
  })
  await furnish(desk)
  chat = await openChat(desk)
  server = await startModelServer()
  // Loading the vendor's library takes seconds where the machine is busy: not out of an answer's eight.
  server.script({ text: 'OK' })
  await openModel({ name: server.model, baseUrl: server.url, apiKey: server.key }).check()
  const secret = 'a test secret of at least thirty-two characters'
  const config = parseConfig({
    FOYER_SECRET: secret,
    PUBLIC_URL: 'http://foyer.test',
    NODE_ENV: 'test',
    ROLE: 'worker',
    MODEL_BASE_URL: server.url,
    MODEL_NAME: server.model,
    MODEL_API_KEY: server.key,
  })
  worker = await startFoyer({
    config: { ...config, secret },
    connection: connection ?? {},
    log: createLog({ level: process.env.TEST_LOG ? 'debug' : 'silent' }),
    clock: desk.clock,
    isMigrated: true,
    listens: false,
  })
})
beforeEach(() => server.clear())
afterAll(async () => {
  await worker.stop()
  await desk.close()
  await server.close()
})

/** The wait for more bubbles is over. */
const pass = () => desk.clock.advance({ seconds: 7 })
const grown = ({ drafts }: Stream) => drafts.filter((text) => text !== '')

describe('a stream', () => {
  test('tells the draft as it grows on another node, then its line, and then that the draft is gone', async () => {
    server.script({ text: SAYS, paceMs: 15 })
    const ana = await visit(desk, chat)
    await ana.write('tell me about your place, it looks nice')
    const stream = await ana.listen()
    await expect.poll(() => stream.lines.size, SOON).toBe(1)
    pass()
    await expect.poll(() => grown(stream).length, SOON).toBeGreaterThan(1)
    expect(stream.lines.size).toBe(1)
    await expect.poll(() => stream.lines.size, SOON).toBe(2)
    await expect.poll(() => stream.drafts.at(-1), SOON).toBe('')
    const answer = textsOf(stream).at(-1)
    for (const [i, text] of grown(stream).entries()) expect(grown(stream)[i + 1] ?? answer).toContain(text)
    expect(grown(stream)[0]).toMatch(/^Hello! I’m the automated assistant/)
    // Between the last draft and the line nothing is missing: the line comes before the draft goes.
    expect(stream.drafts.filter((text) => text === '')).toHaveLength(1)
    expect(stream.kinds.lastIndexOf('line')).toBeLessThan(stream.kinds.lastIndexOf('draft'))
    await stream.close()
  })

  test('that begins in the middle of it is told all there is', async () => {
    server.script({ text: SAYS, paceMs: 25 })
    const ana = await visit(desk, chat)
    await ana.write('tell me about your place, it looks nice')
    const first = await ana.listen()
    await expect.poll(() => first.lines.size, SOON).toBe(1)
    pass()
    await expect.poll(() => grown(first).length, SOON).toBe(1)
    const second = await ana.listen(first.lastId)
    await expect.poll(() => grown(second).length, SOON).toBeGreaterThan(0)
    expect(grown(second)[0]).toMatch(/^Hello!.*We would love to see you\./s)
    await expect.poll(() => second.lines.size, SOON).toBeGreaterThan(0)
    await Promise.all([first.close(), second.close()])
  })

  test('tells nobody else', async () => {
    server.script({ text: SAYS, paceMs: 10 }, { text: SAYS, paceMs: 10 })
    const [ana, emma] = [await visit(desk, chat), await visit(desk, chat)]
    await emma.write('Hello')
    await ana.write('tell me about your place, it looks nice')
    const [hers, theirs] = [await ana.listen(), await emma.listen()]
    await expect.poll(() => hers.lines.size + theirs.lines.size, SOON).toBe(2)
    await desk.rows('update conversations set answer_due_at = null where id = $1', [
      await emma.conversationId(),
    ])
    pass()
    await expect.poll(() => hers.lines.size, SOON).toBe(2)
    expect(grown(hers).length).toBeGreaterThan(0)
    expect(theirs.drafts).toEqual([])
    await Promise.all([hers.close(), theirs.close()])
  })

  test('shows no draft once a person has it, whatever is still told', async () => {
    server.script({ text: SAYS, paceMs: 30 })
    const ana = await visit(desk, chat)
    await ana.write('tell me about your place, it looks nice')
    const conversationId = await ana.conversationId()
    const stream = await ana.listen()
    await expect.poll(() => stream.lines.size, SOON).toBe(1)
    pass()
    await expect.poll(() => grown(stream).length, SOON).toBe(1)
    await chat.inClinic((tx) => takeOver(tx, system, { conversationId, assigneeId: null }))
    await expect.poll(() => stream.drafts.at(-1), SOON).toBe('')
    await expect.poll(() => stream.state?.answers, SOON).toBe('person')
    await expect.poll(() => server.openLines(), SOON).toBe(0)
    expect(grown(stream)).toHaveLength(1)
    expect(textsOf(stream)).toHaveLength(1)
    await stream.close()
  })

  test('holds a session of the database for it only while it is open', async () => {
    const sessions = async () => {
      const [row] = await desk.rows(
        `select count(*)::int from pg_stat_activity where datname = current_database() and query = $1`,
        [`listen "${DRAFTS_CHANNEL}"`],
      )
      return row.count
    }
    await expect.poll(sessions, SOON).toBe(0)
    const ana = await visit(desk, chat)
    const streams = [await ana.listen(), await ana.listen()]
    await expect.poll(sessions, SOON).toBe(1)
    await streams[0]?.close()
    await streams[1]?.close()
    await expect.poll(sessions, SOON).toBe(0)
  })

  test('whose visitor has written nothing hears of no draft', async () => {
    const ana = await visit(desk, chat)
    const stream = await ana.listen()
    await expect.poll(() => stream.state, SOON).toBeDefined()
    const payload = writeDraftNews({ ...news, clinicId: desk.clinic.clinicId })
    await desk.foyer.database.notify(DRAFTS_CHANNEL, payload ?? '')
    await ana.write('Hello')
    await expect.poll(() => stream.lines.size, SOON).toBe(1)
    expect(stream.drafts).toEqual([])
    await stream.close()
  })
})

const news: DraftNews = {
  clinicId: 'clinic',
  conversationId: 'conversation',
  draftId: 'one',
  sequence: 1,
  is: 'growing',
  text: 'We would.',
}

describe('one draft, as a stream follows it,', () => {
  function follow() {
    const shown: string[] = []
    const draft = followDraft(() => shown.push(draft.text()))
    return { ...draft, shown }
  }

  test('never goes back to what was told before', () => {
    const { hear, shown } = follow()
    hear({ ...news, sequence: 2, text: 'We would. Come.' })
    hear(news)
    hear({ ...news, sequence: 2, is: 'withdrawn', text: '' })
    hear({ ...news, sequence: 3, text: 'We would. Come. Bye.' })
    expect(shown).toEqual(['We would. Come.', 'We would. Come. Bye.'])
  })

  test('is not brought back behind its line, and the next one is shown', () => {
    const { hear, end, shown } = follow()
    hear(news)
    end()
    hear({ ...news, sequence: 2, text: 'We would. Come.' })
    hear({ ...news, draftId: 'two', text: 'Again.' })
    expect(shown).toEqual(['We would.', '', 'Again.'])
    end()
  })

  test('waits for its line when it is answered, and goes where none comes', () => {
    vi.useFakeTimers()
    const { hear, shown } = follow()
    hear(news)
    hear({ ...news, sequence: 2, is: 'answered', text: '' })
    vi.advanceTimersByTime(4_900)
    expect(shown).toEqual(['We would.'])
    vi.advanceTimersByTime(200)
    expect(shown).toEqual(['We would.', ''])
    vi.useRealTimers()
  })

  test('goes where whoever told it was killed', () => {
    vi.useFakeTimers()
    const { hear, shown } = follow()
    hear(news)
    vi.advanceTimersByTime(11_000)
    hear({ ...news, sequence: 2, text: 'We would. Come.' })
    vi.advanceTimersByTime(11_000)
    expect(shown).toEqual(['We would.', 'We would. Come.'])
    vi.advanceTimersByTime(2_000)
    expect(shown.at(-1)).toBe('')
    vi.useRealTimers()
  })
})
