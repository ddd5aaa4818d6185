/** An API in memory for `npm run dev -- --mode mock`. `POST /api/mock/book` lets a booking arrive. */
import type { IncomingMessage } from 'node:http'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import { WebSocketServer } from 'ws'
import { accessRoutes } from './access.ts'
import { type Body, type Route, sockets } from './answers.ts'
import { appointmentRoutes } from './appointments.ts'
import { connectionRoutes } from './connections.ts'
import { conversationRoutes } from './conversations.ts'
import { messageRoutes } from './messages.ts'
import { peopleRoutes } from './people.ts'
import { reportRoutes } from './reports.ts'
import { schedulingRoutes } from './scheduling.ts'
import { settingsRoutes } from './settings.ts'
import { waitlistRoutes } from './waitlist.ts'

const routes: Route[] = [
  ...settingsRoutes,
  ...schedulingRoutes,
  ...waitlistRoutes,
  ...accessRoutes,
  ...appointmentRoutes,
  ...peopleRoutes,
  ...conversationRoutes,
  ...messageRoutes,
  ...connectionRoutes,
  ...reportRoutes,
]

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text ? (JSON.parse(text) as Body) : {}
}

/** Both for `vite` and, on what was built, for `vite preview`. */
export function mockApi(): Plugin {
  return { name: 'foyer-mock-api', configureServer: answerOn, configurePreviewServer: answerOn }
}

function answerOn(server: ViteDevServer | PreviewServer): void {
  const live = new WebSocketServer({ noServer: true })
  server.httpServer?.on('upgrade', (request, socket, head) => {
    if (request.url !== '/api/live') return
    live.handleUpgrade(request, socket, head, (opened) => {
      opened.once('message', () => {
        sockets.add(opened)
        opened.send(JSON.stringify({ type: 'ready' }))
      })
      opened.on('close', () => sockets.delete(opened))
    })
  })
  server.middlewares.use(async (request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://mock')
    if (!url.pathname.startsWith('/api/')) return next()
    const body = await bodyOf(request)
    for (const [method, path, handle] of routes) {
      const match = request.method === method && new RegExp(`^${path}$`).exec(url.pathname)
      if (!match) continue
      const [status, answer] = handle({ params: match.slice(1), query: url.searchParams, body })
      response.writeHead(status, {
        'content-type': status < 400 ? 'application/json' : 'application/problem+json',
      })
      return response.end(JSON.stringify(answer))
    }
    response.writeHead(404, { 'content-type': 'application/problem+json' })
    response.end(JSON.stringify({ status: 404, detail: 'The mock does not know this address.' }))
  })
}
