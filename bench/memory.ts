/**
 * `npm run bench:memory`: what an idle Foyer holds, and how soon it is there. Memory is the sum of PSS (each shared
 * page counted once) of the app and of all processes of its database, 60 s after /healthz said ready.
 */
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { conclude, machine, median, round, say, table } from './rig/report.ts'
import { freePort, makePlace, postgresPids, type Server, startServer } from './rig/server.ts'

const { values: flags } = parseArgs({
  options: {
    idle: { type: 'string', default: '60' },
    starts: { type: 'string', default: '3' },
    node: { type: 'string' },
  },
})
const IDLE_SECONDS = Number(flags.idle)
const STARTS = Number(flags.starts)
/** For experiments: `--node=--max-semi-space-size=2`. */
const NODE_ARGS = flags.node?.split(' ') ?? []
const TARGETS = { idleMB: 250, listensMs: 3000 }

const place = makePlace()
const server = { dataDir: place.dataDir, port: await freePort(), nodeArgs: NODE_ARGS }

async function main() {
  if (!existsSync('/proc/self/smaps_rollup'))
    throw new Error('this benchmark reads /proc/<pid>/smaps_rollup, which only Linux has')
  say('First start …')
  const first = await startServer(server)
  const firstReadyMs = first.readyMs
  await first.stop()

  const starts: { listensMs: number; readyMs: number; stopMs: number }[] = []
  let running: Server | undefined
  for (let n = 0; n < STARTS; n++) {
    running = await startServer(server)
    const { listensMs, readyMs } = running
    if (n < STARTS - 1) starts.push({ listensMs, readyMs, stopMs: await running.stop() })
    else starts.push({ listensMs, readyMs, stopMs: Number.NaN })
  }
  if (!running) throw new Error('no start was asked for')

  const atStart = memoryOf(running)
  say(`Idle for ${IDLE_SECONDS} s …`)
  await sleep(IDLE_SECONDS * 1000)
  const idle = memoryOf(running)
  const last = starts.at(-1)
  const stopMs = await running.stop()
  if (last) last.stopMs = stopMs

  const mb = (kb: number) => `${round(kb / 1024, 1)} MB`
  const listensMs = median(starts.map((start) => start.listensMs))
  const slowestMs = Math.max(...starts.map((start) => start.listensMs))
  table(
    ['', 'measured', 'target'],
    [
      ['app, when ready', mb(atStart.appKB), ''],
      ['database, when ready', `${mb(atStart.postgresKB)} in ${atStart.processes} processes`, ''],
      [`app, ${IDLE_SECONDS} s later`, mb(idle.appKB), ''],
      ['database', `${mb(idle.postgresKB)} in ${idle.processes} processes`, ''],
      ['idle memory of the whole (PSS)', mb(idle.appKB + idle.postgresKB), `<= ${TARGETS.idleMB} MB`],
      ['  were nothing else of Node and PostgreSQL running', mb(idle.aloneKB), `<= ${TARGETS.idleMB} MB`],
      ['first start, new database, ready', `${round(firstReadyMs / 1000, 2)} s`, ''],
      [
        'second start after a clean stop, listens',
        `${round(listensMs / 1000, 2)} s (slowest of ${STARTS}: ${round(slowestMs / 1000, 2)} s)`,
        `<= ${TARGETS.listensMs / 1000} s`,
      ],
      ['  ready', `${round(median(starts.map((start) => start.readyMs)) / 1000, 2)} s`, ''],
      ['clean stop', `${round(median(starts.map((start) => start.stopMs)) / 1000, 2)} s`, ''],
    ],
  )
  const idleMB = round((idle.appKB + idle.postgresKB) / 1024, 1)
  const aloneMB = round(idle.aloneKB / 1024, 1)
  await place.remove()
  conclude({
    bench: 'memory',
    ok: aloneMB <= TARGETS.idleMB && slowestMs <= TARGETS.listensMs,
    idleMB,
    aloneMB,
    appMB: round(idle.appKB / 1024, 1),
    postgresMB: round(idle.postgresKB / 1024, 1),
    whenReadyMB: round((atStart.appKB + atStart.postgresKB) / 1024, 1),
    firstReadyMs: round(firstReadyMs),
    starts: starts.map((start) => ({
      listensMs: round(start.listensMs),
      readyMs: round(start.readyMs),
      stopMs: round(start.stopMs),
    })),
    targets: TARGETS,
    machine: machine(),
  })
}

interface Memory {
  appKB: number
  postgresKB: number
  processes: number
  /** The same with every page of a program's file counted whole, whoever else runs that program on this machine. */
  aloneKB: number
}

function memoryOf(one: Server): Memory {
  const database = postgresPids(place.postgresPid())
  const pss = (pids: number[]) => pids.flatMap(mappingsOf).reduce((sum, mapping) => sum + mapping.pssKB, 0)
  return {
    appKB: pss([one.pid]),
    postgresKB: pss(database),
    processes: database.length,
    aloneKB: aloneKB([one.pid]) + aloneKB(database),
  }
}

/** PSS shares a program's pages out among all who run it, this benchmark's own Node among them. */
function aloneKB(pids: number[]): number {
  const files = new Map<string, number>()
  let own = 0
  for (const { file, pssKB, rssKB, anonymousKB } of pids.flatMap(mappingsOf)) {
    if (file === null || rssKB === 0) {
      own += pssKB
      continue
    }
    // Pages that were written are the process's own; the others are the file's.
    own += (pssKB * anonymousKB) / rssKB
    files.set(file, Math.max(files.get(file) ?? 0, rssKB - anonymousKB))
  }
  return own + [...files.values()].reduce((sum, rssKB) => sum + rssKB, 0)
}

interface Mapping {
  /** Null for what is no file on a disk: plain and shared memory. */
  file: string | null
  pssKB: number
  rssKB: number
  anonymousKB: number
}

function mappingsOf(pid: number): Mapping[] {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/smaps`, 'utf8')
  } catch {
    // It ended between the listing and the look.
    return []
  }
  const mappings: Mapping[] = []
  for (const line of text.split('\n')) {
    const head = /^[0-9a-f]+-[0-9a-f]+ \S+ (\S+) \S+ (\d+)\s*(.*)$/.exec(line)
    if (head) {
      const [, offset, inode, path = ''] = head
      const isFile = inode !== '0' && !path.endsWith('(deleted)')
      mappings.push({ file: isFile ? `${path} ${offset}` : null, pssKB: 0, rssKB: 0, anonymousKB: 0 })
      continue
    }
    const last = mappings.at(-1)
    const [, name, kB] = /^(Pss|Rss|Anonymous):\s+(\d+) kB/.exec(line) ?? []
    if (!last || !name) continue
    if (name === 'Pss') last.pssKB = Number(kB)
    else if (name === 'Rss') last.rssKB = Number(kB)
    else last.anonymousKB = Number(kB)
  }
  return mappings
}

try {
  await main()
} catch (error) {
  await place.remove()
  throw error
}
