/** Calls of a fake by hand, and a webhook that takes what the fake tells. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Called {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
  body: any
}

export async function call(
  url: string,
  request: {
    method?: string
    headers?: Record<string, string>
    json?: unknown
    form?: Record<string, string>
  },
): Promise<Called> {
  const { json, form, headers = {} } = request
  const response = await fetch(url, {
    method: request.method ?? (json || form ? 'POST' : 'GET'),
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: form ? new URLSearchParams(form) : json === undefined ? undefined : JSON.stringify(json),
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
}

export interface Webhook {
  url: string
  received: { body: string; headers: Record<string, string | undefined> }[]
  /** What the next ones are answered with; 200 when none is left. */
  statuses: number[]
  close(): Promise<void>
}

export async function startWebhook(): Promise<Webhook> {
  const received: Webhook['received'] = []
  const statuses: number[] = []
  const server = createServer(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming.setEncoding('utf8')) body += chunk
    received.push({ body, headers: incoming.headers as Record<string, string | undefined> })
    response.writeHead(statuses.shift() ?? 200).end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    ...{ received, statuses },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
