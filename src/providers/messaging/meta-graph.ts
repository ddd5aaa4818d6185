/** What WhatsApp and Instagram share: Meta's signature, its question for the address, and calls of the Graph API. */

import { equalConstantTime, hmacSha256Hex } from '../../kit/crypto.ts'
import type { HttpClient, HttpRequest } from '../../kit/http-client.ts'
import { answerFailure, type Deed, exchange, failure } from './failures.ts'
import type { GraphError } from './meta-failures.ts'
import type { InboundRequest, MessagingFailure } from './port.ts'
import { isRecord, parseObject, type Raw } from './wire.ts'

/**
 * `X-Hub-Signature-256: sha256=<hex>`, HMAC-SHA256 of the raw bytes with the app's secret. Meta escapes non-ASCII as
 * `\uXXXX`, so a body that was parsed and written again does not verify.
 */
export function verifyMeta(appSecret: string, request: InboundRequest): boolean {
  const [, given] = /^sha256=([0-9a-f]{64})$/.exec(request.headers['x-hub-signature-256'] ?? '') ?? []
  if (appSecret === '' || given === undefined) return false
  return equalConstantTime(hmacSha256Hex(appSecret, request.rawBody), given)
}

/** `GET ?hub.mode=subscribe&hub.verify_token=…&hub.challenge=…`: the challenge, where the token is ours. */
export function answerChallenge(
  verifyToken: string,
  query: Readonly<Record<string, string | undefined>>,
): string | null {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge = '' } = query
  if (verifyToken === '' || mode !== 'subscribe' || token === undefined) return null
  // It is sent back as it came: nothing but what Meta sends, digits, or another plain token.
  if (!/^[\w.-]{1,256}$/.test(challenge)) return null
  return equalConstantTime(token, verifyToken) ? challenge : null
}

export interface Graph {
  http: HttpClient
  /** Without a slash at the end. */
  baseUrl: string
  accessToken: string
  failureOf(error: GraphError): MessagingFailure | null
}

const VERSION = 'v23.0'

export function graphUrl(baseUrl: string | undefined, host: string): string {
  return `${graphRoot(baseUrl, host)}/${VERSION}`
}

/** For what Meta keeps apart from its versions. */
export function graphRoot(baseUrl: string | undefined, host: string): string {
  return (baseUrl ?? `https://${host}`).replace(/\/+$/, '')
}

/**
 * One call; the answer's JSON. A POST is sent once: Meta has no idempotency key.
 * @throws ProviderError with a code of `MessagingFailure`
 */
export async function callGraph(
  graph: Graph,
  { path, deed, body }: { path: string; deed: Deed; body?: Raw },
): Promise<Raw> {
  const authorization = `Bearer ${graph.accessToken}`
  const request: HttpRequest = {
    url: `${graph.baseUrl}/${path}`,
    ...(body
      ? {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }
      : { headers: { authorization } }),
  }
  const response = await exchange(graph.http, request, deed)
  const answer = parseObject(response.body)
  if (response.ok) {
    if (answer) return answer
    throw failure(deed === 'send' ? 'outcome_unknown' : 'vendor_failed', { detail: 'the answer is no JSON' })
  }
  const refused = graphErrorOf(answer)
  if (!refused) throw answerFailure(response, deed, null)
  const detail = `Meta ${refused.code}${refused.subcode === null ? '' : `/${refused.subcode}`}`
  const general = answerFailure(response, deed, detail)
  const code = graph.failureOf(refused)
  throw code ? failure(code, { detail, retryAfterSeconds: general.retryAfterSeconds }) : general
}

function graphErrorOf(answer: Raw | null): GraphError | null {
  const error = answer?.error
  if (!isRecord(error) || typeof error.code !== 'number') return null
  return { code: error.code, subcode: typeof error.error_subcode === 'number' ? error.error_subcode : null }
}
