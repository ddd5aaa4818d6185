/** A whole Foyer whose WhatsApp, Chatwoot and language model are played on this machine, over the vendors' own wires. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { freePort } from '../../bench/rig/server.ts'
import { closeDatabasePlace, openDatabasePlace } from '../../src/database.ts'
import { type Demo, prepareDemo } from '../../src/demo.ts'
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { type Foyer, startFoyer } from '../../src/foyer.ts'
import { TestClock } from '../../src/kit/clock.ts'
import { parseConfig } from '../../src/kit/config.ts'
import { system } from '../../src/kit/events.ts'
import { mintClinicId } from '../../src/kit/ids.ts'
import { createLog } from '../../src/kit/log.ts'
import { type ChatwootFake, startChatwoot } from '../vendors/chatwoot.ts'
import type { ScriptedTurn } from '../vendors/model-script.ts'
import { type AskedQuestion, type ModelServer, startModelServer } from '../vendors/model-server.ts'
import { startWhatsApp, type WhatsAppFake } from '../vendors/whatsapp.ts'
import { NOW, type RunningClinic } from './clinic.ts'

const SECRET = 'a test secret of at least thirty-two characters'
/** Longer than the longest wait for further bubbles, in `gather.ts`. */
const GATHERING = { seconds: 7 }

export interface FrontDesk {
  clinic: RunningClinic
  whatsapp: WhatsAppFake
  chatwoot: ChatwootFake
  model: ModelServer
  /** Who words the answers from now on, as the clinic sets it in its settings; forgets what the model was asked. */
  answersBy(who: 'rules' | 'model'): Promise<void>
  /** Lets the wait for further bubbles pass. */
  waitForBubbles(): void
  visitsOf(name: string): Promise<{ status: string; booking_channel: string | null; start_at: string }[]>
}

export const test = base.extend<object, { desk: FrontDesk }>({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const opened = await openFrontDesk()
      await use(opened.desk)
      await opened.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

async function openFrontDesk(): Promise<{ desk: FrontDesk; close(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-e2e-'))
  const clock = new TestClock(NOW)
  const [whatsapp, chatwoot, model] = await Promise.all([
    startWhatsApp({ clock }),
    startChatwoot({ clock, retryMs: 10 }),
    startModelServer(),
  ])
  model.always(receptionistModel)
  const config = parseConfig({
    ...{ FOYER_DATA_DIR: dataDir, FOYER_SECRET: SECRET, PORT: String(await freePort()), NODE_ENV: 'test' },
    ALLOW_PRIVATE_ADDRESSES: 'yes',
    ...{ MODEL_BASE_URL: model.url, MODEL_NAME: model.model, MODEL_API_KEY: model.key },
  })
  const place = await openDatabasePlace(config)
  let demo: Demo | null = null
  const foyer = await startFoyer({
    config: { ...config, secret: SECRET },
    connection: place.connection,
    log: createLog({ level: process.env.TEST_LOG ? 'debug' : 'silent' }),
    clock,
    vendorUrls: { whatsapp: whatsapp.url },
    beforeReady: async (started) => {
      demo = await prepareDemo(started, dataDir)
    },
  })
  if (!demo) throw new Error('no demo clinic')
  const ask = asOwner(foyer.url, demo)
  await connect(foyer, (await ask('GET', '/api/clinic')).clinic.id, [whatsapp, chatwoot])

  const desk: FrontDesk = {
    // No story here needs Cal.com or mail.
    clinic: { url: foyer.url, foyer, demo: demo as Demo, clock } as RunningClinic,
    ...{ whatsapp, chatwoot, model },
    async answersBy(who) {
      const { settings } = await ask('GET', '/api/receptionist')
      await ask('PUT', '/api/receptionist', { ...settings, uses_model: who === 'model' })
      model.asked.length = 0
    },
    waitForBubbles: () => clock.advance(GATHERING),
    visitsOf: async (name) =>
      (await ask('GET', `/api/appointments?search=${encodeURIComponent(name)}`)).appointments,
  }
  return {
    desk,
    async close() {
      await foyer.stop()
      await closeDatabasePlace(place)
      await Promise.all([whatsapp.close(), chatwoot.close(), model.close()])
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** As Settings > Connections does it: the vendor's credentials here, our address there. */
async function connect(
  foyer: Foyer,
  clinicId: string,
  fakes: (WhatsAppFake | ChatwootFake)[],
): Promise<void> {
  for (const fake of fakes) {
    const { id } = await foyer.database.inClinic(mintClinicId(clinicId), (tx) =>
      createConnection(tx, system, {
        ...{ vendor: fake.vendor, name: `Played ${fake.vendor}`, credentials: fake.credentials },
        keyring: foyer.keyring,
      }),
    )
    fake.state.webhookUrl = `${foyer.url}/webhooks/${fake.vendor}/${id}`
  }
}

function asOwner(url: string, demo: Demo) {
  // biome-ignore lint/suspicious/noExplicitAny: answers of the API as they are.
  return async (method: 'GET' | 'PUT', path: string, body?: object): Promise<any> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${demo.api_key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}`)
    return answer.json()
  }
}

export const WELCOME = {
  first: 'We would love to see you.',
  last: 'What would you like to come in for?',
}
export const OFFERING = { first: 'I looked for you.', last: 'Which of these times suits you?' }

/** Looks times up where a skin check is wanted, words what it was told, and else makes conversation: as slowly as models do. */
function receptionistModel({ messages, tools }: AskedQuestion): ScriptedTurn {
  const last = messages.at(-1)
  if (last?.role === 'tool') return { text: `${OFFERING.first} ${OFFERING.last}`, paceMs: 30 }
  const mayLookUp = tools.some(({ name }) => name === 'check_availability')
  if (mayLookUp && /skin check/i.test(last?.text ?? '')) {
    return { calls: [{ name: 'check_availability', input: { service: 'Skin check', from: '2026-12-01' } }] }
  }
  const text = `${WELCOME.first} Our doctors take their time with you. You are booked for Friday at 3 PM. ${WELCOME.last}`
  return { text, paceMs: 40 }
}

/** Opens the inbox, which then has to show by itself what happens. */
export async function watchInbox(page: Page, name: string) {
  await page.getByRole('link', { name: /^Inbox/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible()
  const messages = page.getByRole('region', { name: 'Messages' })
  return {
    row: page.locator('.conversation-row').filter({ hasText: name }),
    by: (writer: string) => messages.getByRole('article', { name: new RegExp(`^${writer},`) }),
  }
}
