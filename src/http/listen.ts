import { type ServerType, serve } from '@hono/node-server'
import { WebSocketServer } from 'ws'
import type { Config } from '../kit/config.ts'

/** Opens the port; refuses as Node does where it is taken. */
export function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host: hostname }: Pick<Config, 'port' | 'host'>,
): Promise<ServerType> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 })
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch, port, ...(hostname ? { hostname } : {}), websocket: { server: sockets } },
      () => resolve(server),
    )
    server.on('error', reject)
  })
}

/** Answers what is being asked, for two seconds at most, and takes nothing new. */
export async function closeServer(server: ServerType | undefined): Promise<void> {
  if (!server) return
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    // Keep-alive connections without a request would hold it open.
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections()
    }, 2_000).unref()
  })
}
