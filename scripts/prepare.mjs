// Before `npm start` and `npm test`: what is installed and built matches what is checked out.
// Runs under the system's Node before anything is installed, hence plain JavaScript and `node:` imports only.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE_MAJOR_MIN = 20
const LOCK_STALE_MS = 60_000
const ATOMIC = 'libatomic.so.1'
const ATOMIC_REMEDY = `Foyer runs on a Node.js of its own, which needs the system library libatomic. Install it and start again:

  apt-get install libatomic1      (Debian, Ubuntu)
  dnf install libatomic           (Fedora, RHEL)`

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const bin = join(modules, '.bin')
const node = join(bin, 'node')
const installStamp = join(modules, '.foyer-lock')
const dashboard = join(root, 'apps/dashboard')
const buildStamp = join(dashboard, 'dist/.foyer-build')

/** What the person at the terminal can mend. Everything else is a bug and shows its stack. */
class Obstacle extends Error {}

try {
  await prepare()
} catch (error) {
  if (!(error instanceof Obstacle)) throw error
  console.error(`\n${error.message}\n`)
  process.exitCode = 1
}

async function prepare() {
  refuseOldNode()
  if (!isInstalled() || !isBuilt()) {
    await whileLocked(async () => {
      // Looked at again under the lock: another start may have done the work meanwhile.
      if (!isInstalled()) await install()
      if (!isBuilt()) await build()
    })
  }
}

function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= NODE_MAJOR_MIN) return
  throw new Obstacle(
    `Node.js ${process.versions.node} is too old to install Foyer; install ${NODE_MAJOR_MIN} or later. (Foyer itself then runs on a Node of its own.)`,
  )
}

/** The stamp is written last, so an install that was cut off is not one. */
function isInstalled() {
  return read(installStamp) === lockHash() && existsSync(node)
}

function lockHash() {
  return hash(readFileSync(join(root, 'package-lock.json')))
}

async function install() {
  if (!isComplete()) await fetchPackages()
  refuseBrokenNode()
  writeFileSync(installStamp, lockHash())
}

/**
 * True when npm itself brought everything that the lock names, as after `npm install` by hand. npm writes this
 * record last, and `npm ci` begins by deleting it.
 */
function isComplete() {
  const record = read(join(modules, '.package-lock.json'))
  if (!record) return false
  const installed = JSON.parse(record).packages
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  // npm leaves out, without a word, what is optional and did not install. Of this platform, it is to be there.
  const isForHere = ({ os, cpu, libc }) =>
    os?.includes(process.platform) && cpu?.includes(process.arch) && !libc?.includes('musl')
  return Object.entries(wanted)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, entry]) =>
      path in installed ? installed[path].version === entry.version : entry.optional && !isForHere(entry),
    )
}

async function fetchPackages() {
  const npm = spawnSync('npm', ['--version'], { env: outsideEnvironment(), encoding: 'utf8' })
  if (npm.status !== 0) throw new Obstacle('npm is not installed; install it beside Node.js and start again.')

  const reason = existsSync(modules) ? 'the lock has changed, or an install was cut off' : 'first start'
  const { isOk, output } = await withProgress(`Installing the packages (${reason})`, () =>
    run(
      'npm',
      ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
      outsideEnvironment(),
    ),
  )
  if (isOk) return
  if (output.includes(ATOMIC)) throw new Obstacle(ATOMIC_REMEDY)
  throw new Obstacle(explainNpm(output))
}

function explainNpm(output) {
  // Most warnings are EBADENGINE, about the system's Node, on which npm runs and Foyer does not.
  const shown = output.replace(/^npm warn .*\n?/gim, '').trim()
  const offline =
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b/.exec(output)
  if (offline) {
    return `The packages could not be fetched: no answer from the network (${offline[1]}). Connect this machine, or name a proxy or mirror to npm, and start again.\n\n${shown}`
  }
  if (/\bENOSPC\b/.test(output)) {
    return `The disk is full. Make some 800 MB of room and start again.\n\n${shown}`
  }
  return `npm could not install the packages:\n\n${shown}`
}

/** The environment as it was outside `npm start`: npm installs by the system's Node, since it replaces ours. */
function outsideEnvironment() {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(`node_modules${sep}.bin`))
  return { ...process.env, PATH: path.join(delimiter) }
}

/**
 * Foyer's own Node must start. While it does not, its link is taken away, so that the next `npm start` gets here
 * by the system's Node and can say so again, rather than fail with a loader's message.
 */
function refuseBrokenNode() {
  const target = '../node/bin/node'
  if (!existsSync(node) && existsSync(join(bin, target))) symlinkSync(target, node)
  const { status, error, stderr } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  if (status === 0) return
  rmSync(node, { force: true })
  if (stderr?.includes(ATOMIC)) throw new Obstacle(ATOMIC_REMEDY)
  if (error?.code === 'ENOENT') {
    throw new Obstacle(
      'npm did not run the install script of the package "node". Allow install scripts (npm config set ignore-scripts false), delete node_modules and start again.',
    )
  }
  throw new Obstacle(`The Node.js of Foyer does not start here:\n\n${stderr || error}`)
}

function isBuilt() {
  if (!existsSync(join(dashboard, 'vite.config.ts'))) return true
  return read(buildStamp) === sourcesHash()
}

async function build() {
  const sources = sourcesHash()
  const environment = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) }
  const { isOk, output } = await withProgress('Building the dashboard', () =>
    run('npm', ['run', 'build', '-w', '@foyer/dashboard'], environment),
  )
  if (!isOk) throw new Obstacle(`The dashboard could not be built:\n\n${output.trim()}`)
  writeFileSync(buildStamp, sources)
}

/** Of all that can end up in the built dashboard: its files, the workspaces it may import, the lock. */
function sourcesHash() {
  const sum = createHash('sha256').update(lockHash())
  for (const folder of ['apps/dashboard', 'packages']) {
    for (const path of listFiles(join(root, folder))) {
      sum.update(`${path.slice(root.length)}\0`).update(hash(readFileSync(path)))
    }
  }
  return sum.digest('hex')
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : listFiles(path)
      return entry.isFile() && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
    })
}

/**
 * One at a time per checkout. A holder that was killed is noticed by its pid, or, when that number lives on as
 * another process, by the file's age: the holder touches it every few seconds.
 */
async function whileLocked(work) {
  const lock = join(tmpdir(), `foyer-prepare-${hash(root).slice(0, 12)}-${userInfo().uid}`)
  for (let isTold = false; !take(lock); ) {
    if (isHeld(lock)) {
      if (!isTold) console.log('Another start is installing or building here; waiting for it.')
      isTold = true
      await new Promise((resolve) => setTimeout(resolve, 250))
    } else {
      // Two that find a dead holder in the same instant could both go on; then one npm fails and says so.
      rmSync(lock, { force: true })
    }
  }
  const touch = setInterval(() => utimesSync(lock, new Date(), new Date()), 5000)
  try {
    await work()
  } finally {
    clearInterval(touch)
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isHeld(lock) {
  try {
    const age = Date.now() - statSync(lock).mtimeMs
    const pid = Number(readFileSync(lock, 'utf8'))
    // Between its making and the writing of the pid the file is empty.
    if (age > LOCK_STALE_MS) return false
    return pid === 0 || process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function run(command, args, env) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...env, NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ isOk: false, output: String(error) }))
    child.on('close', (code) => resolve({ isOk: code === 0, output }))
  })
}

/** `Building the dashboard … 6.2 s`. On a terminal the seconds run; in a log a line comes every ten. */
async function withProgress(title, work) {
  const { stdout } = process
  const start = performance.now()
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`
  stdout.write(`${title} …`)
  const everyMs = stdout.isTTY ? 200 : 10_000
  const show = setInterval(
    () => stdout.write(stdout.isTTY ? `\r${title} … ${seconds()}` : ` ${seconds()} …`),
    everyMs,
  )
  const result = await work()
  clearInterval(show)
  stdout.write(stdout.isTTY ? `\r${title} … ${seconds()}\n` : ` ${seconds()}\n`)
  return result
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function hash(content) {
  return createHash('sha256').update(content).digest('hex')
}
