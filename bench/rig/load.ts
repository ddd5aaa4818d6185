/**
 * The other side of the webhook, in a process of its own so that it shares no event loop with what is measured. Bodies
 * are signed before the first one is sent. Prints one line of JSON.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { signedBooking } from './bookings.ts'
import { type Line, openLine, requestOf } from './http.ts'

export type Load = {
  port: number
  path: string
  secret: string
  run: string
  /** The number of the first booking. */
  from: number
} & (
  | { kind: 'closed'; connections: number; seconds: number; prepared: number }
  /** As many as `count`, over so many connections. */
  | { kind: 'batch'; connections: number; count: number }
  /** So many per second whether answers come or not; latency counts from the intended start. */
  | { kind: 'open'; perSecond: number; seconds: number }
)

export interface Sent {
  /** Answered 200. */
  accepted: number
  /** By status; 0 is a broken connection. */
  others: Record<string, number>
  seconds: number
  /** Milliseconds, ascending. */
  latencies: number[]
  /** Processor time of this process while it sent. */
  cpuMs: number
}

export function sendLoad(load: Load): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(load)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve(JSON.parse(text) as Sent)
      else reject(new Error(`the load ended with ${code}`))
    })
  })
}

async function run(load: Load): Promise<Sent> {
  const prepared =
    load.kind === 'closed'
      ? load.prepared
      : load.kind === 'batch'
        ? load.count
        : load.perSecond * load.seconds
  const make = (n: number) => requestOf(load, signedBooking(load.secret, load.run, load.from + n))
  const requests = Array.from({ length: prepared }, (_, n) => make(n))
  const others: Record<string, number> = {}
  const latencies: number[] = []
  let accepted = 0

  async function one(line: Line, request: Buffer, intended: number): Promise<void> {
    const { status } = await line.send(request)
    latencies.push(performance.now() - intended)
    if (status === 200) accepted++
    else others[status] = (others[status] ?? 0) + 1
  }

  const cpu = process.cpuUsage()
  const began = performance.now()
  if (load.kind === 'open') {
    const idle: Line[] = []
    const lines: Line[] = []
    const pending: Promise<void>[] = []
    for (let n = 0; n < prepared; n++) {
      const intended = began + (n * 1000) / load.perSecond
      const wait = intended - performance.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      let line = idle.pop()
      if (!line) {
        line = openLine(load.port)
        lines.push(line)
      }
      const used = line
      pending.push(one(used, requests[n] ?? make(n), intended).then(() => void idle.push(used)))
    }
    await Promise.all(pending)
    for (const line of lines) line.close()
  } else {
    let next = 0
    const end = load.kind === 'closed' ? began + load.seconds * 1000 : Number.POSITIVE_INFINITY
    const last = load.kind === 'batch' ? load.count : Number.POSITIVE_INFINITY
    const work = async () => {
      const line = openLine(load.port)
      while (next < last && performance.now() < end) {
        const n = next++
        await one(line, requests[n] ?? make(n), performance.now())
      }
      line.close()
    }
    await Promise.all(Array.from({ length: load.connections }, work))
  }
  const seconds = (performance.now() - began) / 1000
  const used = process.cpuUsage(cpu)
  latencies.sort((a, b) => a - b)
  return { accepted, others, seconds, latencies, cpuMs: (used.user + used.system) / 1000 }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sent = await run(JSON.parse(process.argv[2] ?? '') as Load)
  process.stdout.write(JSON.stringify(sent))
}
