import { chmod, chown, lstat, mkdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Home } from './postgres-home.ts'
import type { Owner } from './postgres-owner.ts'

export const SUPERUSER = 'postgres'
export const PORT = 5432
export const SOCKET = `.s.PGSQL.${PORT}`
/** `sun_path` holds 108 bytes on Linux, 104 on macOS, the closing NUL among them. */
const SOCKET_PATH_BYTES_MAX = 103

/** The cluster's own folder, mode 700. Where its path is too long for a socket, a short one that is as shut. */
export async function chooseSocketDir(home: Home, owner: Owner | undefined): Promise<string> {
  const isShort = (folder: string) => Buffer.byteLength(join(folder, SOCKET)) <= SOCKET_PATH_BYTES_MAX
  if (isShort(home.pgdata)) return home.pgdata
  const folder = [tmpdir(), '/tmp'].map((base) => join(base, home.mark)).find(isShort)
  if (!folder) throw new Error(`${home.pgdata} and TMPDIR are too long for a socket; shorten one of them.`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = await lstat(folder)
  // Anybody can put a folder of this name into /tmp, and would then be the door to the database.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to user id ${found.uid}; remove it, or set TMPDIR.`)
  }
  if (owner) await chown(folder, 0, owner.gid)
  await chmod(folder, owner ? 0o770 : 0o700)
  return folder
}

/** `silent`: nobody listens. `starting`: somebody does and takes no sessions, on its way up or down. */
type Answer = 'ready' | 'starting' | 'silent'

/** Asks for a session as libpq would, and leaves at the first byte of the answer. */
export function ping(socketDir: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const parameters = Buffer.from(`user\0${SUPERUSER}\0database\0${SUPERUSER}\0\0`)
  const startup = Buffer.alloc(8)
  startup.writeInt32BE(startup.length + parameters.length, 0)
  startup.writeInt32BE(3 << 16, 4)
  const socket = connect(join(socketDir, SOCKET))
  socket.setTimeout(2000, () => {
    socket.destroy()
    resolve('starting')
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES') return resolve(error.code === 'EAGAIN' ? 'starting' : 'silent')
    reject(new Error(`The database in ${socketDir} belongs to another user.`, { cause: error }))
  })
  // A session that is refused while the server goes down may end without a word.
  socket.on('close', () => resolve('starting'))
  socket.on('connect', () => socket.write(Buffer.concat([startup, parameters])))
  socket.once('data', (answer: Buffer) => {
    const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4])
    socket.end(TERMINATE)
    if (answer[0] === 'R'.charCodeAt(0)) return resolve('ready')
    const fields = answer.subarray(5).toString('utf8').split('\0')
    const code = fields.find((field) => field.startsWith('C'))?.slice(1)
    if (code === '57P03') return resolve('starting')
    // Too many connections: it lives and is at work.
    if (code === '53300') return resolve('ready')
    const message = fields.find((field) => field.startsWith('M'))?.slice(1)
    reject(new Error(`The database in ${socketDir} refuses us: ${message ?? code ?? 'no reason given'}.`))
  })
  return promise
}
