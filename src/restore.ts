/** `npm run restore -- FILE`: makes the database what it was when the back-up was written. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, CommandError, keyIdOf, runCommand, withPlace } from './command.ts'
import { type BackupFile, checkBackupFile, openBackupFile } from './kit/backup-file.ts'
import { restore } from './kit/restore.ts'
import { previousSecretsIn } from './kit/secret-file.ts'

const USAGE = `Say which back-up: npm run restore -- FILE
  --replace   into a database that is not empty; what is in it is lost
  --check     only read the file to its end and say what is in it`

await runCommand(async (command) => {
  const { path, replaces, checks } = readArgs(command.args)
  const file = await openBackupFile(path)
  try {
    const { madeAt, migrations, postgres } = file.header
    command.say(`${path}: of ${madeAt}, ${migrations.at(-1)?.name}, PostgreSQL ${postgres}`)
    if (checks) await check(command, file)
    else await bringBack(command, file, replaces)
  } finally {
    await file.close()
  }
})

function readArgs(args: string[]): { path: string; replaces: boolean; checks: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { replace: { type: 'boolean' }, check: { type: 'boolean' } },
    })
    const [path, ...others] = positionals
    if (!path || others.length > 0) throw new CommandError(USAGE)
    return { path, replaces: values.replace ?? false, checks: values.check ?? false }
  } catch {
    throw new CommandError(USAGE)
  }
}

async function check({ say, signal, config }: Command, file: BackupFile): Promise<void> {
  const { tables, rows } = await checkBackupFile(file, { signal })
  for (const table of tables) if (table.rows > 0) say(`  ${table.name}: ${table.rows}`)
  say(`The file is whole: ${rows} rows of ${tables.length} tables. Nothing was changed.`)
  const warning = warnOfSecret(config, file)
  if (warning) say(warning)
}

async function bringBack(command: Command, file: BackupFile, replaces: boolean): Promise<void> {
  const { say, signal, config } = command
  const begin = performance.now()
  await withPlace(command, { mayCreate: true }, async ({ connection }) => {
    const made = await restore({ connection, file, replaces, log: say, signal })
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    say(`Done: ${made.rows} rows of ${made.tables} tables and ${made.jobs} pending jobs, ${seconds} s.`)
    for (const name of made.skipped) say(`Left out: ${name}, which is no table of Foyer.`)
  })
  const warning = warnOfSecret(config, file)
  say(warning ?? 'Start Foyer now: it goes on where the back-up ended.')
}

/** Null where this installation has every key that the back-up needs. */
function warnOfSecret(config: Command['config'], file: BackupFile): string | null {
  const secretFile = join(config.dataDir, 'secret')
  const kept = existsSync(secretFile) ? readFileSync(secretFile, 'utf8').trim() : undefined
  const current = config.secret ?? kept
  const secrets = [
    ...(current ? [current] : []),
    ...config.previousSecrets,
    ...previousSecretsIn(config.dataDir),
  ]
  const held = new Set(secrets.map(keyIdOf))
  const missing = file.header.keyIds.filter((id) => !held.has(id))
  if (missing.length === 0) return null
  return `
WARNING: the secret of the back-up (key ${missing.join(', ')}) is not here${held.size === 0 ? ': no secret is set at all' : ''}.
Before you start Foyer, put the former secret in place: the file "secret" of the former data folder as ${secretFile},
or its value as FOYER_SECRET (or FOYER_SECRET_PREVIOUS, where a newer one is in use: then run npm run rotate-keys).
Where it is lost for good: docs/operate.md, "When the secret is lost".`
}
