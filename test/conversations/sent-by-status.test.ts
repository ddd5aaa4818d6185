/** What became of a message is told by the vendor before, after or instead of the answer to our own call. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { furnish } from '../receptionist/clinic.ts'
import type { ApiFault } from '../vendors/faults.ts'
import { startWhatsApp } from '../vendors/whatsapp.ts'

let desk: TestDesk
let whatsapp: Awaited<ReturnType<typeof startWhatsApp>>

beforeAll(async () => {
  const clock = { now: () => desk?.clock.now() ?? Temporal.Now.instant() }
  whatsapp = await startWhatsApp({ clock, tellsStatuses: true })
  desk = await openDesk({ listens: true, vendorUrls: { whatsapp: whatsapp.url } })
  await furnish(desk)
  const { id } = await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
    createConnection(tx, system, {
      ...{ vendor: 'whatsapp', name: 'WhatsApp', keyring: desk.foyer.keyring },
      credentials: { ...whatsapp.credentials },
    }),
  )
  whatsapp.state.webhookUrl = `${desk.address}/webhooks/whatsapp/${id}`
})
afterAll(async () => {
  await desk.close()
  await whatsapp.close()
})

async function settle(): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await whatsapp.idle()
    await desk.settle()
  }
}

/** Somebody writes on WhatsApp, and this befalls our answer. */
async function answered(fault: ApiFault | null, { isSilent = false } = {}) {
  const person = whatsapp.emulate({ name: 'Ana Ruiz' })
  if (fault) whatsapp.faults.onSend(fault)
  await person.writes('How much is a skin check?')
  await settle()
  whatsapp.faults.callbacks = { isLost: isSilent }
  await desk.pass({ seconds: 5 })
  await settle()
  whatsapp.faults.callbacks = {}
  const find = async () => {
    const [row] = await desk.rows(
      `select m.id, m.status, m.reason, m.carrier, m.vendor_message_id, m.sent_at is not null as is_sent, m.delivered_at is not null as is_delivered
       from messages m join conversations c on c.id = m.conversation_id
       where c.address = $1`,
      [person.id],
    )
    return row
  }
  const { id } = await find()
  return {
    person,
    id,
    row: find,
    async tell(status: 'sent' | 'delivered' | 'failed', more: { code?: number } = {}) {
      const { vendor_message_id: known } = await find()
      await whatsapp.deliver.status({
        id: known ?? 'wamid.late',
        to: person.who,
        status,
        tracker: id,
        ...more,
      })
      await settle()
    },
    async events(): Promise<string[]> {
      const rows = await desk.rows(
        `select type, payload from events where type like 'message.%' and payload ->> 'messageId' = $1 order by id`,
        [id],
      )
      return rows.map(({ type, payload }) =>
        type === 'message.sent' ? `${type} by ${payload.carrier}` : type,
      )
    },
  }
}

const TOLD = ['message.queued', 'message.sent by whatsapp', 'message.delivered']

test('answered at once, then told: each fact is there once', async () => {
  const message = await answered(null)
  expect(await message.events()).toEqual(TOLD)
})

test('told before our own call is answered: it was sent, once', async () => {
  const message = await answered({ kind: 'slow', ms: 1500 })
  expect(await message.row()).toMatchObject({
    status: 'sent',
    carrier: 'whatsapp',
    is_sent: true,
    is_delivered: true,
  })
  expect(await message.events()).toEqual(TOLD)
  expect(message.person.unread()).toHaveLength(1)
})

describe('a message of which nobody knew whether it went out', () => {
  test('was sent where the vendor tells of it, and is not sent again', async () => {
    const message = await answered({ kind: 'lose_answer' })
    expect(await message.row()).toMatchObject({
      status: 'sent',
      reason: null,
      carrier: 'whatsapp',
      is_delivered: true,
    })
    await desk.pass({ minutes: 5 })
    await settle()
    expect(message.person.unread()).toHaveLength(1)
    expect(await message.events()).toEqual(TOLD)
  })

  test('was sent also where it was called failed meanwhile: nobody writes it again', async () => {
    const message = await answered(null, { isSilent: true })
    const unknown = `status = 'failed', reason = 'outcome_unknown', carrier = null, vendor_message_id = null, sent_at = null`
    await desk.rows(`update messages set ${unknown} where id = $1`, [message.id])
    await message.tell('delivered')
    expect(await message.row()).toMatchObject({
      ...{ status: 'sent', reason: null, carrier: 'whatsapp', vendor_message_id: 'wamid.late' },
      ...{ is_sent: true, is_delivered: true },
    })
  })

  test('what failed for a reason stays failed', async () => {
    const message = await answered(null, { isSilent: true })
    await message.tell('failed', { code: 131026 })
    await message.tell('sent')
    expect(await message.row()).toMatchObject({ status: 'failed', reason: 'unreachable_person' })
  })
})
