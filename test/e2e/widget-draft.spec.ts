/** An answer that grows before a visitor's eyes: one node serves the page, another asks a model that writes slowly. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { closeDatabasePlace, type DatabasePlace, openDatabasePlace } from '../../src/database.ts'
import { prepareDemo } from '../../src/demo.ts'
import { type Foyer, startFoyer } from '../../src/foyer.ts'
import { TestClock } from '../../src/kit/clock.ts'
import { parseConfig } from '../../src/kit/config.ts'
import { createLog } from '../../src/kit/log.ts'
import { type ModelServer, startModelServer } from '../vendors/model-server.ts'
import { NOW, type RunningClinic } from './clinic.ts'
import { faults } from './page.ts'
import { chatOn, openSite, policyFor, type Site } from './widget-site.ts'

const SECRET = 'a test secret of at least thirty-two characters'

let dataDir: string
let place: DatabasePlace
let web: Foyer
let worker: Foyer
let model: ModelServer
let site: Site
const clock = new TestClock(NOW)

test.beforeAll(async () => {
  test.setTimeout(120_000)
  dataDir = await mkdtemp(join(tmpdir(), 'foyer-e2e-'))
  model = await startModelServer()
  const port = await freePort()
  const settings = { FOYER_DATA_DIR: dataDir, FOYER_SECRET: SECRET, PORT: String(port), NODE_ENV: 'test' }
  const asked = { MODEL_BASE_URL: model.url, MODEL_NAME: model.model, MODEL_API_KEY: model.key }
  const config = parseConfig({ ...settings, ROLE: 'web' })
  place = await openDatabasePlace(config)
  const shared = { connection: place.connection, log: createLog({ level: 'silent' }), clock }
  web = await startFoyer({
    ...shared,
    config: { ...config, secret: SECRET },
    beforeReady: async (started) => void (await prepareDemo(started, dataDir)),
  })
  worker = await startFoyer({
    ...shared,
    config: { ...parseConfig({ ...settings, ...asked, ROLE: 'worker' }), secret: SECRET },
    isMigrated: true,
  })
  site = await openSite({ url: web.url } as RunningClinic, { policy: policyFor(web.url) })
})

test.afterAll(async () => {
  await site.close()
  await worker.stop()
  await web.stop()
  await closeDatabasePlace(place)
  await model.close()
  await rm(dataDir, { recursive: true, force: true })
})

const FIRST = 'We would love to see you.'
const SAYS = `${FIRST} Our doctors look at your skin together with you. You are booked for Friday at 3 PM. What would you like to come in for?`

test('the visitor sees the text grow, and a screen reader hears of the message alone', async ({ page }) => {
  model.script({ text: SAYS, paceMs: 60 })
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()
  /** What the log held, one after the other; and what of it assistive technology was told. */
  await page.evaluate(`(() => {
    const log = document.querySelector('foyer-chat').shadowRoot.querySelector('[role=log]')
    window.seen = []
    window.announced = []
    new MutationObserver((changes) => {
      const text = [...log.querySelectorAll('.assistant p')].map((p) => p.textContent).join(' | ')
      if (seen.at(-1) !== text) seen.push(text)
      for (const { addedNodes } of changes) for (const node of addedNodes) {
        const element = node instanceof Element ? node : node.parentElement
        if (element && !element.closest('[aria-hidden]')) announced.push(element.textContent)
      }
    }).observe(log, { childList: true, subtree: true, characterData: true })
  })()`)
  await chat.say('Tell me about your place, it looks nice.')
  await expect(chat.panel.getByText('Writing …')).toBeVisible()
  await expect(chat.log.locator('.visitor:not(.letter)')).toHaveCount(1)
  clock.advance({ seconds: 7 })

  const draft = chat.log.locator('.draft')
  await expect(draft).toContainText(FIRST)
  await expect(draft).toContainText('automated assistant')
  await expect(chat.panel.getByText('Writing …')).toBeVisible()
  await expect(draft).toContainText('Our doctors look at your skin')
  await expect(draft).toHaveAttribute('aria-hidden', 'true')
  expect(await faults(page)).toEqual([])

  const answer = chat.log.locator('.assistant:not(.draft)')
  await expect(answer).toContainText('What would you like to come in for?')
  await expect(draft).toHaveCount(0)
  await expect(answer).toHaveCount(1)
  await expect(chat.panel.getByText('Writing …')).toBeHidden()

  const { seen, announced } = (await page.evaluate('({ seen, announced })')) as Record<string, string[]>
  // It grew, was never gone in between, and the lie stood nowhere.
  const grown = seen?.filter(Boolean) ?? []
  expect(grown.length).toBeGreaterThanOrEqual(3)
  expect(seen?.lastIndexOf('')).toBeLessThan(1)
  for (const [i, text] of grown.entries()) expect(grown[i + 1] ?? text).toContain(text)
  expect(seen?.join()).not.toContain('booked')
  expect(announced?.filter((text) => text.includes(FIRST))).toHaveLength(1)
})

test('a draft whose model breaks off gives way to the answer of the rules', async ({ page }) => {
  model.script({ fault: 'break', turn: { text: `${SAYS} ${SAYS}`, paceMs: 40 } })
  await page.goto(site.url)
  const chat = chatOn(page)
  await chat.open()
  await chat.say('I would like to have my skin looked at some time.')
  await expect(chat.log.locator('.visitor:not(.letter)')).toHaveCount(1)
  clock.advance({ seconds: 7 })
  await expect(chat.log.locator('.draft')).toContainText(FIRST)
  await expect(chat.log.locator('.draft')).toHaveCount(0)
  await expect(chat.log.locator('.assistant')).toHaveCount(1)
  await expect(chat.log.locator('.assistant')).not.toContainText(FIRST)
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port for the test')
  return address.port
}
