/** What staff write in the inbox reaches the vendor, and what the vendor says of it reaches the inbox. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channels, openChannels } from './channels.ts'

let channels: Channels
beforeAll(async () => {
  channels = await openChannels()
})
afterAll(() => channels.close())

const api = (method: string, path: string, body?: unknown) =>
  channels.desk.api(method, path, body === undefined ? {} : { body })

async function settle(): Promise<void> {
  await channels.whatsapp.idle()
  await channels.desk.settle()
  await channels.whatsapp.idle()
  await channels.desk.settle()
}

test('a text, and after the window an approved template with its gaps filled in', async () => {
  const { whatsapp, desk } = channels
  const person = whatsapp.emulate({ name: 'Ana Ruiz' })
  await person.writes('are my results there?')
  await settle()
  const [conversation] = (await api('GET', '/api/conversations?search=results')).body.conversations
  const path = `/api/conversations/${conversation.id}`
  expect(conversation).toMatchObject({ channel: 'whatsapp', takes_templates: true })

  expect((await api('POST', `${path}/messages`, { text: 'Not yet, Ana.' })).status).toBe(201)
  await settle()
  expect(whatsapp.sent.at(-1)?.text).toBe('Not yet, Ana.')

  await desk.pass({ hours: 25 })
  whatsapp.templates.push({
    ...{ name: 'results_ready', language: 'en_US', category: 'UTILITY' },
    body: 'Hello {{1}}, your results are here.',
  })
  expect((await api('POST', `/api/connections/${channels.connections.whatsapp}/check`)).status).toBe(200)
  const template = { name: 'results_ready', language: 'en_US', parameters: ['Ana'] }
  const count = whatsapp.sent.length
  expect((await api('POST', `${path}/messages`, { text: 'They are here.' })).status).toBe(409)
  expect((await api('POST', `${path}/messages`, { template })).status).toBe(201)
  await settle()
  expect(whatsapp.sent).toHaveLength(count + 1)
  const { lines } = (await api('GET', `${path}/thread`)).body
  expect(lines.at(-1)).toMatchObject({ body: 'Hello Ana, your results are here.', status: 'sent' })

  // Paused since the list was read: the vendor's refusal is a sentence in the thread.
  Object.assign(whatsapp.templates[0] ?? {}, { status: 'PAUSED' })
  expect((await api('POST', `${path}/messages`, { template })).status).toBe(201)
  await settle()
  expect((await api('GET', `${path}/thread`)).body.lines.at(-1)).toMatchObject({
    status: 'failed',
    reason: 'template_refused',
    remedy: 'The template is missing, paused or has other gaps. Check it at the vendor.',
  })
})
