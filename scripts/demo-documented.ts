// `npm run demo:documented`: posts each body that REQUIREMENTS quotes to the running server, prints each answer and what
// the API then shows, and exits 1 where one of them is not what REQUIREMENTS says. Then people write on each channel of the
// demo. `test/journeys/documented.test.ts` plays the same tables: `documented-cases.ts` and `demo-documented-channels.ts`.

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Body, headersOf } from './calcom.ts'
import { CHANNELS } from './demo-documented-channels.ts'
import { type Accounts, playChannels } from './demo-documented-chats.ts'
import { ask, type Played, type Stand } from './demo-documented-stand.ts'
import { type DocumentedCase, documentedCases } from './documented-cases.ts'

/** Plays the table and says line by line what came of it. */
export async function playDocumented(stand: Stand): Promise<Played[]> {
  const run = stand.now.epochMilliseconds.toString(36).slice(-5)
  const played: Played[] = []
  for (const one of documentedCases(stand.now, run)) {
    const faults: string[] = []
    stand.say(`\n${one.row}  ${one.name}`)
    for (const body of one.bodies) faults.push(...(await deliver(stand, one, body)))
    if (one.find) faults.push(...(await look(stand, one.find, one.shows ?? {})))
    for (const fault of faults) stand.say(`    ✗ ${fault}`)
    played.push({ name: `${one.row} ${one.name}`, faults })
  }
  return played
}

async function deliver(stand: Stand, { path = 'bare' }: DocumentedCase, body: Body): Promise<string[]> {
  const raw = JSON.stringify(body)
  const bare = `${stand.url}/webhooks/calcom`
  const address = path === 'connection' ? (stand.webhookUrl ?? bare) : bare
  const response = await stand.fetch(address, {
    method: 'POST',
    headers: headersOf(raw, stand.secret),
    body: raw,
  })
  const text = await response.text()
  stand.say(`  → ${body.type ?? body.triggerEvent}\n    ${response.status} ${text}`)
  if (response.status !== 200) return [`answered ${response.status}, not 200`]
  const { delivery_id: id } = JSON.parse(text) as { delivery_id: string }
  for (let tries = 0; tries < 100; tries++) {
    const { delivery } = (await ask(stand, `/api/deliveries/${id}`)) as { delivery: Body }
    if (delivery.status !== 'received') {
      return ['done', 'kept'].includes(delivery.status)
        ? []
        : [`the delivery is ${delivery.status}: ${delivery.reason}`]
    }
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return ['the delivery was not processed within 5 s']
}

async function look(stand: Stand, reference: string, shows: Body): Promise<string[]> {
  const { appointments } = (await ask(
    stand,
    `/api/appointments?search=${encodeURIComponent(reference)}`,
  )) as { appointments: Body[] }
  const [appointment] = appointments
  if (!appointment || appointments.length !== 1)
    return [`the API finds ${appointments.length} appointments by ${reference}, not 1`]
  const { status, start_at, sequence, attendee_name, attendee_phone_e164, place, answers, contact } =
    appointment
  stand.say(
    `    ${JSON.stringify({ status, start_at, sequence, attendee_name, attendee_phone_e164, place, answers, contact: contact.id })}`,
  )
  return differences(appointment, shows, '')
}

function differences(actual: unknown, expected: unknown, at: string): string[] {
  if (expected === 'any') return actual ? [] : [`${at} is not there`]
  if (Array.isArray(expected)) {
    const list = Array.isArray(actual) ? actual : []
    const missing = expected.filter((one) => !list.some((item) => differences(item, one, '').length === 0))
    return missing.map((one) => `${at} lacks ${JSON.stringify(one)}`)
  }
  if (expected !== null && typeof expected === 'object') {
    return Object.entries(expected).flatMap(([key, value]) =>
      differences((actual as Body | null)?.[key], value, at ? `${at}.${key}` : key),
    )
  }
  const same = at.endsWith('_at')
    ? Date.parse(String(actual)) === Date.parse(String(expected))
    : actual === expected
  return same ? [] : [`${at} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`]
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, secret: { type: 'string' }, key: { type: 'string' } },
  })
  const place =
    values.url && values.secret && values.key
      ? { url: values.url, secret: values.secret, apiKey: values.key, accounts: null }
      : readDemo()
  const stand: Stand = {
    ...place,
    now: Temporal.Now.instant(),
    fetch: async (url, init) => {
      try {
        return await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) })
      } catch (cause) {
        throw new Error(
          `Nothing answers at ${place.url}. Start the server first, in another terminal: npm start`,
          { cause },
        )
      }
    },
    wait: () => new Promise((wake) => setTimeout(wake, 100)),
    say: console.log,
  }
  const played = await playDocumented(stand)
  if (place.accounts) played.push(...(await playChannels(stand, place.accounts)))
  else console.log('\nThe channels are not played: their addresses and secrets stand in demo.json')
  const wrong = played.filter(({ faults }) => faults.length > 0)
  console.log(`\n${played.length - wrong.length} of ${played.length} as REQUIREMENTS says`)
  for (const { name, faults } of wrong) console.log(`  ✗ ${name}: ${faults.join('; ')}`)
  if (wrong.length > 0) process.exitCode = 1
}

function readDemo(): Pick<Stand, 'url' | 'secret' | 'apiKey' | 'webhookUrl'> & { accounts: Accounts } {
  const path = join(resolve(process.env.FOYER_DATA_DIR || '.foyer'), 'demo.json')
  try {
    const demo = JSON.parse(readFileSync(path, 'utf8'))
    return {
      url: demo.url,
      secret: demo.calcom.secret,
      apiKey: demo.api_key,
      webhookUrl: demo.calcom.webhook_url,
      accounts: accountsIn(demo),
    }
  } catch (cause) {
    throw new Error(
      `${path} is not there. Start the server first, in another terminal: npm start; or say --url, --secret and --key`,
      { cause },
    )
  }
}

/** The channels of a demo.json. */
export function accountsIn(demo: Record<string, { webhook_url: string; secret: string }>): Accounts {
  const entries = CHANNELS.map((channel) => {
    const { webhook_url: webhookUrl = '', secret = '' } = demo[channel] ?? {}
    return [channel, { webhookUrl, secret }]
  })
  return Object.fromEntries(entries) as Accounts
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
