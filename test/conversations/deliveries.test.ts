/** One body of a vendor tells many things: what of it cannot be done keeps nothing else from being done. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { furnish } from '../receptionist/clinic.ts'
import { metaSignature } from '../vendors/meta.ts'
import { whatsAppPerson } from '../vendors/whatsapp-callbacks.ts'
import { type Channels, openChannels } from './channels.ts'

let channels: Channels
beforeAll(async () => {
  channels = await openChannels()
  await furnish(channels.desk)
})
afterAll(() => channels.close())

let messages = 0

/** A text and what else Meta puts into the same body, delivered to the WhatsApp connection. */
async function deliver(from: string, body: string, statuses: object[]): Promise<string> {
  const { desk, whatsapp, connections } = channels
  messages += 1
  whatsapp.hears(whatsAppPerson({ phone: `+${from}` }))
  const seconds = String(Math.floor(desk.clock.now().epochMilliseconds / 1000))
  const value = {
    ...{ messaging_product: 'whatsapp', contacts: [{ wa_id: from, profile: { name: 'Ana' } }] },
    metadata: {
      display_phone_number: '15125550100',
      phone_number_id: whatsapp.credentials.phone_number_id,
    },
    statuses: statuses.map((status) => ({ timestamp: seconds, recipient_id: from, ...status })),
    messages: [{ from, id: `wamid.in${messages}`, timestamp: seconds, type: 'text', text: { body } }],
  }
  const raw = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: whatsapp.credentials.waba_id, changes: [{ field: 'messages', value }] }],
  })
  const answer = await fetch(`${desk.address}/webhooks/whatsapp/${connections.whatsapp}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': metaSignature(whatsapp.credentials.app_secret, raw),
    },
    body: raw,
  })
  expect(answer.status).toBe(200)
  await settle()
  const [kept] = await desk.rows('select id from inbound_deliveries order by id desc limit 1')
  return kept.id
}

async function settle(): Promise<void> {
  await channels.whatsapp.idle()
  await channels.desk.settle()
}

async function receivedBy(address: string): Promise<string[]> {
  const rows = await channels.desk.rows(
    'select m.body from received_messages m join conversations c on c.id = m.conversation_id where c.address = $1',
    [address],
  )
  return rows.map(({ body }) => body)
}

test('an id of another program, where ours would stand, is nobody’s of ours and loses nothing', async () => {
  const from = '13125552005'
  const foreign = { id: 'wamid.other', status: 'delivered', biz_opaque_callback_data: 'campaign-42' }
  const id = await deliver(from, 'do you have time tomorrow?', [foreign])
  expect(await receivedBy(from)).toEqual(['do you have time tomorrow?'])
  const [kept] = await channels.desk.rows('select status, attempts from inbound_deliveries where id = $1', [
    id,
  ])
  expect(kept).toEqual({ status: 'done', attempts: 1 })
})

test('what cannot be done is said, tried again and does not keep the rest; once it can be, it is done', async () => {
  const { desk } = channels
  const from = '13125552006'
  await deliver(from, 'hello', [])
  await desk.pass({ seconds: 8 })
  await settle()
  const [sent] = await desk.rows(
    `select m.id, m.vendor_message_id from messages m join conversations c on c.id = m.conversation_id where c.address = $1`,
    [from],
  )
  await desk.rows(
    `alter table messages add constraint no_reading check (id <> '${sent.id}' or read_at is null) not valid`,
  )
  const read = { id: sent.vendor_message_id, status: 'read', biz_opaque_callback_data: sent.id }
  const id = await deliver(from, 'and on Friday?', [read])
  expect(await receivedBy(from)).toEqual(['hello', 'and on Friday?'])
  const [kept] = await desk.rows('select status, attempts, reason from inbound_deliveries where id = $1', [
    id,
  ])
  expect(kept).toMatchObject({ status: 'received', attempts: 1 })
  expect(kept.reason).toMatch(/^1 of the 2 things .*no_reading.*the others were/)

  await desk.rows('alter table messages drop constraint no_reading')
  await desk.pass({ seconds: 2 })
  const [again] = await desk.rows('select status, reason from inbound_deliveries where id = $1', [id])
  expect(again).toEqual({ status: 'done', reason: null })
  expect(await receivedBy(from)).toEqual(['hello', 'and on Friday?'])
  const [message] = await desk.rows('select read_at from messages where id = $1', [sent.id])
  expect(message.read_at).not.toBeNull()
})

test('what can never be done ends as failed, for staff to see, after six tries', async () => {
  const { desk } = channels
  const from = '13125552007'
  await deliver(from, 'hello', [])
  await desk.pass({ seconds: 8 })
  await settle()
  const [sent] = await desk.rows(
    `select m.id, m.vendor_message_id from messages m join conversations c on c.id = m.conversation_id where c.address = $1`,
    [from],
  )
  await desk.rows(
    `alter table messages add constraint no_reading check (id <> '${sent.id}' or read_at is null) not valid`,
  )
  const id = await deliver(from, 'and on Friday?', [
    { id: sent.vendor_message_id, status: 'read', biz_opaque_callback_data: sent.id },
  ])
  for (let i = 0; i < 6; i++) await desk.pass({ seconds: 61 })
  const [kept] = await desk.rows('select status, attempts from inbound_deliveries where id = $1', [id])
  expect(kept).toEqual({ status: 'failed', attempts: 6 })
  expect(await receivedBy(from)).toEqual(['hello', 'and on Friday?'])
  await desk.rows('alter table messages drop constraint no_reading')
})
