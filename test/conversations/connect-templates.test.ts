/** Which texts WhatsApp has approved is asked of the vendor, and nothing else goes out when the window is closed. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Callback } from '../vendors/callbacks.ts'
import { contractJson } from '../vendors/contract.ts'
import { metaCallback } from '../vendors/meta.ts'
import { type Channels, openChannels } from './channels.ts'
import { sweepsOf } from './connect-sweeps.ts'

let channels: Channels
let sweeps: ReturnType<typeof sweepsOf>
beforeAll(async () => {
  channels = await openChannels()
  sweeps = sweepsOf(channels)
})
afterAll(async () => {
  await sweeps.close()
  await channels.close()
})
beforeEach(() => {
  channels.whatsapp.templates.length = 0
  channels.whatsapp.faults.clear()
})

const api = (method: string, path: string, body?: unknown) =>
  channels.desk.api(method, path, body === undefined ? {} : { body })

async function settle(): Promise<void> {
  for (let i = 0; i < 2; i += 1) {
    await channels.whatsapp.idle()
    await channels.desk.settle()
  }
}

const connection = async (vendor: 'whatsapp' | 'chatwoot' | 'twilio' = 'whatsapp') =>
  (await api('GET', '/api/connections')).body.connections.find(
    ({ id }: { id: string }) => id === channels.connections[vendor],
  )
/** A process reads by itself, so that what is awaited may be there already or come a moment later. */
const templatesOf = async (vendor?: 'whatsapp' | 'chatwoot' | 'twilio') =>
  (await connection(vendor)).templates
const eventually = (look: () => unknown) => expect.poll(look, { timeout: 5000 })
const asked = () =>
  channels.whatsapp.requests.filter(({ path }) => path.endsWith('/message_templates')).length

/** Reads whatever is due until nothing is. */
async function readDue(): Promise<void> {
  while ((await sweeps.readTemplates()) > 0);
}

async function readAfterAnHour(): Promise<void> {
  await channels.desk.pass({ hours: 1 })
  await readDue()
}

const ready = { name: 'results_ready', language: 'en_US', category: 'UTILITY' } as const
const body = 'Hello {{1}}, your results are here.'

/** Somebody who wrote a day ago, and the address of their conversation. */
async function whoWroteYesterday(name: string): Promise<string> {
  await channels.whatsapp.emulate({ name }).writes(`${name} asks for results`)
  await settle()
  const { conversations } = (await api('GET', `/api/conversations?search=${name}`)).body
  await channels.desk.pass({ hours: 25 })
  await readDue()
  return `/api/conversations/${conversations[0].id}`
}
const offered = async (path: string) => (await api('GET', `${path}/templates`)).body
const namesOf = async (path: string) =>
  (await offered(path)).templates.map(({ name }: { name: string }) => name)
const send = (path: string, template: object) => api('POST', `${path}/messages`, { template })

describe('the list', () => {
  test('is read once an hour, and by one node of several', async () => {
    await readDue()
    channels.whatsapp.templates.push({ ...ready, body })
    const before = asked()
    expect(await sweeps.readTemplates()).toBe(0)
    await channels.desk.pass({ hours: 1 })
    await Promise.all([sweeps.readTemplates(), sweeps.readTemplates(), sweeps.readTemplates()])
    await eventually(() => templatesOf()).toMatchObject({
      read_at: channels.desk.clock.now().toString({ smallestUnit: 'millisecond' }),
      ...{ error: null, remedy: null, approved: 1, held_back: [] },
    })
    await readDue()
    expect(asked()).toBe(before + 1)
  })

  test('is read by Check, and loses what the vendor has no more', async () => {
    channels.whatsapp.templates.push({ ...ready, body }, { ...ready, language: 'es', status: 'PENDING' })
    expect((await api('POST', `/api/connections/${channels.connections.whatsapp}/check`)).body).toMatchObject(
      {
        connection: { templates: { approved: 1, held_back: [] } },
      },
    )
    channels.whatsapp.templates.length = 0
    await api('POST', `/api/connections/${channels.connections.whatsapp}/check`)
    expect((await connection()).templates.approved).toBe(0)
  })

  test('stays as it was where the vendor does not answer, and says since when and why', async () => {
    channels.whatsapp.templates.push({ ...ready, body })
    await readAfterAnHour()
    await eventually(() => templatesOf()).toMatchObject({ approved: 1, error: null })
    const readAt = (await templatesOf()).read_at
    channels.whatsapp.faults.onEvery = { kind: 'refuse', status: 401, body: { error: { code: 190 } } }
    await readAfterAnHour()
    await eventually(() => templatesOf()).toMatchObject({
      ...{ read_at: readAt, error: 'sign_in_failed', approved: 1 },
      remedy: 'The vendor does not accept these credentials. Change them here.',
    })
    channels.whatsapp.faults.clear()
    await readAfterAnHour()
    await eventually(() => templatesOf()).toMatchObject({ error: null })
  })

  test('is told at once that a template was rejected or paused, with the reason, and what is new is read soon', async () => {
    channels.whatsapp.templates.push({ ...ready, name: 'abandoned_cart', language: 'en', body })
    await readAfterAnHour()
    await eventually(() => templatesOf()).toMatchObject({ approved: 1 })
    const tell = async (file: object): Promise<void> => {
      const callback: Callback = metaCallback(file)
      await channels.whatsapp.post(callback)
      await settle()
    }
    await tell(contractJson('whatsapp', 'template_status.rejected.json'))
    expect((await connection()).templates).toMatchObject({
      approved: 0,
      held_back: [
        { name: 'abandoned_cart', status: 'rejected', reason: expect.stringContaining('INVALID_FORMAT') },
      ],
    })
    const [delivery] = await channels.desk.rows(
      `select status, reason from inbound_deliveries where connection_id = $1 order by id desc limit 1`,
      [channels.connections.whatsapp],
    )
    expect(delivery).toMatchObject({ status: 'done', reason: expect.stringContaining('is rejected now') })

    channels.whatsapp.templates.push({ ...ready, name: 'order_confirmation', body: 'Thank you, {{1}}.' })
    await channels.desk.pass({ minutes: 1 })
    await tell(contractJson('whatsapp', 'template_status.approved.json'))
    const before = asked()
    await channels.desk.pass({ minutes: 1 })
    await readDue()
    // Meta's list says again that the other one is approved.
    await eventually(() => templatesOf()).toMatchObject({ approved: 2 })
    expect(asked()).toBe(before + 1)
  })

  test('of a Chatwoot inbox is what the inbox has synced; without an administrator’s token it says what is missing', async () => {
    channels.chatwoot.state.templates.push({ name: 'reminder', language: 'en_US', text: 'See you {{1}}' })
    await readAfterAnHour()
    await eventually(() => templatesOf('chatwoot')).toMatchObject({ approved: 1, error: null })
    const path = `/api/connections/${channels.connections.chatwoot}/credentials`
    await api('PUT', path, { credentials: { admin_token: '' } })
    await readDue()
    await eventually(() => templatesOf('chatwoot')).toMatchObject({
      ...{ approved: 1, error: 'cannot_list' },
      remedy: expect.stringContaining('administrator’s access token'),
    })
    expect(await templatesOf('twilio')).toBeNull()
  })

  test('of another clinic is not to be seen, nor of an account that nobody has', async () => {
    channels.whatsapp.templates.push({ ...ready, body })
    await readAfterAnHour()
    const path = await whoWroteYesterday('Greta')
    const as = (await channels.desk.openClinic('Lakeside')).keys.owner
    expect((await channels.desk.api('GET', `${path}/templates`, { as })).status).toBe(404)
    await channels.desk.rows(`update connections set settings = '{"is_local":"yes"}' where id = $1`, [
      channels.connections.whatsapp,
    ])
    const before = asked()
    await readAfterAnHour()
    expect(asked()).toBe(before)
    await channels.desk.rows(`update connections set settings = '{}' where id = $1`, [
      channels.connections.whatsapp,
    ])
  })
})

describe('outside the window', () => {
  test('an approved template goes out with its gaps filled in, the one used last is offered first', async () => {
    channels.whatsapp.templates.push(
      { ...ready, name: 'a_first_by_name', body: 'Good day.' },
      { ...ready, body },
      { ...ready, name: 'named', body: 'Hi {{first_name}}, see you {{day}}.' },
    )
    await readAfterAnHour()
    const path = await whoWroteYesterday('Ana')
    await eventually(() => namesOf(path)).toEqual(['a_first_by_name', 'named', 'results_ready'])
    const count = channels.whatsapp.sent.length
    expect((await send(path, { ...named(ready), parameters: ['Ana'] })).status).toBe(201)
    expect(
      (await send(path, { name: 'named', language: 'en_US', parameters: ['Ana', 'Friday'] })).status,
    ).toBe(201)
    await settle()
    expect(channels.whatsapp.sent.slice(count).map(({ template }) => template?.parameters)).toEqual([
      ['Ana'],
      ['Ana', 'Friday'],
    ])
    const { lines } = (await api('GET', `${path}/thread`)).body
    expect(lines.slice(-2).map(({ body, status }: Record<string, string>) => [body, status])).toEqual([
      ['Hello Ana, your results are here.', 'sent'],
      ['Hi Ana, see you Friday.', 'sent'],
    ])
    expect((await offered(path)).templates[0]).toEqual({
      ...{ name: 'named', language: 'en_US', category: 'utility', status: 'approved' },
      ...{ pattern: 'Hi {{first_name}}, see you {{day}}.', gaps: ['first_name', 'day'] },
      ...{ is_sendable: true, hindrance: null },
    })
  })

  test('what the vendor lets not out is shown last with its reason, and refused before anything is sent', async () => {
    channels.whatsapp.templates.push(
      { ...ready, name: 'a_rejected', status: 'REJECTED', rejectedReason: 'PROMOTIONAL', body },
      { ...ready, name: 'a_picture', others: [{ type: 'HEADER', format: 'IMAGE' }], body: 'Our new clinic' },
      { ...ready, body },
    )
    await readAfterAnHour()
    const path = await whoWroteYesterday('Ben')
    await eventually(() => namesOf(path)).toHaveLength(3)
    const { templates, remedy } = await offered(path)
    expect(remedy).toBeNull()
    expect(
      templates.map((one: Record<string, unknown>) => [one.name, one.is_sendable, one.hindrance]),
    ).toEqual([
      ['results_ready', true, null],
      ['a_picture', false, expect.stringContaining('header')],
      ['a_rejected', false, 'WhatsApp has rejected it: PROMOTIONAL'],
    ])
    const requests = channels.whatsapp.requests.length
    for (const name of ['a_rejected', 'a_picture', 'never_approved']) {
      expect(await send(path, { name, language: 'en_US', parameters: ['Ben'] })).toMatchObject({
        status: 409,
        body: { type: '/problems/template-not-approved' },
      })
    }
    expect((await send(path, { ...named(ready), parameters: [] })).body.errors).toMatchObject([
      { pointer: '/template/parameters' },
    ])
    // The text is the vendor's: nobody gives another one.
    expect((await send(path, { ...named(ready), pattern: 'Buy now', parameters: ['Ben'] })).status).toBe(400)
    await settle()
    expect(channels.whatsapp.requests.length).toBe(requests)
  })

  test('a template that was paused meanwhile is refused by the vendor, and offered no more', async () => {
    channels.whatsapp.templates.push({ ...ready, body })
    await readAfterAnHour()
    const path = await whoWroteYesterday('Cleo')
    await eventually(() => namesOf(path)).toEqual(['results_ready'])
    channels.whatsapp.templates.splice(0, 1, { ...ready, body, status: 'PAUSED' })
    expect((await send(path, { ...named(ready), parameters: ['Cleo'] })).status).toBe(201)
    await settle()
    const { lines } = (await api('GET', `${path}/thread`)).body
    expect(lines.at(-1)).toMatchObject({ status: 'failed', reason: 'template_refused' })
    await channels.desk.pass({ minutes: 1 })
    await readDue()
    await eventually(async () => (await offered(path)).templates).toMatchObject([
      { is_sendable: false, status: 'paused' },
    ])
    expect((await send(path, { ...named(ready), parameters: ['Cleo'] })).status).toBe(409)
  })

  test('a status that tells the same afterwards has the list read again too', async () => {
    channels.whatsapp.templates.push({ ...ready, body })
    await readAfterAnHour()
    const path = await whoWroteYesterday('Dora')
    await eventually(() => namesOf(path)).toEqual(['results_ready'])
    await send(path, { ...named(ready), parameters: ['Dora'] })
    await settle()
    const { vendorMessageId: id } = channels.whatsapp.sent.at(-1) ?? { vendorMessageId: '' }
    channels.whatsapp.templates.length = 0
    const to = channels.whatsapp.emulate({ name: 'Dora' }).who
    await channels.whatsapp.deliver.status({ id, to, status: 'failed', code: 132001, tracker: null })
    await settle()
    await channels.desk.pass({ minutes: 1 })
    await readDue()
    await eventually(() => namesOf(path)).toEqual([])
  })
})

function named({ name, language }: { name: string; language: string }) {
  return { name, language }
}
