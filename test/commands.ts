/** Foyer's commands, each in a process of its own as `npm run` starts them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Connection } from '../src/kit/db.ts'

const CACHE = new URL('../scripts/compile-cache.mjs', import.meta.url).href

export interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

/** Starts `src/<command>.ts` with these settings and no others. */
export function beginCommand(command: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', CACHE, fileURLToPath(new URL(`../src/${command}.ts`, import.meta.url)), ...args],
    {
      env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
}

export async function runCommand(
  command: string,
  args: string[],
  env: Record<string, string>,
): Promise<Ended> {
  const child = beginCommand(command, args, env)
  const ended: Ended = { status: null, stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    ended.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    ended.stderr += chunk
  })
  return new Promise((resolve) => child.on('close', (status) => resolve({ ...ended, status })))
}

/** What DATABASE_URL says of it. */
export function urlOf({ user, password, database, port, host }: Connection): string {
  const login = password ? `${user}:${encodeURIComponent(String(password))}` : user
  return `postgres://${login}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`
}
