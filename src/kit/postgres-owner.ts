import { execFile } from 'node:child_process'
import { chmod, chown, lchown, readdir, readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Home } from './postgres-home.ts'
import { LOCK } from './postgres-lock.ts'

/** The user as whom the server runs when we are root, whom PostgreSQL refuses. */
export interface Owner {
  uid: number
  gid: number
}

/**
 * As root, whom the server runs as: the user whose folder it is where that is not root, else the user
 * `postgres`, else `nobody`. Services of the host run as those two as well, so the folder is shut to all but a
 * group in which nobody is, and the user id alone does not open it.
 */
export async function chooseOwner(home: Home): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) {
    refuseNameless()
    return undefined
  }
  const folder = await stat(home.root)
  const files = await stat(home.pgdata).catch(() => undefined)
  const users = await readAccounts('/etc/passwd')
  const isTheirs = folder.uid !== 0 && [...users.values()].includes(folder.uid)
  const owner = isTheirs ? { uid: folder.uid, gid: folder.gid } : await chooseService()
  // Other than these after an archive was unpacked by root, or came from another machine.
  if (files && (files.uid !== owner.uid || files.gid !== owner.gid)) await chownTree(home.pgdata, owner)
  // Else a user could not start what root has started once.
  if (isTheirs) await chown(join(home.root, LOCK), owner.uid, owner.gid)
  return owner

  async function chooseService(): Promise<Owner> {
    const groups = new Set((await readAccounts('/etc/group')).values())
    const gid = groups.has(folder.gid) ? firstFree(groups) : folder.gid
    await chown(home.root, 0, gid)
    await chmod(home.root, 0o710)
    return { uid: files?.uid || (users.get('postgres') ?? users.get('nobody') ?? 65534), gid }
  }
}

/** Who may connect, by the kernel's word: root, and the user whose folder it is. */
export async function findPeers(home: Home, owner: Owner | undefined): Promise<string[]> {
  if (!owner) return ['root', userInfo().username]
  const { uid } = await stat(home.root)
  const users = [...(await readAccounts('/etc/passwd'))]
  return ['root', ...users.flatMap(([name, id]) => (id === uid && name !== 'root' ? [name] : []))]
}

/** Whether this user may pass through the folder, and those above it. */
export async function canEnter(folder: string, owner: Owner | undefined): Promise<boolean> {
  return (await runAs('/bin/sh', ['-c', 'cd "$0"', folder], { owner })).isOk
}

/**
 * The server's `-D`. As another user than ours it may not be able to pass the folders above its own (/root,
 * or a data folder of mode 700). Linux lets it stay in the folder in which it was put.
 */
export function asServerSees(folder: string, owner: Owner | undefined): string {
  return owner && process.platform === 'linux' ? '/proc/self/cwd' : folder
}

/** Waits for a command, run as the owner where there is one. Never rejects: `output` of a failure is its stderr. */
export async function runAs(
  command: string,
  args: string[],
  options: { cwd?: string; owner: Owner | undefined },
): Promise<{ isOk: boolean; output: string }> {
  const execution = promisify(execFile)(command, args, {
    cwd: options.cwd,
    env: bareEnvironment(),
    maxBuffer: Number.POSITIVE_INFINITY,
    ...options.owner,
  })
  return execution.then(
    ({ stdout }) => ({ isOk: true, output: stdout }),
    (error: Error & { stderr?: string }) => ({ isOk: false, output: error.stderr || error.message }),
  )
}

/** Nothing of ours: no secrets for another user id to read, no PGDATA or LANG that would change what is done. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

function refuseNameless(): void {
  try {
    userInfo()
  } catch (cause) {
    throw new Error(
      `User id ${process.getuid?.()} has no entry in /etc/passwd, which PostgreSQL needs. Run Foyer as a user with a name, or set DATABASE_URL.`,
      { cause },
    )
  }
}

/** Names and ids of /etc/passwd or /etc/group. */
async function readAccounts(path: string): Promise<Map<string, number>> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return new Map(
    text.split('\n').flatMap((line) => {
      const [name, , id] = line.split(':')
      return name && id ? [[name, Number(id)]] : []
    }),
  )
}

/** Below 65536, the ids that a rootless container has. */
function firstFree(groups: Set<number>): number {
  let gid = 61_543
  while (groups.has(gid)) gid++
  return gid
}

async function chownTree(path: string, owner: Owner): Promise<void> {
  await chown(path, owner.uid, owner.gid)
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    await lchown(join(entry.parentPath, entry.name), owner.uid, owner.gid)
  }
}
