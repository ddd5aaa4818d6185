import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { createHttpClient, statusError } from './http-client.ts'
import type { Resolve } from './private-address.ts'
import { ProviderError } from './problem.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function serve(listener: RequestListener, host = '127.0.0.1') {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    listener(request, response)
  })
  const connections = { count: 0 }
  server.on('connection', () => {
    connections.count += 1
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  cleanUps.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, seen, connections }
}

function client(options: Parameters<typeof createHttpClient>[0] = {}) {
  const http = createHttpClient({ allowPrivateAddresses: true, backOffMs: 1, ...options })
  cleanUps.push(() => http.close())
  return http
}

async function errorOf(promise: Promise<unknown>): Promise<ProviderError> {
  const error = await promise.catch((thrown: unknown) => thrown)
  if (!(error instanceof ProviderError)) throw new Error('a provider error was expected', { cause: error })
  return error
}

/** Answers with these statuses in turn, the last one for ever. */
const answering =
  (statuses: number[], headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse) => {
    const status = statuses.length > 1 ? statuses.shift() : statuses[0]
    response.writeHead(status ?? 200, headers).end('{}')
  }

test('a request is sent and its answer read', async () => {
  const { url } = await serve(async (request, response) => {
    const sent = {
      method: request.method,
      url: request.url,
      key: request.headers['x-key'],
      body: await text(request),
    }
    response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] })
    response.end(JSON.stringify(sent))
  })
  const response = await client().request({
    ...{ method: 'POST', url: `${url}/messages?to=1`, headers: { 'X-Key': 'k' }, body: 'Grüße' },
  })
  expect(response).toMatchObject({ status: 201, ok: true, attempts: 1 })
  expect(response.json()).toEqual({ method: 'POST', url: '/messages?to=1', key: 'k', body: 'Grüße' })
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})

test('an answer that is not JSON is a provider error that does not repeat it', async () => {
  const { url } = await serve((_, response) => response.end('<h1>Ana</h1>'))
  const response = await client().request({ url })
  expect(response.text()).toBe('<h1>Ana</h1>')
  expect(() => response.json()).toThrow(/^The answer is not JSON$/)
})

test('a redirect is answered, not followed', async () => {
  const { url, seen } = await serve(answering([302], { location: 'http://169.254.169.254/' }))
  expect(await client().request({ url })).toMatchObject({ status: 302, ok: false })
  expect(seen).toHaveLength(1)
})

test.each([429, 502, 503, 504])('an idempotent request is sent again after %i', async (status) => {
  const { url, seen } = await serve(answering([status, status, 200]))
  expect(await client().request({ url })).toMatchObject({ status: 200, attempts: 3 })
  expect(seen).toHaveLength(3)
})

test('after three attempts the last answer is given', async () => {
  const { url, seen } = await serve(answering([503]))
  expect(await client().request({ url })).toMatchObject({ status: 503, attempts: 3 })
  expect(seen).toHaveLength(3)
})

test('other statuses are not retried', async () => {
  for (const status of [400, 404, 409, 500]) {
    const { url, seen } = await serve(answering([status]))
    expect(await client().request({ url })).toMatchObject({ status, attempts: 1 })
    expect(seen).toHaveLength(1)
  }
})

test('a POST is sent once, unless it says that it is idempotent', async () => {
  const once = await serve(answering([503]))
  expect(await client().request({ method: 'POST', url: once.url })).toMatchObject({
    status: 503,
    attempts: 1,
  })
  const again = await serve(answering([503, 200]))
  const request = { method: 'POST', url: again.url, body: 'x', idempotent: true } as const
  expect(await client().request(request)).toMatchObject({ status: 200, attempts: 2 })
  const never = await serve(answering([503]))
  expect(await client().request({ url: never.url, idempotent: false })).toMatchObject({ attempts: 1 })
})

test('a broken connection is retried where the request is idempotent', async () => {
  let isBroken = true
  const { url, seen } = await serve((request, response) => {
    if (isBroken) request.socket.destroy()
    else response.end('back')
    isBroken = false
  })
  expect((await client().request({ url })).text()).toBe('back')
  isBroken = true
  const error = await errorOf(client().request({ method: 'POST', url, body: 'x' }))
  expect(error).toMatchObject({ code: 'connection_lost', retryable: true, outcomeUnknown: true })
  expect(seen).toHaveLength(3)
})

test('an answer cut off half way is a lost connection', async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half', () => response.destroy())
  })
  expect(await errorOf(client().request({ url }))).toMatchObject({
    code: 'connection_lost',
    outcomeUnknown: true,
  })
})

test('retry-after is honoured, in seconds and as a date', async () => {
  const seconds = await serve(answering([503, 200], { 'retry-after': '1' }))
  const started = performance.now()
  expect((await client().request({ url: seconds.url })).attempts).toBe(2)
  expect(performance.now() - started).toBeGreaterThan(990)

  const past = await serve(answering([503, 200], { 'retry-after': 'Sun, 25 Oct 2026 00:30:00 GMT' }))
  expect((await client().request({ url: past.url })).attempts).toBe(2)
})

test('a retry-after beyond the deadline is not waited for', async () => {
  const { url } = await serve(answering([429], { 'retry-after': '60' }))
  const started = performance.now()
  const response = await client({ timeoutMs: 2_000 }).request({ url })
  expect(response).toMatchObject({ status: 429, attempts: 1 })
  expect(performance.now() - started).toBeLessThan(500)
  expect(statusError(response)).toMatchObject({ code: 'http_429', retryable: true, retryAfterSeconds: 60 })
})

test('one deadline holds for everything, also for an answer that trickles', async () => {
  const silent = await serve(() => {})
  const trickling = await serve((_, response) => {
    const timer = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(timer))
  })
  for (const { url, seen } of [silent, trickling]) {
    const started = performance.now()
    const error = await errorOf(client({ timeoutMs: 150 }).request({ url }))
    expect(error).toMatchObject({ code: 'timed_out', retryable: true, outcomeUnknown: true })
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(seen).toHaveLength(1)
  }
  const error = await errorOf(client().request({ url: silent.url, timeoutMs: 50 }))
  expect(error.code).toBe('timed_out')
})

test('retries stay within the budget: a tenth of the requests and the few per second', async () => {
  const { url, seen } = await serve(answering([503]))
  const http = client({ retryBudget: { ratio: 0.1, perSecondMin: 2 } })
  const started = performance.now()
  for (let sent = 0; sent < 100; sent += 1) await http.request({ url })
  const seconds = (performance.now() - started) / 1000
  const retries = seen.length - 100
  expect(retries).toBeGreaterThanOrEqual(10)
  expect(retries).toBeLessThanOrEqual(10 + 2 + Math.ceil(2 * seconds))
})

test('a budget of nothing means no retries', async () => {
  const { url, seen } = await serve(answering([503]))
  const http = client({ retryBudget: { ratio: 0, perSecondMin: 0 } })
  expect(await http.request({ url })).toMatchObject({ status: 503, attempts: 1 })
  expect(seen).toHaveLength(1)
})

test('an answer that is too large is dropped while it comes in', async () => {
  const { url } = await serve((_, response) => {
    const pour = () => {
      while (response.write(Buffer.alloc(64 * 1024)));
    }
    response.on('drain', pour)
    pour()
  })
  const error = await errorOf(client({ responseBytesMax: 100_000 }).request({ url }))
  expect(error).toMatchObject({ code: 'response_too_large', retryable: false })
  const exact = await serve((_, response) => response.end('x'.repeat(1000)))
  expect((await client({ responseBytesMax: 1000 }).request({ url: exact.url })).body).toHaveLength(1000)
})

test('only http and https, and no credentials in the URL', async () => {
  for (const url of [
    '',
    'example.com',
    '/path',
    'ftp://example.com',
    'file:///etc/passwd',
    'http://ana:pw@example.com',
  ]) {
    const error = await errorOf(client().request({ url }))
    expect(error).toMatchObject({ code: 'url_refused', retryable: false, outcomeUnknown: false })
    expect(error.message).not.toMatch(/ana|pw/)
  }
})

test('a header that would split the request is refused', async () => {
  const { url, seen } = await serve(answering([200]))
  const error = await errorOf(client().request({ url, headers: { 'x-name': 'a\r\nx-admin: 1' } }))
  expect(error).toMatchObject({ code: 'request_refused', retryable: false })
  expect(seen).toHaveLength(0)
})

test.each([
  ...[
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '017700000001',
    '0',
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
  ],
  ...['100.64.0.1', '169.254.169.254', '224.0.0.1', '255.255.255.255', '[::1]', '[::]', '[::ffff:127.0.0.1]'],
  ...['[::ffff:8.8.8.8]', '[fe80::1]', '[fd00::1]', '[ff02::1]', '[64:ff9b::127.0.0.1]', '[2002:7f00:1::]'],
])('a URL that a user enters cannot lead to %s', async (host) => {
  const error = await errorOf(client({ allowPrivateAddresses: false }).request({ url: `http://${host}:9/` }))
  expect(error).toMatchObject({ code: 'address_refused', retryable: false, outcomeUnknown: false })
})

test('a name is refused where any of its addresses is private, and no connection is made', async () => {
  const { port, connections } = await serve(answering([200]))
  const answers: Record<string, string[]> = {
    ...{
      'loopback.test': ['127.0.0.1'],
      'mixed.test': ['8.8.8.8', '127.0.0.1'],
      'mapped.test': ['::ffff:127.0.0.1'],
    },
  }
  const resolve: Resolve = async (name) =>
    (answers[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const http = client({ allowPrivateAddresses: false, resolve })
  for (const name of Object.keys(answers)) {
    const error = await errorOf(http.request({ url: `http://${name}:${port}/` }))
    expect(error.code).toBe('address_refused')
  }
  expect((await errorOf(http.request({ url: 'http://nowhere.test/' }))).code).toBe('name_not_found')
  expect(connections.count).toBe(0)
})

test('localhost is refused by the resolver of the system', async () => {
  const { port, connections } = await serve(answering([200]))
  const http = client({ allowPrivateAddresses: false })
  for (const name of ['localhost', 'LOCALHOST']) {
    expect((await errorOf(http.request({ url: `http://${name}:${port}/` }))).code).toBe('address_refused')
  }
  expect(connections.count).toBe(0)
})

test('a name is resolved once per connection, and what was checked is what is connected to', async () => {
  const { port, seen, connections } = await serve(answering([200]))
  let asked = 0
  // Whoever reads the address twice gets two answers, as with DNS rebinding.
  const resolve: Resolve = async () => {
    asked += 1
    const answers = ['127.0.0.1', '127.0.0.2']
    return [{ family: 4, get address() { return answers.shift() ?? '127.0.0.3' } }] // biome-ignore format: short
  }
  const http = client({ resolve })
  await http.request({ url: `http://vendor.test:${port}/` })
  await http.request({ url: `http://vendor.test:${port}/` })
  expect(asked).toBe(connections.count)
  expect(seen.map((request) => request.headers.host)).toEqual([`vendor.test:${port}`, `vendor.test:${port}`])
  expect(seen.map((request) => request.socket.localAddress)).toEqual(['127.0.0.1', '127.0.0.1'])
})

test('a host that does not answer at all was surely not reached', async () => {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const error = await errorOf(client().request({ method: 'POST', url: `http://127.0.0.1:${port}` }))
  expect(error).toMatchObject({ code: 'connection_failed', retryable: true, outcomeUnknown: false })
})

test('a name that cannot be resolved was surely not reached', async () => {
  const resolve: Resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }))
  const error = await errorOf(client({ resolve }).request({ url: 'http://vendor.test/' }))
  expect(error).toMatchObject({ code: 'name_not_found', retryable: true, outcomeUnknown: false })
})

test('a status becomes an error that says whether to try again and whether it may have happened', () => {
  const of = (status: number) => statusError({ status, headers: new Headers() } as never)
  expect(of(400)).toMatchObject({ code: 'http_400', retryable: false, outcomeUnknown: false })
  expect(of(408)).toMatchObject({ retryable: true, outcomeUnknown: false })
  expect(of(500)).toMatchObject({ retryable: true, outcomeUnknown: true })
  expect(of(503)).toMatchObject({ retryable: true, outcomeUnknown: false })
})
