/** `npm run rotate-keys`: puts everything that is sealed under the present secret, so that the former can go. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Command, CommandError, runCommand, withDatabase, withPlace } from './command.ts'
import { rotateTwoFactor, switchOffTwoFactor } from './desk/access/rotate-two-factor.ts'
import { findClinicIds } from './desk/clinics/find-clinic.ts'
import { rotateSecrets } from './desk/connections/rotate-secrets.ts'
import { countSessions, oldestSession } from './kit/backup.ts'
import { loadOrCreateSecret } from './kit/config.ts'
import { createKeyring } from './kit/crypto.ts'
import type { Connection, Database } from './kit/db.ts'
import { forgetPreviousSecret, previousSecretsIn, startNewSecret } from './kit/secret-file.ts'
import { SEALED_COLUMNS } from './sealed-columns.ts'

const USAGE = `npm run rotate-keys
  --new         first make a new secret in the data folder (where FOYER_SECRET is not set)
  --lost        give up what no secret opens any more, and switch off second factors among it`

const BATCH = 200

await runCommand(async (command) => {
  const options = readArgs(command.args)
  const { config, say } = command
  const secretFile = join(config.dataDir, 'secret')
  if (!config.secret && !existsSync(secretFile)) {
    throw new CommandError(`There is no secret in ${config.dataDir}, and FOYER_SECRET is not set.`)
  }
  if (options.makesNew && config.secret) {
    throw new CommandError(
      'The secret comes from FOYER_SECRET. Give FOYER_SECRET a new value and move the former one to FOYER_SECRET_PREVIOUS, restart every Foyer, then run: npm run rotate-keys',
    )
  }
  await withPlace(command, { mayCreate: false }, async ({ connection }) => {
    if (options.makesNew) {
      const isRunning = (await countSessions(connection)) > 0
      say(
        startNewSecret(config.dataDir)
          ? `Made a new ${secretFile}.`
          : 'Going on with the new secret that was made before.',
      )
      if (isRunning) {
        say('Foyer is running with the former one: restart it now, then run: npm run rotate-keys')
        return
      }
    }
    if (!config.secret) await refuseOlderFoyer(connection, secretFile)
    await withDatabase(connection, (database) => rotate(command, database, options))
  })
})

function readArgs(args: string[]): { makesNew: boolean; givesUpLost: boolean } {
  try {
    const { values } = parseArgs({ args, options: { new: { type: 'boolean' }, lost: { type: 'boolean' } } })
    return { makesNew: values.new ?? false, givesUpLost: values.lost ?? false }
  } catch {
    throw new CommandError(USAGE)
  }
}

/** It would not open what is put under a secret that it has never read. */
async function refuseOlderFoyer(connection: Connection, secretFile: string): Promise<void> {
  const isOlder = async () => {
    const oldest = await oldestSession(connection)
    return oldest !== null && oldest.epochMilliseconds < statSync(secretFile).mtimeMs
  }
  // A session that was just closed is seen for a moment longer.
  for (let look = 0; look < 10; look++) {
    if (!(await isOlder())) return
    await sleep(100)
  }
  throw new CommandError(
    'Foyer has been running since before the present secret was made, and does not know it. Restart it, then run again; nothing was changed.',
  )
}

async function rotate(
  command: Command,
  database: Database,
  options: { givesUpLost: boolean },
): Promise<void> {
  const { config, say } = command
  const current = config.secret ?? loadOrCreateSecret(config.dataDir)
  const previous = [...config.previousSecrets, ...previousSecretsIn(config.dataDir)]
  const values = await rotateValues(command, database, { current, previous })
  say(`Sealed values: ${values.rewrapped} put under the present secret, ${values.current} were already.`)

  const signInSecret = (secret: string) =>
    createKeyring({ current: secret }).deriveKey('sign-in').toString('base64url')
  const factors = await rotateTwoFactor(database.signIn.statements, {
    current: signInSecret(current),
    previous: previous.map(signInSecret),
  })
  say(`Second factors: ${factors.rewrapped} put under the present secret, ${factors.current} were already.`)

  for (const lost of values.lost) {
    say(`No secret opens ${lost}. Where it is in use, make a new one at Settings > Connections.`)
  }
  if (factors.lost.length > 0) {
    const people = factors.lost.length === 1 ? 'one person' : `${factors.lost.length} people`
    say(`No secret opens the second factor of ${people}.`)
  }
  if (values.lost.length + factors.lost.length > 0 && !options.givesUpLost) {
    say(
      'If an older secret turns up, give it in FOYER_SECRET_PREVIOUS and run again. Until then keep the former one.',
    )
    say('If it is lost for good: npm run rotate-keys -- --lost')
    process.exitCode = 1
    return
  }
  if (factors.lost.length > 0) {
    await switchOffTwoFactor(database.signIn.statements, factors.lost)
    say('Switched off: they sign in by password alone and set it up again.')
  }
  forgetPreviousSecret(config.dataDir)
  say(
    config.previousSecrets.length > 0
      ? 'Done. Remove FOYER_SECRET_PREVIOUS and restart every Foyer. Keep the former secret with back-ups made before.'
      : 'Done. Back-ups made before open with the former secret only: make a new back-up now.',
  )
}

async function rotateValues(
  { signal }: Command,
  database: Database,
  secrets: { current: string; previous: string[] },
): Promise<{ rewrapped: number; current: number; lost: string[] }> {
  const keyring = createKeyring(secrets)
  const total = { rewrapped: 0, current: 0, lost: [] as string[] }
  for (const { clinicId, slug } of await findClinicIds(database)) {
    for (const sealed of SEALED_COLUMNS) {
      let after: string | null = null
      do {
        signal.throwIfAborted()
        const batch = await database.inClinic(clinicId, (tx) =>
          rotateSecrets(tx, keyring, { sealed, after, limit: BATCH }),
        )
        total.rewrapped += batch.rewrapped
        total.current += batch.current
        total.lost.push(...batch.lost.map((id) => `${sealed.table} ${id} of ${slug}`))
        after = batch.next
      } while (after)
    }
  }
  return total
}
