/** What people sent by WhatsApp and Instagram, fetched from Meta. */

import type { HttpResponse } from '../../kit/http-client.ts'
import { ProviderError } from '../../kit/problem.ts'
import { answerFailure, exchange, failure } from './failures.ts'
import type { Graph } from './meta-graph.ts'

/** Where Meta keeps them: `lookaside.fbsbx.com`, and the CDN to which that leads. */
const HOSTS = /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|cdninstagram\.com|facebook\.com|whatsapp\.net)$/
const REDIRECTS = 3

/**
 * Follows an address that Meta told, on Meta's hosts alone: a token is for them, and what stands elsewhere was not sent by
 * whoever wrote. `token`: WhatsApp's media want the account's, Instagram's addresses are signed themselves.
 */
export async function fetchMetaMedia(
  graph: Pick<Graph, 'http' | 'baseUrl'>,
  { url, token }: { url: string; token: string | null },
): Promise<{ content: Buffer; contentType: string | null }> {
  let address = URL.parse(url)
  for (let i = 0; i <= REDIRECTS; i++) {
    if (!address || !isMetas(address, graph.baseUrl)) {
      throw failure('not_found', { detail: 'its address is not one of Meta’s' })
    }
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
    const response = await fetchOnce(graph, address, headers)
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || !location) return contentOf(response)
    address = URL.parse(location, address.href)
  }
  throw failure('vendor_failed', { detail: 'it is moved again and again' })
}

async function fetchOnce(
  { http }: Pick<Graph, 'http'>,
  address: URL,
  headers: Record<string, string>,
): Promise<HttpResponse> {
  try {
    return await exchange(http, { url: address.href, headers }, 'ask')
  } catch (error) {
    const { cause } = error as { cause?: unknown }
    if (cause instanceof ProviderError && cause.code === 'response_too_large')
      throw failure('too_large', { cause })
    throw error
  }
}

function contentOf(response: HttpResponse) {
  if (!response.ok) throw answerFailure(response, 'ask', null)
  return { content: response.body, contentType: response.headers.get('content-type') }
}

/** Over https, or where the vendor is played by ourselves. */
function isMetas({ protocol, hostname, origin }: URL, baseUrl: string): boolean {
  return (protocol === 'https:' && HOSTS.test(hostname)) || origin === URL.parse(baseUrl)?.origin
}
