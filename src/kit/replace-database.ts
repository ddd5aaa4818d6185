/** Puts a new database in the place of another, under its name, so that at every moment one of them is whole. */
import { randomBytes } from 'node:crypto'
import { inDatabase, nameOf, type OwnerClient, withOwner } from './backup.ts'
import { BackupError } from './backup-file.ts'
import { type Connection, createDatabase } from './db.ts'

const NEW = '_restoring_'
const OLD = '_replaced_'
/** PostgreSQL cuts names at 63 bytes; these end with eight digits. */
const STEM_LENGTH = 40

/**
 * Makes a database beside the one of `connection`, lets `fill` fill it, then renames both in one transaction and
 * drops the old one. Whoever is killed before leaves the old one in its place, whoever is killed after, the new one;
 * what is left over is dropped by the next call. Needs the right to create databases, and to own the old one.
 */
export async function replaceDatabase<T>(options: {
  connection: Connection
  fill: (fresh: Connection) => Promise<T>
  log: (line: string) => void
}): Promise<T> {
  const { connection, fill, log } = options
  const name = nameOf(connection)
  const server = await findServer(connection)
  return withOwner(server, async (client) => {
    const { exists } = await refuseWithoutRights(client, name)
    await takeTurn(client, name)
    await dropLeftovers(client, name)

    const mark = randomBytes(4).toString('hex')
    const fresh = name.slice(0, STEM_LENGTH) + NEW + mark
    const old = name.slice(0, STEM_LENGTH) + OLD + mark
    await createDatabase(server, fresh)
    let result: T
    try {
      result = await fill(inDatabase(connection, fresh))
      // A rename waits up to five seconds for others to leave.
      await client.query('begin')
      if (exists) await client.query(`alter database ${quoteName(name)} rename to ${quoteName(old)}`)
      await client.query(`alter database ${quoteName(fresh)} rename to ${quoteName(name)}`)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => {})
      await client.query(`drop database if exists ${quoteName(fresh)} with (force)`).catch(() => {})
      if ((error as { code?: string }).code !== '55006') throw error
      throw new BackupError(
        `Somebody connected to the database ${name} meanwhile (was Foyer started?). Stop it and run again; nothing was changed.`,
        { cause: error },
      )
    }
    if (exists) {
      log('Dropping the former database …')
      await client.query(`drop database ${quoteName(old)} with (force)`)
    }
    return result
  })
}

/** A database of the same server, from which the other can be renamed. */
async function findServer(connection: Connection): Promise<Connection> {
  let cause: unknown
  for (const name of ['postgres', 'template1']) {
    const server = inDatabase(connection, name)
    try {
      await withOwner(server, async (client) => client.query('select 1'))
      return server
    } catch (error) {
      cause = error
    }
  }
  throw new BackupError(
    'To replace a database, its user must be able to connect to the database postgres or template1 of the same server. Permit that, or restore into an empty database.',
    { cause },
  )
}

async function refuseWithoutRights(client: OwnerClient, name: string): Promise<{ exists: boolean }> {
  const { rows } = await client.query<{ user: string; mayCreate: boolean; owns: boolean | null }>(
    `select current_user as user, r.rolsuper or r.rolcreatedb as "mayCreate",
       (select pg_has_role(d.datdba, 'usage') from pg_database d where d.datname = $1) as owns
     from pg_roles r
     where r.rolname = current_user`,
    [name],
  )
  const rights = rows[0]
  if (rights?.mayCreate && rights.owns !== false) return { exists: rights.owns !== null }
  const lacks = rights?.mayCreate ? `does not own the database ${name}` : 'may not create databases'
  const remedy = rights?.mayCreate
    ? `alter database ${name} owner to ${rights.user}`
    : `alter role ${rights?.user} createdb`
  throw new BackupError(
    `The user ${rights?.user} ${lacks}. Let an administrator run: ${remedy}; or point DATABASE_URL at an empty database that belongs to this user.`,
  )
}

async function takeTurn(client: OwnerClient, name: string): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(hashtext('foyer restore'), hashtext($1)) as taken`,
    [name],
  )
  if (!rows[0]?.taken) throw new BackupError(`Another restore into ${name} is running; wait for its end.`)
}

/** Of restores that were killed. Their makers are gone, for the turn is ours. */
async function dropLeftovers(client: OwnerClient, name: string): Promise<void> {
  const stem = name.slice(0, STEM_LENGTH)
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database
     where starts_with(datname, $1) and substr(datname, length($1) + 1) ~ $2`,
    [stem, `^(${NEW}|${OLD})[0-9a-f]{8}$`],
  )
  for (const { datname } of rows) await client.query(`drop database ${quoteName(datname)} with (force)`)
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
