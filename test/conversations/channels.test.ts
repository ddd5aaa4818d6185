/** What people write on every channel becomes one conversation each, and what staff write reaches them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handOver } from '../../src/desk/conversations/hand-over-conversation.ts'
import { releaseConversation } from '../../src/desk/conversations/release-conversation.ts'
import { queueMessage } from '../../src/desk/outreach/queue-message.ts'
import { system } from '../../src/kit/events.ts'
import { type Channels, openChannels } from './channels.ts'

let channels: Channels
beforeAll(async () => {
  channels = await openChannels()
})
afterAll(() => channels.close())

const VENDORS = ['whatsapp', 'instagram', 'twilio', 'chatwoot'] as const

// biome-ignore lint/suspicious/noExplicitAny: rows as they are.
async function conversationsOf(vendor: (typeof VENDORS)[number]): Promise<any[]> {
  return channels.desk.rows(
    `select c.*, root.display_name, (select array_agg(body order by created_at, id) from received_messages m where m.conversation_id = c.id) as bodies
     from conversations c join contacts root on root.id = c.contact_id where c.connection_id = $1 order by c.id`,
    [channels.connections[vendor]],
  )
}

function inClinic<T>(work: Parameters<typeof channels.desk.foyer.database.inClinic<T>>[1]): Promise<T> {
  return channels.desk.foyer.database.inClinic(channels.desk.clinic.clinicId, work)
}

async function staffWrites(conversationId: string, text: string, key: string): Promise<void> {
  const [conversation] = await channels.desk.rows('select * from conversations where id = $1', [
    conversationId,
  ])
  await inClinic((tx) =>
    queueMessage(tx, system, {
      contactId: conversation.contact_id,
      appointmentId: null,
      appointmentSequence: null,
      kind: 'staff_message',
      purpose: 'transactional',
      channel: conversation.channel,
      to: { name: 'Ana', address: conversation.address },
      text: { hash: null, subject: null, body: text },
      invitation: null,
      author: { kind: 'user', id: 'u1' },
      conversationId,
      choices: [],
      dedupeKey: key,
    }),
  )
  await channels.desk.settle()
}

describe.each(VENDORS)('%s', (vendor) => {
  test('two messages of a stranger are one contact and one conversation; the same again changes nothing', async () => {
    const fake = channels[vendor]
    const person = fake.emulate({ name: 'Ana Ruiz' })
    await person.writes('hello')
    fake.faults.callbacks.copies = 2
    await person.writes('do you have time tomorrow?')
    await fake.idle()
    await channels.desk.settle()
    const [conversation, ...others] = await conversationsOf(vendor)
    expect(others).toEqual([])
    expect(conversation.bodies).toEqual(['hello', 'do you have time tomorrow?'])
    expect(conversation.last_text).toBe('do you have time tomorrow?')
    expect(conversation.unread).toBe(2)
  })

  test('what staff write reaches the person, once, and delivery is noted', async () => {
    const fake = channels[vendor]
    const [conversation] = await conversationsOf(vendor)
    await staffWrites(conversation.id, 'Yes, at ten.', `${vendor}:1`)
    await staffWrites(conversation.id, 'Yes, at ten.', `${vendor}:1`)
    await fake.idle()
    await channels.desk.settle()
    expect(fake.sent.map(({ text }) => text)).toEqual(['Yes, at ten.'])
    const [message] = await channels.desk.rows('select * from messages where conversation_id = $1', [
      conversation.id,
    ])
    expect(message.status).toBe('sent')
    expect(message.carrier).toBe(vendor)
    expect(message.vendor_message_id).toBe(fake.sent[0]?.vendorMessageId)
  })
})

test('a signature that is wrong keeps nothing', async () => {
  const { desk, connections } = channels
  const before = await desk.rows('select count(*) from inbound_deliveries')
  for (const vendor of VENDORS) {
    const answer = await fetch(`${desk.address}/webhooks/${vendor}/${connections[vendor]}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': 'sha256=00' },
      body: '{}',
    })
    expect(answer.status).toBe(401)
  }
  expect(await desk.rows('select count(*) from inbound_deliveries')).toEqual(before)
})

test('Chatwoot is told who answers, and its own news of that changes nothing', async () => {
  const [conversation] = await conversationsOf('chatwoot')
  await inClinic((tx) =>
    handOver(tx, system, { conversationId: conversation.id, reason: 'asked_for_person' }),
  )
  await channels.desk.settle()
  const toggles = () => channels.chatwoot.requests.filter(({ path }) => path.includes('toggle_status'))
  expect(toggles()).toHaveLength(1)
  const [waiting] = await conversationsOf('chatwoot')
  expect(waiting.status).toBe('waiting')
  await inClinic((tx) => releaseConversation(tx, system, conversation.id))
  await channels.desk.settle()
  expect(toggles()).toHaveLength(2)
})

test('whoever waits for a person is told again after five minutes', async () => {
  const [conversation] = await conversationsOf('instagram')
  await inClinic((tx) => handOver(tx, system, { conversationId: conversation.id, reason: 'complaint' }))
  await channels.desk.pass({ minutes: 5 })
  await channels.desk.pass({ minutes: 5 })
  const alerts = await channels.desk.rows(
    `select payload ->> 'alert' as alert from events where type = 'conversation.alerted' and payload ->> 'conversationId' = $1 order by id`,
    [conversation.id],
  )
  expect(alerts).toEqual([{ alert: '1' }, { alert: '2' }])
})

test('free text after 24 hours is refused with the reason, and does not reach the vendor', async () => {
  const [conversation] = await conversationsOf('whatsapp')
  const before = channels.whatsapp.sent.length
  await channels.desk.pass({ hours: 25 })
  await staffWrites(conversation.id, 'Are you still there?', 'whatsapp:late')
  const [message] = await channels.desk.rows(
    `select status, reason from messages where dedupe_key = 'whatsapp:late'`,
  )
  expect(message).toEqual({ status: 'refused', reason: 'window_closed' })
  expect(channels.whatsapp.sent).toHaveLength(before)
})
