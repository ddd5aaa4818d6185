/** `npm start`: reads the settings, opens the database, starts Foyer in its role, and stops it cleanly. */
import { flushCompileCache } from 'node:module'
import { join, relative } from 'node:path'
import { closeDatabasePlace, type DatabasePlace, openDatabasePlace } from './database.ts'
import { type Demo, prepareDemo } from './demo.ts'
import { findClinicIds } from './desk/clinics/find-clinic.ts'
import { ensureConnection } from './desk/connections/ensure-connection.ts'
import { type Foyer, startFoyer } from './foyer.ts'
import { type Config, ConfigError, loadOrCreateSecret, parseConfig } from './kit/config.ts'
import { holdAlone } from './kit/db.ts'
import { system } from './kit/events.ts'
import { createLog, type Log } from './kit/log.ts'
import { MigrationError, migrate } from './kit/migrate.ts'
import { previousSecretsIn } from './kit/secret-file.ts'

class AlreadyRunning extends Error {
  override name = 'AlreadyRunning'
  override message =
    'Foyer already runs from this data folder. Open it where it said it is ready, or stop it first; a second one needs a folder of its own (FOYER_DATA_DIR).'
}

async function main(): Promise<void> {
  const config = parseConfig(process.env)
  const log = createLog({ level: config.logLevel })
  const say = (line: string) => {
    if (config.env !== 'production') console.log(line)
  }
  const place = await openDatabasePlace(config, say)
  // An embedded database is for one Foyer; one of DATABASE_URL for any number.
  const letGo = place.embedded ? await holdAlone(place.connection) : async () => {}
  if (!letGo) throw new AlreadyRunning()
  const close = async () => {
    await letGo()
    await closeDatabasePlace(place)
  }
  const foyer = await start(config, { place, log, say }).catch(async (error: unknown) => {
    await close()
    throw error
  })
  if (!foyer) return close()

  let isStopping = false
  const stop = async () => {
    // A second Ctrl-C must not cut short what the first one began.
    if (isStopping) return
    isStopping = true
    say('\nStopping …')
    await foyer.stop()
    await close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

/** Null for the role that migrates and is done. */
async function start(
  config: Config,
  { place, log, say }: { place: DatabasePlace; log: Log; say: (line: string) => void },
): Promise<Foyer | null> {
  if (config.role === 'migrate') {
    await migrate({ connection: place.connection, log: say })
    return null
  }
  const secret = config.secret ?? loadOrCreateSecret(config.dataDir)
  const previousSecrets = [...config.previousSecrets, ...previousSecretsIn(config.dataDir)]
  let demo: Demo | null = null
  const foyer = await startFoyer({
    config: { ...config, secret, previousSecrets },
    connection: place.connection,
    log,
    beforeReady: async (started) => {
      if (config.env !== 'production') demo = await prepareDemo(started, config.dataDir)
      if (config.calcomWebhookSecret) await connectCalcom(started, config.calcomWebhookSecret)
    },
  })
  log.info('foyer.started', { port: config.port, role: config.role })
  say(welcome(foyer.url, demo, config.dataDir))
  // For the next start, even where this one is killed.
  flushCompileCache()
  return foyer
}

/** CALCOM_WEBHOOK_SECRET belongs to the one clinic there is; with several, each enters its own in Settings. */
async function connectCalcom(foyer: Foyer, secret: string): Promise<void> {
  const [clinic, another] = await findClinicIds(foyer.database)
  if (!clinic || another) return
  const connection = {
    vendor: 'calcom' as const,
    name: 'Cal.com (CALCOM_WEBHOOK_SECRET)',
    secret,
    keyring: foyer.keyring,
  }
  await foyer.database.inClinic(clinic.clinicId, (tx) => ensureConnection(tx, system, connection))
}

function welcome(url: string, demo: Demo | null, dataDir: string): string {
  if (!demo) return `\nFoyer is ready at ${url}\n`
  return `
Foyer is ready at ${url}

  Sign in     ${demo.email}
  Password    ${demo.password}
  (also in ${relative(process.cwd(), join(dataDir, 'demo.json'))}, with an API key and the webhooks)

  Patients    ${demo.booking_url}

  Try next, in another terminal:
    npm run demo:calcom -- created       a patient books at Cal.com and appears on Today
    npm run demo:calcom -- rescheduled   the same visit moves
    npm run demo:calcom -- cancelled     and is cancelled

  Ctrl-C stops Foyer; your data stays.
`
}

main().catch((error: unknown) => {
  // These say state and remedy; anything else is a bug, and its trace helps.
  const isForPeople = [ConfigError, MigrationError, AlreadyRunning].some((kind) => error instanceof kind)
  const isPortTaken = (error as { code?: string }).code === 'EADDRINUSE'
  if (isPortTaken)
    console.error(
      'The port is taken by another program; stop it, or choose another port: PORT=3001 npm start',
    )
  else console.error(isForPeople ? (error as Error).message : error)
  process.exit(1)
})
