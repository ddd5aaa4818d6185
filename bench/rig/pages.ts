/**
 * Asks for pages in an open loop, so many a second whether answers come or not, in a process of its own. Prints one line
 * of JSON.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Line, openLine } from './http.ts'

export interface Pages {
  port: number
  /** Asked for in turn. */
  paths: string[]
  perSecond: number
  seconds: number
}

export interface Answered {
  /** By status; 0 is a broken connection. */
  statuses: Record<string, number>
  /** Milliseconds from the moment at which each was to be asked, ascending. */
  latencies: number[]
}

export function askForPages(pages: Pages): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(pages)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve(JSON.parse(text) as Answered)
      else reject(new Error(`the load ended with ${code}`))
    })
  })
}

async function run({ port, paths, perSecond, seconds }: Pages): Promise<Answered> {
  const requests = paths.map((path) =>
    Buffer.from(
      `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/html\r\naccept-language: en-US\r\naccept-encoding: gzip\r\n\r\n`,
    ),
  )
  const statuses: Record<string, number> = {}
  const latencies: number[] = []
  const lines: Line[] = []
  const idle: Line[] = []
  const pending: Promise<void>[] = []
  const began = performance.now()
  for (let n = 0; n < perSecond * seconds; n++) {
    const intended = began + (n * 1000) / perSecond
    const wait = intended - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    let line = idle.pop()
    if (!line) {
      line = openLine(port)
      lines.push(line)
    }
    const used = line
    const request = requests[n % requests.length] ?? Buffer.alloc(0)
    pending.push(
      used.send(request).then(({ status }) => {
        latencies.push(performance.now() - intended)
        statuses[status] = (statuses[status] ?? 0) + 1
        idle.push(used)
      }),
    )
  }
  await Promise.all(pending)
  for (const line of lines) line.close()
  return { statuses, latencies: latencies.toSorted((a, b) => a - b) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '') as Pages)))
}
