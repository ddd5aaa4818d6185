/** A line to PostgreSQL, on 127.0.0.1, that a test can cut, stall and mend: a database that is away, or that hangs. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import type pg from 'pg'

export interface Line {
  /** What `openDesk({ via })` takes. */
  via(connection: pg.ClientConfig): Promise<pg.ClientConfig>
  /** Ends every connection, and nobody listens any more. */
  cut(): Promise<void>
  /** Nothing gets through in either direction, and no connection ends; new ones are taken and get no answer. */
  stall(): void
  /** After either. */
  mend(): Promise<void>
}

export function openLine(): Line {
  const sockets = new Set<Socket>()
  let target: pg.ClientConfig = {}
  let server: Server | undefined
  let port = 0
  let isStalled = false

  function listen(): Promise<void> {
    server = createServer((near) => {
      const { host = '127.0.0.1', port: farPort = 5432 } = target
      const far = host.startsWith('/')
        ? connect(`${host}/.s.PGSQL.${farPort}`)
        : connect(Number(farPort), host)
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(socket)
        socket.pipe(other)
        if (isStalled) socket.pause()
        socket.on('error', () => other.destroy())
        socket.on('close', () => {
          sockets.delete(socket)
          other.destroy()
        })
      }
    })
    return new Promise((resolve) => server?.listen(port, '127.0.0.1', resolve))
  }

  return {
    async via(connection) {
      target = connection
      await listen()
      const address = server?.address()
      port = typeof address === 'object' && address ? address.port : 0
      return { ...connection, host: '127.0.0.1', port }
    },
    async cut() {
      const closed = new Promise((resolve) => server?.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    stall() {
      isStalled = true
      for (const socket of sockets) socket.pause()
    },
    async mend() {
      isStalled = false
      for (const socket of sockets) socket.resume()
      if (!server?.listening) await listen()
    },
  }
}
