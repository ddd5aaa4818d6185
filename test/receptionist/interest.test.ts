/** Who asks about a service and does not book is a warm lead; when they fall silent, they have gone quiet (REQUIREMENTS B1). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepQuiet } from '../../src/desk/journeys/sweep-quiet.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { furnish } from './clinic.ts'

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  await furnish(desk)
})
afterAll(() => desk.close())

async function leadOf(chat: Awaited<ReturnType<typeof openChat>>) {
  const { contact_id } = await chat.row()
  const [lead] = await desk.rows(
    `select s.name as service, l.quiet_since is not null as is_quiet
     from leads l left join services s on s.id = l.service_id where l.contact_id = $1`,
    [contact_id],
  )
  return lead
}

test('a question about the price of a service makes a warm lead, with the service asked about', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('Hi! How much is a skin check?')
  expect(await leadOf(chat)).toMatchObject({ service: 'Skin check', is_quiet: false })
  desk.clock.advance({ hours: 47 })
  await sweepQuiet(desk.foyer.desk)
  expect(await leadOf(chat)).toMatchObject({ is_quiet: false })
  desk.clock.advance({ hours: 2 })
  await sweepQuiet(desk.foyer.desk)
  expect(await leadOf(chat)).toMatchObject({ is_quiet: true })
})

test.each([
  ['opening hours', 'When are you open on Friday?'],
  ['a cancellation', 'I want to cancel my appointment'],
  ['thanks', 'thank you so much!'],
])('%s makes none', async (_, text) => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say(text)
  expect(await leadOf(chat)).toBeUndefined()
})
