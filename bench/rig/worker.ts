/** What a worker has open of the engine of journeys, in this process, with a vendor of ours in place of Twilio. */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { sweepTouchpoints } from '../../src/desk/journeys/sweep-touchpoints.ts'
import type { Carriers } from '../../src/desk/outreach/reactors/dispatch-message.ts'
import { sweepMessages } from '../../src/desk/outreach/sweep-messages.ts'
import { systemClock } from '../../src/kit/clock.ts'
import { createKeyring } from '../../src/kit/crypto.ts'
import { type Database, openDatabase } from '../../src/kit/db.ts'
import type { Desk } from '../../src/kit/events.ts'
import { inBackground } from '../../src/kit/in-background.ts'
import { openJobs } from '../../src/kit/jobs.ts'
import { createLog } from '../../src/kit/log.ts'
import { startSweeper } from '../../src/kit/sweep.ts'
import { linksOf } from '../../src/links.ts'
import { channelsOf, tasksOf, tellStory } from '../../src/story.ts'

/** As in `foyer.ts`. */
const BACKGROUND = 6
const PUBLIC_URL = 'http://127.0.0.1'

/** Takes every message after so many milliseconds and remembers when it was asked. */
export interface FakeVendor {
  /** By our id of the message, one instant for each time that it was handed over; milliseconds since the epoch. */
  handed: Map<string, number[]>
  carriers: Carriers
}

export function fakeVendor({ answersAfterMs }: { answersAfterMs: number }): FakeVendor {
  const handed = new Map<string, number[]>()
  const port = {
    async send({ messageId }: { messageId: string }) {
      handed.set(messageId, [...(handed.get(messageId) ?? []), Date.now()])
      await sleep(answersAfterMs)
      return { vendorMessageId: `SM${messageId}` }
    },
    lookUp: async () => ({ found: 'unknown' as const }),
    check: async () => ({ label: 'ours' }),
  }
  return { handed, carriers: { email: null, chat: { open: () => port, statusUrl: () => null } } }
}

export interface Worker {
  database: Database
  desk: Desk
  /** One look for what is due, as the sweeper takes it; returns how much it found. */
  sweep(): Promise<number>
  /** From now on the sweepers run by themselves. */
  start(): void
  stop(): Promise<void>
}

/** `isIdle`: no job is done, and only `sweep` looks for what is due. */
export async function openWorker(
  connection: pg.ClientConfig,
  { carriers, isIdle = false }: { carriers: Carriers; isIdle?: boolean },
): Promise<Worker> {
  const keyring = createKeyring({
    current: 'a benchmark’s secret of at least thirty-two characters',
    previous: [],
  })
  const links = linksOf({ keyring, publicUrl: PUBLIC_URL })
  const log = createLog({ level: 'warn' })
  const story = tellStory(carriers, PUBLIC_URL, links)
  const jobs = openJobs({ connection })
  const database = openDatabase({ connection, clock: systemClock, story, jobs })
  const desk: Desk = { database: inBackground(database, BACKGROUND), clock: systemClock, log }
  const outside = { carried: channelsOf(carriers), ...links }
  const sweep = () => sweepTouchpoints(desk, outside)
  const sweepers: { stop(): Promise<void> }[] = []
  await jobs.start(isIdle ? undefined : { desk, story, tasks: tasksOf(carriers, links) })
  return {
    database,
    desk,
    sweep,
    start() {
      sweepers.push(
        startSweeper({ name: 'sweepTouchpoints', everyMs: 1000, log, run: sweep }),
        startSweeper({ name: 'sweepMessages', everyMs: 1000, log, run: () => sweepMessages(desk) }),
      )
    },
    async stop() {
      await Promise.all(sweepers.map((sweeper) => sweeper.stop()))
      await jobs.stop()
      await database.close()
    },
  }
}
