import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, type Dispatcher } from 'undici'
import { guardedConnect, type Resolve } from './private-address.ts'
import { ProviderError } from './problem.ts'

export interface HttpRequest {
  method?: Dispatcher.HttpMethod
  url: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /**
   * Whether sending it twice does no more than once. By default what RFC 9110 §9.2.2 says of the method;
   * true for a POST only where the vendor takes an idempotency key and the headers carry one.
   */
  idempotent?: boolean
  /** A deadline of its own, in milliseconds. */
  timeoutMs?: number
}

export interface HttpResponse {
  status: number
  /** 200–299. Other statuses are answers too: see `statusError`. */
  ok: boolean
  headers: Headers
  body: Buffer
  /** How many times the request was sent. */
  attempts: number
  text(): string
  /** The body parsed. Throws `ProviderError` where it is not JSON. */
  json(): unknown
}

export interface HttpClient {
  /**
   * Sends a request and reads the whole answer, within one deadline. Answers of any status are returned, also
   * redirects: none is followed. Throws `ProviderError` with one of the codes of `HttpErrorCode`.
   */
  request(request: HttpRequest): Promise<HttpResponse>
  /** Ends kept-alive connections. */
  close(): Promise<void>
}

/** The codes of the errors thrown here; `http_<status>` comes from `statusError`. */
export type HttpErrorCode =
  | 'url_refused'
  | 'address_refused'
  | 'request_refused'
  | 'name_not_found'
  | 'certificate_refused'
  | 'connection_failed'
  | 'connection_lost'
  | 'timed_out'
  | 'response_too_large'
  | 'response_not_json'

/**
 * An outgoing HTTP client, one per trust and purpose: its retry budget is shared by all its requests.
 *
 * Idempotent requests are sent again, at most three times in all, after a network error or 429, 502, 503, 504,
 * with jittered back-off or after the `retry-after` asked for, while deadline and budget last. The budget lets
 * `ratio` of the requests be retried and always `perSecondMin`: a vendor that is down is not buried in retries.
 *
 * Only http and https, no credentials in the URL. Unless `allowPrivateAddresses` (for tests, and for URLs that
 * the operator configured), addresses of private, local and special use are refused: each name is resolved once
 * per connection, the very addresses that were checked are connected to, and the peer is checked once more before
 * a byte of the request is sent. So a name that changes between check and use (DNS rebinding) gains nothing.
 */
export function createHttpClient(options: {
  /** For everything together: retries, waits and reading. Default 10 s. */
  timeoutMs?: number
  /** Default: a tenth of the requests, and three a second. */
  retryBudget?: { ratio: number; perSecondMin: number }
  allowPrivateAddresses?: boolean
  /** Default 5 MiB. */
  responseBytesMax?: number
  /** The first wait is up to this long, each further one twice that. Default 200 ms. */
  backOffMs?: number
  /** Names to addresses; the system's resolver by default. */
  resolve?: Resolve
}): HttpClient {
  const { allowPrivateAddresses = false, backOffMs = 200, responseBytesMax = 5 * 1024 * 1024 } = options
  const budget = createRetryBudget(options.retryBudget ?? { ratio: 0.1, perSecondMin: 3 })
  const agent = new Agent({
    connect: guardedConnect({ allowPrivateAddresses, resolve: options.resolve }),
    // The deadline of the request rules alone.
    headersTimeout: 0,
    bodyTimeout: 0,
  })

  async function request(given: HttpRequest): Promise<HttpResponse> {
    const url = checkedUrl(given.url)
    const isIdempotent = given.idempotent ?? IDEMPOTENT.has(given.method ?? 'GET')
    const timeoutMs = given.timeoutMs ?? options.timeoutMs ?? 10_000
    const endsAt = performance.now() + timeoutMs
    const signal = AbortSignal.timeout(timeoutMs)
    budget.deposit()

    for (let attempts = 1; ; attempts += 1) {
      const result = await send(url, given, signal).catch(asProviderError)
      const waitMs =
        isIdempotent && attempts < ATTEMPTS_MAX ? retryWaitMs(result, backOffMs * 2 ** (attempts - 1)) : null
      const isInTime = waitMs !== null && performance.now() + waitMs < endsAt
      if (!isInTime || !budget.withdraw()) {
        if (result instanceof ProviderError) throw result
        return { ...result, attempts }
      }
      await sleep(waitMs)
    }
  }

  async function send(url: URL, given: HttpRequest, signal: AbortSignal) {
    const { method = 'GET', headers = {}, body } = given
    const response = await agent.request({
      ...{ origin: url.origin, path: url.pathname + url.search, method, signal },
      headers: { 'user-agent': 'Foyer', ...lowerCaseNames(headers) },
      body: body ?? null,
    })
    return readResponse(response, responseBytesMax)
  }

  return { request, close: () => agent.close() }
}

/**
 * An answer outside 200–299 as the error that a provider throws. 429 and 5xx are worth another try, as are 408
 * and 425; after a 5xx other than 503 nobody knows whether the request took effect.
 */
export function statusError(response: HttpResponse, code = `http_${response.status}`): ProviderError {
  const { status } = response
  return new ProviderError(`The vendor answered ${status}`, {
    code,
    retryable: status >= 500 || [408, 425, 429].includes(status),
    outcomeUnknown: status >= 500 && status !== 503,
    retryAfterSeconds: retryAfterSeconds(response.headers),
  })
}

const ATTEMPTS_MAX = 3
const IDEMPOTENT = new Set<string>(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])
const RETRIED_STATUSES = [429, 502, 503, 504]

function checkedUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url) throw refused('The address is not a URL; write it in full, beginning with https://')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused('The address is neither http nor https; write it beginning with https://')
  }
  if (url.username || url.password) {
    throw refused('The address holds a user name or password; send them in a header')
  }
  return url
}

function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

const refused = (message: string) => new ProviderError(message, { code: 'url_refused', retryable: false })

async function readResponse(
  response: Dispatcher.ResponseData,
  bytesMax: number,
): Promise<Omit<HttpResponse, 'attempts'>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > bytesMax) {
      response.body.destroy()
      throw new ProviderError(`The answer is larger than ${bytesMax} bytes`, {
        ...{ code: 'response_too_large', retryable: false, outcomeUnknown: true },
      })
    }
    chunks.push(chunk)
  }
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  const body = Buffer.concat(chunks)
  const { statusCode: status } = response
  return {
    ...{ status, ok: status >= 200 && status < 300, headers, body },
    text: () => body.toString('utf8'),
    json: () => parseJson(body.toString('utf8')),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Without the cause, whose message quotes the text.
    throw new ProviderError('The answer is not JSON', {
      ...{ code: 'response_not_json', retryable: false, outcomeUnknown: true },
    })
  }
}

/** How long to wait before another try, in milliseconds; `null` where one is of no use. */
function retryWaitMs(
  result: ProviderError | Omit<HttpResponse, 'attempts'>,
  backOffMs: number,
): number | null {
  const jittered = Math.random() * backOffMs
  if (result instanceof ProviderError)
    return result.retryable && result.code !== 'timed_out' ? jittered : null
  if (!RETRIED_STATUSES.includes(result.status)) return null
  const askedSeconds = retryAfterSeconds(result.headers)
  return askedSeconds === undefined ? jittered : askedSeconds * 1000 + jittered
}

/** `retry-after` in either form, seconds or date (RFC 9110 §10.2.3). */
function retryAfterSeconds(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value)
  const seconds = (Date.parse(value) - Temporal.Now.instant().epochMilliseconds) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds))
}

/** A token bucket: each request puts in `ratio`, each second `perSecondMin`; it holds what ten seconds give. */
function createRetryBudget({ ratio, perSecondMin }: { ratio: number; perSecondMin: number }) {
  const capacity = Math.max(1, perSecondMin * 10)
  let tokens = Math.min(capacity, perSecondMin)
  let filledAt = performance.now()
  const put = (amount: number) => {
    tokens = Math.min(capacity, tokens + amount)
  }
  return {
    deposit: () => put(ratio),
    withdraw() {
      const now = performance.now()
      put(((now - filledAt) / 1000) * perSecondMin)
      filledAt = now
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}

const NEVER_CONNECTED = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** What undici and Node throw, in our words. `outcomeUnknown` is false only where nothing can have been sent. */
function asProviderError(cause: unknown): ProviderError {
  if (cause instanceof ProviderError) return cause
  const { name, code = '' } = cause as { name?: string; code?: string }
  const failure = (failed: HttpErrorCode, message: string, retryable: boolean, outcomeUnknown = false) =>
    new ProviderError(message, { code: failed, retryable, outcomeUnknown, cause })

  if (name === 'TimeoutError') return failure('timed_out', 'There was no answer in time', true, true)
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) {
    return failure('name_not_found', 'The host name has no address; check its spelling', true)
  }
  if (NEVER_CONNECTED.includes(code)) return failure('connection_failed', 'The host cannot be reached', true)
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/.test(code)) {
    return failure('certificate_refused', "The host's certificate is not valid for its name", false)
  }
  if (
    code.startsWith('UND_ERR_INVALID') ||
    code.startsWith('ERR_INVALID') ||
    code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'
  ) {
    return failure(
      'request_refused',
      'The request cannot be sent as it is: a header or the body is not valid',
      false,
    )
  }
  return failure('connection_lost', 'The connection broke before the answer was complete', true, true)
}
