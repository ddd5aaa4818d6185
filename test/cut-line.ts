/** A line to PostgreSQL, on 127.0.0.1, that a test can cut and mend: what a database that is away looks like. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import type pg from 'pg'

export interface Line {
  /** What `openDesk({ via })` takes. */
  via(connection: pg.ClientConfig): Promise<pg.ClientConfig>
  /** Ends every connection, and nobody listens any more. */
  cut(): Promise<void>
  mend(): Promise<void>
}

export function openLine(): Line {
  const sockets = new Set<Socket>()
  let target: pg.ClientConfig = {}
  let server: Server | undefined
  let port = 0

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
    mend: listen,
  }
}
