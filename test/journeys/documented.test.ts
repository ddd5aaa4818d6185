/** `npm run demo:documented`, played against a desk: each body that REQUIREMENTS quotes does what they say. */
import { expect, test } from 'vitest'
import { playDocumented } from '../../scripts/demo-documented.ts'
import { openDesk } from '../desk.ts'

test('each body that REQUIREMENTS quotes is answered and shown as they say', async () => {
  const desk = await openDesk()
  const lines: string[] = []
  const played = await playDocumented({
    url: 'http://foyer.test',
    secret: desk.clinic.calcom.secret,
    apiKey: desk.clinic.keys.owner,
    webhookUrl: `http://foyer.test${desk.clinic.calcom.path}`,
    now: desk.clock.now(),
    fetch: async (url, init) => desk.foyer.request(url.replace('http://foyer.test', ''), init),
    say: (line) => lines.push(line),
  })
  await desk.settle()
  expect(played.filter(({ faults }) => faults.length > 0)).toEqual([])
  expect(played.length).toBeGreaterThan(30)
  expect(lines.join('\n')).toContain('D7  the documented shape')
  await desk.close()
})

test('an answer that is not what REQUIREMENTS says is a fault that is named', async () => {
  const desk = await openDesk()
  const played = await playDocumented({
    url: 'http://foyer.test',
    secret: 'not the secret of this clinic',
    apiKey: desk.clinic.keys.owner,
    now: desk.clock.now(),
    fetch: async (url, init) => desk.foyer.request(url.replace('http://foyer.test', ''), init),
    say: () => {},
  })
  expect(played[0]?.faults[0]).toBe('answered 401, not 200')
  await desk.close()
})
