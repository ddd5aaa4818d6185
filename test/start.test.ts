/** `npm start` on a data folder and a port that somebody else has: it says so in words and leaves everything as it was. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { stopPostgres } from '../src/kit/postgres.ts'
import { beginCommand, runCommand } from './commands.ts'
import { freePort } from './desk.ts'

let folder: string
let taken: Server
let takenPort: string
const running: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-start-'))
  // On all addresses, as Foyer listens.
  taken = createServer().listen(0)
  await once(taken, 'listening')
  takenPort = String((taken.address() as AddressInfo).port)
})
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => {
  taken.close()
  await stopPostgres(postgresIn('shared'))
  await stopPostgres(postgresIn('port'))
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('a second Foyer on a data folder is refused in words, and the first one goes on until it is stopped', async () => {
  const FOYER_DATA_DIR = join(folder, 'shared')
  const port = String(await freePort())
  const first = await start({ FOYER_DATA_DIR, PORT: port })

  const second = await runCommand('main', [], { FOYER_DATA_DIR, PORT: String(await freePort()) })
  expect(second.status).toBe(1)
  expect(second.stderr).toMatch(/^Foyer already runs from this data folder\..*FOYER_DATA_DIR/)
  expect(second.stderr).not.toMatch(/ {4}at /)
  expect(await healthAt(port)).toBe(200)

  first.kill('SIGTERM')
  expect(await once(first, 'exit')).toEqual([0, null])
  expect(await stopPostgres(postgresIn('shared')), 'a PostgreSQL was left running').toBe(false)
})

test('a killed one loses its hold: the next start takes over its PostgreSQL', async () => {
  const FOYER_DATA_DIR = join(folder, 'shared')
  const killed = await start({ FOYER_DATA_DIR, PORT: String(await freePort()) })
  killed.kill('SIGKILL')
  await once(killed, 'exit')

  const port = String(await freePort())
  const next = await start({ FOYER_DATA_DIR, PORT: port })
  expect(await healthAt(port)).toBe(200)
  next.kill('SIGTERM')
  expect(await once(next, 'exit')).toEqual([0, null])
})

test('a taken port ends the start with the remedy and leaves no PostgreSQL running', async () => {
  const FOYER_DATA_DIR = join(folder, 'port')
  const ended = await runCommand('main', [], { FOYER_DATA_DIR, PORT: takenPort })
  expect(ended.status).toBe(1)
  expect(ended.stderr).toMatch(/The port is taken by another program; .* PORT=/)
  expect(ended.stderr).not.toMatch(/ {4}at /)
  expect(ended.stdout).not.toContain('Foyer is ready')
  expect(await stopPostgres(postgresIn('port')), 'a PostgreSQL was left running').toBe(false)
  expect(taken.listening).toBe(true)
})

/** Ready, as `npm start` says it. */
async function start(env: Record<string, string>): Promise<ChildProcess> {
  const child = beginCommand('main', [], env)
  running.push(child)
  let said = ''
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        said += chunk
        if (said.includes('Foyer is ready')) resolve()
      })
    child.once('exit', (status) => reject(new Error(`it ended with ${status}: ${said}`)))
  })
  await ready
  return child
}

function postgresIn(name: string): string {
  return join(folder, name, 'postgres')
}

async function healthAt(port: string): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}/healthz`)).status
}
