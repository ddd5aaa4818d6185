/** A vendor's HTTP API on this machine: keeps what was asked, lets faults happen, leaves the rest to the vendor. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Faults } from './faults.ts'

export interface VendorRequest {
  method: string
  /** Without the query. */
  path: string
  query: URLSearchParams
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>
  body: string
}

export interface VendorAnswer {
  status: number
  /** A text is sent as it is, anything else as JSON. */
  body: unknown
  headers?: Record<string, string>
}

export interface VendorServer {
  /** `http://127.0.0.1:…`, no slash at the end. */
  url: string
  /** All that was asked, oldest first. */
  requests: VendorRequest[]
  close(): Promise<void>
}

export async function startVendorServer(vendor: {
  faults: Faults
  /** Whether the request would send a message: only those meet the faults of `onSend`. */
  isSending(request: VendorRequest): boolean
  answer(request: VendorRequest): VendorAnswer
}): Promise<VendorServer> {
  const requests: VendorRequest[] = []
  const stopping = new AbortController()

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming)
    requests.push(request)
    const fault = vendor.faults.take(vendor.isSending(request))
    if (fault?.kind === 'lose_request') return void incoming.socket.destroy()
    if (fault?.kind === 'refuse') return reply(response, { body: '', ...fault })
    const answer = vendor.answer(request)
    if (fault?.kind === 'lose_answer') return void incoming.socket.destroy()
    if (fault?.kind === 'slow') await sleep(fault.ms, undefined, { signal: stopping.signal })
    if (fault?.kind === 'fail_after') return reply(response, { status: fault.status, body: GATEWAY_PAGE })
    reply(response, answer)
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: Error) => {
      if (stopping.signal.aborted || incoming.destroyed) return
      reply(response, { status: 500, body: `the fake broke: ${error.stack}` })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      stopping.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const GATEWAY_PAGE = '<html><head><title>502 Bad Gateway</title></head></html>'

async function readRequest(incoming: IncomingMessage): Promise<VendorRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const url = new URL(incoming.url ?? '/', 'http://vendor')
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers as Record<string, string | undefined>,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function reply(response: ServerResponse, { status, body, headers = {} }: VendorAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const contentType = text.startsWith('<') ? 'text/html' : 'application/json; charset=utf-8'
  response.writeHead(status, { 'content-type': contentType, ...headers }).end(text)
}

/** The parsed body, or null where it is not JSON. */
export function parsedBody(request: VendorRequest): unknown {
  try {
    return JSON.parse(request.body)
  } catch {
    return null
  }
}
