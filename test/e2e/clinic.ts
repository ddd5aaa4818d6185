/** A whole Foyer that listens, for the browser: embedded PostgreSQL, a real mail server, a clock that the test moves. */
import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { openDatabasePlace } from '../../src/database.ts'
import { type Demo, prepareDemo } from '../../src/demo.ts'
import { type Foyer, startFoyer } from '../../src/foyer.ts'
import { TestClock } from '../../src/kit/clock.ts'
import { parseConfig } from '../../src/kit/config.ts'
import { createLog } from '../../src/kit/log.ts'
import { type Mailbox, startMailbox } from '../mailbox.ts'

/** A Monday in November, 9:00 in Chicago. */
export const NOW = '2026-11-23T15:00:00Z'
const SECRET = 'a test secret of at least thirty-two characters'

export interface RunningClinic {
  url: string
  foyer: Foyer
  demo: Demo
  clock: TestClock
  mailbox: Mailbox
  deliver(body: unknown): Promise<void>
}

/** One for each worker: starting PostgreSQL takes longer than most tests. */
export const test = base.extend<object, { clinic: RunningClinic; clinicFor: string }>({
  // Files that say another word here get another clinic: what they leave behind is in nobody's way.
  clinicFor: ['staff', { option: true, scope: 'worker' }],
  clinic: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'foyer-e2e-'))
      const mailbox = await startMailbox()
      const port = await freePort()
      const config = parseConfig({
        FOYER_DATA_DIR: dataDir,
        FOYER_SECRET: SECRET,
        PORT: String(port),
        NODE_ENV: 'test',
        // Every test may be a visitor of its own.
        TRUST_PROXY: '1',
        SMTP_URL: mailbox.url,
        MAIL_FROM: 'frontdesk@riverside.example',
      })
      const clock = new TestClock(NOW)
      const place = await openDatabasePlace(config)
      let demo: Demo | null = null
      const foyer = await startFoyer({
        config: { ...config, secret: SECRET },
        connection: place.connection,
        log: createLog({ level: process.env.TEST_LOG ? 'debug' : 'silent' }),
        clock,
        beforeReady: async (started) => {
          demo = await prepareDemo(started, dataDir)
        },
      })
      if (!demo) throw new Error('no demo clinic')
      const { calcom } = demo as Demo
      await use({
        url: foyer.url,
        foyer,
        demo,
        clock,
        mailbox,
        async deliver(body) {
          const raw = JSON.stringify(body)
          const signature = createHmac('sha256', calcom.secret).update(raw).digest('hex')
          const response = await fetch(calcom.webhook_url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-cal-signature-256': signature },
            body: raw,
          })
          if (!response.ok) throw new Error(`the delivery was answered ${response.status}`)
        },
      })
      await foyer.stop()
      await place.embedded?.stop()
      await mailbox.close()
      await rm(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
