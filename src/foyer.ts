/** Wires everything: one Foyer process in one of its roles. Tests start it too, with a clock of their own. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ServerType } from '@hono/node-server'
import { chatCarrier } from './chat-carrier.ts'
import { connectionFinder } from './desk/connections/find-connection.ts'
import type { StepOutside } from './desk/journeys/compose-step.ts'
import type { Carriers } from './desk/outreach/reactors/dispatch-message.ts'
import { WAITS_MS } from './desk/receptionist/gather.ts'
import { stepWriter } from './desk/receptionist/write-step.ts'
import { closeServer, listen } from './http/listen.ts'
import { liveTokens, openLive } from './http/live.ts'
import { createServer } from './http/server.ts'
import { createSignIn, type SignIn, sessionCookieName } from './http/sign-in.ts'
import { openStaffMail } from './http/staff-mail.ts'
import { type Clock, systemClock, TestClock } from './kit/clock.ts'
import type { Config } from './kit/config.ts'
import { createKeyring, type Keyring } from './kit/crypto.ts'
import { type Connection, type Database, openDatabase } from './kit/db.ts'
import type { Desk } from './kit/events.ts'
import { createHttpClient } from './kit/http-client.ts'
import { inBackground, lanes } from './kit/in-background.ts'
import { type Jobs, openJobs } from './kit/jobs.ts'
import type { Log } from './kit/log.ts'
import { fingerprintOf, migrate, readMigrations } from './kit/migrate.ts'
import { startSweeper } from './kit/sweep.ts'
import { linksOf } from './links.ts'
import { calcom } from './providers/bookings/calcom.ts'
import { smtpEmail } from './providers/email/smtp.ts'
import { chatwoot } from './providers/messaging/chatwoot.ts'
import { instagram } from './providers/messaging/instagram.ts'
import type { MessagingVendor } from './providers/messaging/port.ts'
import { twilio } from './providers/messaging/twilio.ts'
import { whatsapp } from './providers/messaging/whatsapp.ts'
import { openModel } from './providers/models/open-model.ts'
import { channelsOf, nextWaveOf, tasksOf, tellStory } from './story.ts'
import { sweepsOf } from './sweeps.ts'

const DASHBOARD = fileURLToPath(new URL('../apps/dashboard/dist', import.meta.url))
const CHAT_VENDORS = [chatwoot, whatsapp, instagram, twilio] as MessagingVendor[]
/** Of the pool's sixteen connections; the others are for requests. */
const BACKGROUND = 6

export interface Foyer {
  url: string
  /** Answers a request without a socket; 404 for a role that serves none. */
  request(path: string, init?: RequestInit): Promise<Response>
  database: Database
  desk: Desk
  keyring: Keyring
  jobs: Jobs
  signIn: SignIn
  /** This sweeper looks at once whether something became due. */
  wake(sweeper: string): void
  /**
   * Of a paced Foyer: one pass of these sweepers (default: all), and then every job that waits; so many sweepers, things of
   * each and jobs at a time (default: one).
   */
  work(options?: { sweepers?: readonly string[]; atOnce?: number }): Promise<void>
  /** Lets what runs end, then closes everything; the database server itself is left to whoever started it. */
  stop(): Promise<void>
}

export async function startFoyer(options: {
  config: Config & { secret: string }
  connection: Connection
  log: Log
  clock?: Clock
  /** Migrations were run already, as in a copy of the test template. */
  isMigrated?: boolean
  /** False: answers `request` only and opens no port. */
  listens?: boolean
  /** Where messaging vendors are, by name: in tests, our own. */
  vendorUrls?: Record<string, string>
  /** Nothing runs by itself: sweepers and jobs wait for `work`. So a simulation owns the time. */
  isPaced?: boolean
  /** Stands between background work and its database: there a worker may be made to die. */
  around?: (database: Database) => Database
  /** What has to be done before /healthz says ready. */
  beforeReady?: (foyer: Foyer) => Promise<void>
}): Promise<Foyer> {
  const { config, connection, log } = options
  const clock = options.clock ?? systemClock
  if (!options.isMigrated)
    await migrate({ connection, log: (migration) => log.info('database.migrated', { migration }) })
  const migrations = fingerprintOf(await readMigrations())

  const keyring = createKeyring({ current: config.secret, previous: config.previousSecrets })
  const smtp = config.mail ? smtpEmail({ url: config.mail.smtpUrl }) : null
  const http = createHttpClient({ allowPrivateAddresses: config.allowsPrivateAddresses })
  const links = linksOf({ keyring, publicUrl: config.publicUrl })
  const { manageLink, stopLink } = links
  const carriers: Carriers = {
    stopLink,
    email: smtp && config.mail ? { port: smtp, from: config.mail.from } : null,
    chat: chatCarrier({
      vendors: CHAT_VENDORS,
      keyring,
      http,
      clock,
      publicUrl: config.publicUrl,
      baseUrls: options.vendorUrls,
    }),
  }
  const model = config.model
    ? { port: openModel(config.model), name: config.model.name, host: new URL(config.model.baseUrl).host }
    : null
  const writer = model ? stepWriter({ model: model.port, name: model.name }) : null
  const outside: StepOutside = { carried: channelsOf(carriers), ...links, writer }
  const story = tellStory(carriers, config.publicUrl, links)
  const jobs = openJobs({ connection, onError: (error) => log.error('jobs.failed', {}, error) })
  const tokens = liveTokens({ secret: keyring.deriveKey('live').toString('base64url'), clock: systemClock })
  const live = openLive({ tokens, database: () => database })
  const database = openDatabase({
    connection,
    clock,
    story,
    jobs,
    onCommitted: (committed) => {
      live.tell(committed)
      if (committed.events.some(({ type }) => type === 'message.received')) wakeForAnswers()
    },
    onIdleError: (error) => log.warn('database.connection_lost', {}, error),
  })
  const { isPaced = false, around = (same) => same } = options
  const desk: Desk = { database: inBackground(around(database), BACKGROUND), clock, log }

  const works = config.role === 'all' || config.role === 'worker'
  const serves = config.role === 'all' || config.role === 'web'
  await jobs.start(works ? { desk, story, tasks: tasksOf(carriers, links, writer), isPaced } : undefined)
  const sweeps = works
    ? sweepsOf(desk, {
        chatVendors: CHAT_VENDORS,
        outside,
        offerNextWave: nextWaveOf(carriers, config.publicUrl),
        reception: {
          links: { publicUrl: config.publicUrl, manageLink },
          model: model?.port ?? null,
        },
        keyring,
        open: (via) => carriers.chat?.open({ ...via, threadId: null, isLocal: false }) ?? null,
      })
    : []
  const sweepers = isPaced ? [] : sweeps.map(startSweeper)
  const wake = (name: string) => {
    const sweeper = sweepers.find((one) => one.name === name)
    if (!sweeper && sweepers.length > 0) throw new Error(`no sweeper is called ${name}`)
    sweeper?.wake()
  }
  /** Answers that were planned here are not left to the next look. */
  const wakeForAnswers = () => {
    for (const ms of Object.values(WAITS_MS)) setTimeout(() => wake('sweepAnswers'), ms + 1).unref()
  }
  const wakeAll = () => {
    for (const sweeper of sweepers) sweeper.wake()
  }
  const stopWatching = clock instanceof TestClock ? clock.onChange(wakeAll) : undefined

  const staffMail = carriers.email ? openStaffMail({ ...carriers.email, log }) : null
  const signInSecret = keyring.deriveKey('sign-in').toString('base64url')
  const signIn = createSignIn({
    database,
    secret: signInSecret,
    publicUrl: config.publicUrl,
    trustedOrigins: originsOf(config),
    isProduction: config.env === 'production',
    mail: staffMail,
    resetLinks: staffMail ? 'hashed' : 'readable',
  })

  let server: ServerType | undefined
  let isReady = false
  await live.listen()
  const app = createServer({
    database,
    clock,
    keyring,
    signIn,
    signInSecret,
    cookieName: sessionCookieName(config.publicUrl),
    origins: originsOf(config),
    trustedProxies: config.trustedProxies,
    connections: connectionFinder({ database, keyring, log, nowMs: () => performance.now() }),
    liveTokens: tokens,
    carried: channelsOf(carriers),
    outside,
    manageLink,
    model,
    live,
    log,
    calcom,
    chatVendors: CHAT_VENDORS,
    chat: carriers.chat,
    publicUrl: config.publicUrl,
    defaultPlan: config.defaultPlan,
    dashboardDir: existsSync(`${DASHBOARD}/index.html`) ? DASHBOARD : null,
    readiness: async () => {
      const { isAnswering, isMigrated } = await database.check(migrations)
      return { started: isReady, database: isAnswering, migrations: isMigrated, jobs: jobs.isRunning() }
    },
    onDelivery: () => wake('sweepDeliveries'),
  })
  const foyer: Foyer = {
    url: config.publicUrl,
    request: async (path, init) => app.request(path, init),
    database,
    desk,
    keyring,
    jobs,
    signIn,
    wake,
    async work({ sweepers: names, atOnce = 1 } = {}) {
      const inTurn = lanes(atOnce)
      const wanted = sweeps.filter(({ name }) => !names || names.includes(name))
      const looks = wanted.map(({ run }) => inTurn(() => run({ atOnce })))
      for (const look of await Promise.allSettled(looks)) if (look.status === 'rejected') throw look.reason
      if (!names || names.includes('jobs')) jobs.nudge()
      await jobs.drain(atOnce)
    },
    async stop() {
      stopWatching?.()
      await live.close()
      await closeServer(server)
      await Promise.all(sweepers.map((sweeper) => sweeper.stop()))
      await jobs.stop()
      await staffMail?.close()
      smtp?.close()
      await http.close()
      await database.close()
      log.info('foyer.stopped', { port: config.port })
    },
  }
  try {
    if (serves && options.listens !== false) server = await listen(app.fetch, config)
    await options.beforeReady?.(foyer)
  } catch (error) {
    // A taken port: what was opened must not outlive the attempt.
    await foyer.stop()
    throw error
  }
  isReady = true
  return foyer
}

/** On a laptop people type localhost or 127.0.0.1; elsewhere only PUBLIC_URL is ours. */
function originsOf(config: Config): string[] {
  const own = new URL(config.publicUrl).origin
  if (config.env === 'production') return [own]
  return [own, `http://localhost:${config.port}`, `http://127.0.0.1:${config.port}`]
}
