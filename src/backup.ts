/** `npm run backup -- FILE`: everything Foyer knows, in one file, while it runs or not. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError, keyIdOf, runCommand, withPlace } from './command.ts'
import { backUp } from './kit/backup.ts'

const USAGE = 'Say where the back-up goes: npm run backup -- FILE'

await runCommand(async (command) => {
  const { args, config, say, signal } = command
  const [path, ...others] = args
  if (!path || path.startsWith('-') || others.length > 0) throw new CommandError(USAGE)

  const begin = performance.now()
  const secretFile = join(config.dataDir, 'secret')
  const isKeptHere = !config.secret && existsSync(secretFile)
  const secret = isKeptHere ? readFileSync(secretFile, 'utf8').trim() : config.secret
  await withPlace(command, { mayCreate: false }, async ({ connection }) => {
    say(`Backing up to ${path}`)
    const keyIds = secret ? [keyIdOf(secret)] : []
    const made = await backUp({ connection, path, keyIds, log: say, signal })
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    say(
      `Done: ${made.rows} rows of ${made.tables} tables and ${made.jobs} pending jobs, ${mb(made.bytes)} MB, ${seconds} s.`,
    )
    say(
      'The file holds patient data in plain form: keep it where only those may read who may read the patients.',
    )
    say(
      `Connections and two-factor sign-in of it work only with the secret, which is not in it: keep ${isKeptHere ? secretFile : 'FOYER_SECRET'} in another safe place.`,
    )
  })
})

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)
}
