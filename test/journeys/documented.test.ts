/** `npm run demo:documented`, played against a desk: each body that REQUIREMENTS quotes does what they say. */
import { expect, test } from 'vitest'
import { accountsIn, playDocumented } from '../../scripts/demo-documented.ts'
import { playChannels } from '../../scripts/demo-documented-chats.ts'
import type { Stand } from '../../scripts/demo-documented-stand.ts'
import { connectDemo } from '../../src/demo-channels.ts'
import { furnishDemo } from '../../src/demo-services.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { startModelServer } from '../vendors/model-server.ts'

const URL = 'http://foyer.test'

function standAt(desk: TestDesk, say: (line: string) => void = () => {}): Stand {
  // Several people wait at the same time; the desk settles for one after the other.
  let settled = Promise.resolve()
  return {
    url: URL,
    secret: desk.clinic.calcom.secret,
    apiKey: desk.clinic.keys.owner,
    webhookUrl: `${URL}${desk.clinic.calcom.path}`,
    now: desk.clock.now(),
    fetch: async (url, init) => desk.foyer.request(url.replace(URL, ''), init),
    wait() {
      settled = settled.then(() => desk.pass({ seconds: 1 }))
      return settled
    },
    say,
  }
}

test('each body that REQUIREMENTS quotes is answered and shown as they say', async () => {
  const desk = await openDesk()
  const lines: string[] = []
  const played = await playDocumented(standAt(desk, (line) => lines.push(line)))
  await desk.settle()
  expect(played.filter(({ faults }) => faults.length > 0)).toEqual([])
  expect(played.length).toBeGreaterThan(30)
  expect(lines.join('\n')).toContain('D7  the documented shape')
  await desk.close()
})

test('an answer that is not what REQUIREMENTS says is a fault that is named', async () => {
  const desk = await openDesk()
  const { webhookUrl: _, ...bare } = standAt(desk)
  const played = await playDocumented({ ...bare, secret: 'not the secret of this clinic' })
  expect(played[0]?.faults[0]).toBe('answered 401, not 200')
  await desk.close()
})

async function connectChannels(desk: TestDesk) {
  const { clinicId } = desk.clinic
  const [clinic] = await desk.rows(
    'update clinics set booking_enabled = true where clinic_id = $1 returning slug',
    [clinicId],
  )
  return desk.foyer.database.inClinic(clinicId, async (tx) => {
    await furnishDemo(tx)
    return accountsIn({
      ...(await connectDemo(tx, { keyring: desk.foyer.keyring, url: URL, slug: clinic.slug })),
    })
  })
}

test('each channel takes a signed delivery and no other, and people are answered as REQUIREMENTS say', async () => {
  const desk = await openDesk()
  const accounts = await connectChannels(desk)
  const lines: string[] = []
  const played = await playChannels(
    standAt(desk, (line) => lines.push(line)),
    accounts,
  )
  expect(played.filter(({ faults }) => faults.length > 0)).toEqual([])
  expect(played).toHaveLength(14)
  expect(lines.join('\n')).toContain('    200 1158201444')
  await desk.close()
})

test('a model without tools writes its tag, which is done and never shown', async () => {
  const model = await startModelServer()
  model.always(({ messages }) => {
    const [url] = /http[^"]*/.exec(messages.at(-1)?.text.match(/RESULT:suggest_booking.*/)?.[0] ?? '') ?? []
    return { text: url ? `Gladly: ${url}` : 'One moment. [ACTION:suggest_booking {"service":"Botox"}]' }
  })
  const env = { MODEL_BASE_URL: model.url, MODEL_NAME: model.model, MODEL_API_KEY: model.key }
  const desk = await openDesk({ env })
  const accounts = await connectChannels(desk)
  const lines: string[] = []
  await playChannels(
    standAt(desk, (line) => lines.push(line)),
    accounts,
  )
  const answers = lines
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('  ←'))
    .join('\n')
  expect(answers).toContain('Gladly: http://foyer.test/riverside/botox?booking_source=whatsapp')
  expect(answers).not.toMatch(/ACTION|RESULT|One moment/)
  await desk.close()
  await model.close()
})
