/** What the parts of the mock share: how they answer, page and search, and how browsers are told of events. */
import type { WebSocket } from 'ws'

export type Body = Record<string, unknown>
export type Answer = [status: number, body: unknown]
export type Route = [
  method: string,
  path: string,
  handle: (context: { params: string[]; query: URLSearchParams; body: Body }) => Answer,
]

export const ok = (body: unknown = { ok: true }): Answer => [200, body]

export const problem = (status: number, detail: string): Answer => [
  status,
  { type: '/problems/mock', title: 'Problem', status, detail },
]

export const has = (text: unknown, search: string | null) =>
  !search || JSON.stringify(text).toLowerCase().includes(search.toLowerCase())

export const page = <T>(list: T[], query: URLSearchParams) =>
  list.slice(
    Number(query.get('offset') ?? 0),
    Number(query.get('offset') ?? 0) + Number(query.get('limit') ?? 50),
  )

export const sockets = new Set<WebSocket>()

export function tell(events: Body[]): void {
  for (const socket of sockets) socket.send(JSON.stringify({ type: 'events', events }))
}
