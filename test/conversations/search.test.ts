/** The inbox finds a conversation by any word of it or by the person's name, also where a clinic has tens of thousands. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { openChat } from '../receptionist/chat.ts'
import { furnish } from '../receptionist/clinic.ts'

const CONVERSATIONS = 20_000

let desk: TestDesk
let lakeside: TestClinic
beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  lakeside = await desk.openClinic('Lakeside')
  await furnish(desk)
})
afterAll(() => desk.close())

async function found(search: string, as = desk.clinic.keys.owner): Promise<string[]> {
  const { status, body } = await desk.api(
    'GET',
    `/api/conversations?limit=50&search=${encodeURIComponent(search)}`,
    {
      as,
    },
  )
  expect(status).toBe(200)
  return body.conversations.map(({ id }: { id: string }) => id)
}

describe('a conversation is found', () => {
  test('by words that its person wrote, by their beginnings, in whatever order and lines', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp', name: 'Ana Ruiz' })
    await chat.say('I had a Skin check on Thursday')
    await chat.say('and my zebrafish said: it’s "50% off" at anna@example.com')
    const id = chat.conversationId()
    for (const search of ['zebrafish', 'ZEBRA', 'zebra thurs', 'anna@example.com', '50% off', `it’s "50`]) {
      expect([search, await found(search)]).toEqual([search, [id]])
    }
    for (const search of ['zebra unicorn', 'ebrafish', "'", '&|!:*', '\\', "zebra' | 'unicorn"]) {
      expect([search, await found(search)]).toEqual([search, []])
    }
  })

  test('by what the clinic wrote and by a note', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('How much is a skin check?')
    const id = chat.conversationId()
    await desk.api('POST', `/api/conversations/${id}/notes`, { body: { text: 'prefers the quokka room' } })
    expect(await found('quokka')).toEqual([id])
    expect(await found('95 skin much')).toContain(id)
  })

  test('by a part of the person’s name, also of whoever was merged into them', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp', name: 'Xiomara Prytherch' })
    await chat.write('hello')
    expect(await found('ytherc')).toEqual([chat.conversationId()])
    const other = await openChat(desk, { channel: 'whatsapp', name: 'Nobody Else' })
    await other.write('hello')
    const [root, part] = [await chat.row(), await other.row()].map(({ contact_id }) => contact_id)
    await desk.rows('update contacts set merged_into_id = $1 where id = $2', [root, part])
    expect((await found('prytherch')).toSorted()).toEqual(
      [chat.conversationId(), other.conversationId()].toSorted(),
    )
  })

  test('by nobody of another clinic', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp', name: 'Wolfgang Okapi' })
    await chat.write('my okapi')
    expect(await found('okapi')).toHaveLength(1)
    expect(await found('okapi', lakeside.keys.owner)).toEqual([])
  })

  test('a conversation that goes on for ever is taken down to its end, and its last lines are found', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    for (let i = 0; i < 12; i++) {
      await chat.write(Array.from({ length: 600 }, (_, word) => `w${i}x${word}`).join(' '))
    }
    await chat.write('the final narwhal')
    expect(await found('narwhal')).toEqual([chat.conversationId()])
    const [{ words }] = await desk.rows(
      'select length(words) as words from conversation_words where conversation_id = $1',
      [chat.conversationId()],
    )
    expect(words).toBeLessThan(10_000)
  })
})

test(`among ${CONVERSATIONS} conversations list and search are there at once`, {
  timeout: 120_000,
}, async () => {
  const { id: connectionId } = await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
    createConnection(tx, system, {
      vendor: 'whatsapp',
      name: 'W',
      credentials: {},
      keyring: desk.foyer.keyring,
    }),
  )
  const values = [desk.clinic.clinicId, connectionId]
  await desk.rows(
    `insert into contacts (clinic_id, id, display_name, source, created_at, updated_at)
     select $1, gen_random_uuid(), 'Person ' || g, 'whatsapp', now() - g * interval '1 minute', now() from generate_series(1, ${CONVERSATIONS}) g`,
    values.slice(0, 1),
  )
  await desk.rows(
    `insert into conversations (clinic_id, id, contact_id, connection_id, channel, address, last_message_at, status, created_at, updated_at)
     select clinic_id, gen_random_uuid(), id, $2, 'whatsapp', 'x' || id, created_at, 'assistant', created_at, now()
     from contacts where clinic_id = $1 and display_name like 'Person %'`,
    values,
  )
  const lines = Number(process.env.SEARCH_LINES ?? 1)
  await desk.rows(
    `insert into received_messages (clinic_id, id, conversation_id, contact_id, author, vendor_message_id, body, occurred_at, created_at)
     select clinic_id, gen_random_uuid(), id, contact_id, 'contact', gen_random_uuid()::text, 'lorem ipsum dolor sit amet number ' || n || md5(id::text || n), now(), now()
     from conversations cross join generate_series(1, ${lines}) n where clinic_id = $1 and connection_id = $2`,
    values,
  )
  await desk.rows(
    `insert into messages (clinic_id, id, contact_id, kind, purpose, channel, to_address, to_name, body, author_kind, conversation_id, status, dedupe_key, created_at, updated_at)
     select clinic_id, gen_random_uuid(), contact_id, 'reply', 'transactional', 'whatsapp', 'x', '', 'an answer with some words in it ' || md5(id::text || n || 'a'), 'assistant', id, 'sent', gen_random_uuid()::text, now(), now()
     from conversations cross join generate_series(1, ${lines}) n where clinic_id = $1 and connection_id = $2`,
    values,
  )
  // Filled at one stroke it holds every step of the way, which PostgreSQL clears where messages come one by one.
  await desk.rows('vacuum full conversation_words')
  await desk.rows('analyze')
  const [{ word }] = await desk.rows(
    `select substring(body from 35 for 12) as word from received_messages where body like 'lorem%' limit 1`,
  )
  for (const query of [
    'limit=50',
    'limit=50&search=answer',
    'limit=50&search=zzebra',
    `limit=50&search=${word}`,
  ]) {
    const took: number[] = []
    for (let i = 0; i < 7; i++) {
      const began = performance.now()
      expect((await desk.api('GET', `/api/conversations?${query}`)).status).toBe(200)
      took.push(performance.now() - began)
    }
    const best = Math.min(...took)
    if (process.env.SEARCH_LINES) console.log(query, took.map(Math.round))
    // With 320,000 lines (SEARCH_LINES=8) on a busy machine: 30 to 140 ms; over the lines themselves it was 2,000 and more.
    expect([query, best < 400]).toEqual([query, true])
  }
})
