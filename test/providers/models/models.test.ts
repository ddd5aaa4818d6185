import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { anthropicModel } from '../../../src/providers/models/anthropic.ts'
import { describeModelPort, type ModelStage } from '../../../src/providers/models/conformance.ts'
import type { ModelSettings } from '../../../src/providers/models/model-settings.ts'
import { openModel } from '../../../src/providers/models/open-model.ts'
import { openAiCompatibleModel, renameLimit } from '../../../src/providers/models/openai-compatible.ts'
import type { ModelPort, ModelQuestion } from '../../../src/providers/models/port.ts'
import { type ModelServer, type ModelServerOptions, startModelServer } from '../../vendors/model-server.ts'

const vendors: [string, (settings: ModelSettings) => ModelPort][] = [
  ['OpenAI’s wire', openAiCompatibleModel],
  ['Anthropic’s wire', anthropicModel],
]

for (const [name, open] of vendors) {
  describeModelPort(name, async (): Promise<ModelStage> => {
    const server = await startModelServer()
    const settings = { name: server.model, baseUrl: server.url, apiKey: server.key }
    return {
      port: open(settings),
      stranger: open({ ...settings, apiKey: 'sk-test-of-somebody-else' }),
      unknownModel: open({ ...settings, name: 'clinic-0' }),
      say: server.script,
      arrived: () => server.asked,
      openLines: server.openLines,
      forget: server.clear,
      close: server.close,
    }
  })
}

const question: ModelQuestion = {
  system: 'You are the receptionist.',
  messages: [{ role: 'user', text: 'Friday?' }],
  tools: [{ name: 'check', description: 'Looks.', inputSchema: { type: 'object', properties: {} } }],
  maxOutputTokens: 100,
  timeoutMs: 3_000,
}

describe.each(vendors)('%s', (_, open) => {
  const opened: { close(): unknown }[] = []
  afterEach(async () => {
    vi.unstubAllEnvs()
    for (const thing of opened.splice(0)) await thing.close()
  })

  async function start(options: ModelServerOptions = {}): Promise<{ server: ModelServer; port: ModelPort }> {
    const server = await startModelServer(options)
    opened.push(server)
    const apiKey = server.key || undefined
    return { server, port: open({ name: server.model, baseUrl: server.url, apiKey }) }
  }

  test('a server that asks for no key is given none, whatever the environment holds', async () => {
    vi.stubEnv('ANTHROPIC_API_KEY', 'sk-of-another-program')
    vi.stubEnv('OPENAI_API_KEY', 'sk-of-another-program')
    const { server, port } = await start({ key: null })
    server.script({ text: 'Yes.' })
    await port.ask(question)
    expect(JSON.stringify(server.asked[0]?.headers)).not.toContain('another-program')
  })

  test('arguments of calls are not streamed unchecked, and no sampling is asked for', async () => {
    const { server, port } = await start()
    server.script({ text: 'Yes.' })
    await port.ask({ ...question, onText: () => {} })
    const sent = JSON.stringify(server.asked[0]?.body)
    expect(sent).not.toMatch(/eager_input_streaming|temperature|top_p|top_k/)
  })

  test('an address without a path is taken to mean /v1', async () => {
    const server = await startModelServer()
    opened.push(server)
    server.always({ text: 'Yes.' })
    for (const baseUrl of [server.url, `${server.url}/`, server.url.replace('/v1', '')]) {
      const port = open({ name: server.model, baseUrl, apiKey: server.key })
      expect((await port.ask(question)).text).toBe('Yes.')
    }
  })

  test.each(['whole', 'streamed'])('a redirect is not followed, %s', async (how) => {
    const { server: elsewhere } = await start()
    const { server, port } = await start()
    elsewhere.always({ text: 'Gotcha.' })
    server.script({ fault: 'redirect', to: `${elsewhere.url}/chat/completions` })
    const onText = how === 'streamed' ? { onText: () => {} } : {}
    await expect(port.ask({ ...question, ...onText })).rejects.toMatchObject({ code: 'not_found' })
    expect(elsewhere.asked).toHaveLength(0)
    expect(elsewhere.refused).toHaveLength(0)
  })

  test.each([
    ['overloaded', 'overloaded'],
    ['failed', 'vendor_failed'],
  ] as const)('an error in the middle of a stream, %s, is the error of the whole', async (kind, code) => {
    const { server, port } = await start()
    server.script({ fault: 'error_in_stream', kind, turn: { text: 'Friday is free.' } })
    const heard: string[] = []
    const asked = port.ask({ ...question, onText: (piece) => void heard.push(piece) })
    await expect(asked).rejects.toMatchObject({ name: 'ProviderError', code, retryable: true })
    expect('Friday is free.').toContain(heard.join(''))
  })

  test('a port that nobody listens on is unreachable', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => gone.once('listening', resolve))
    const { port: number } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    const port = open({ name: 'clinic-1', baseUrl: `http://127.0.0.1:${number}/v1`, apiKey: 'k' })
    for (const onText of [undefined, () => {}]) {
      const error = await port.ask({ ...question, onText }).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'unreachable', retryable: true })
      expect((error as Error).message).toContain('ECONNREFUSED')
    }
  })

  test('what a listener throws reaches whoever asked, and the line is closed', async () => {
    const { server, port } = await start()
    server.script({ fault: 'hang', turn: { text: 'Friday is free.' } })
    const asked = port.ask({
      ...question,
      onText() {
        throw new RangeError('the browser is gone')
      },
    })
    await expect(asked).rejects.toThrow(new RangeError('the browser is gone'))
    await expect.poll(() => server.openLines()).toBe(0)
  })

  test.each(['whole', 'streamed'])(
    'arguments that are no JSON object make the answer a bad one, %s',
    async (how) => {
      const { server, port } = await start()
      const onText = how === 'streamed' ? { onText: () => {} } : {}
      // Without streaming Anthropic parses the arguments itself, so nothing else than an object can come.
      const inputs =
        open === anthropicModel && how === 'whole' ? ['[1]', '"x"'] : ['{"day": "fri', '[1]', '"x"', 'friday']
      for (const input of inputs) {
        server.script({ text: 'Yes.', calls: [{ name: 'check', input }] })
        await expect(port.ask({ ...question, ...onText }), input).rejects.toMatchObject({
          code: 'bad_answer',
        })
      }
    },
  )

  test('nothing is written to the console', async () => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((each) => vi.spyOn(console, each))
    const { server, port } = await start()
    for (const onText of [undefined, () => {}]) {
      server.script(
        { fault: 'failed' },
        { fault: 'garbage' },
        { calls: [{ name: 'unknown', input: '{' }] },
        {},
      )
      for (let i = 0; i < 4; i += 1) await port.ask({ ...question, onText }).catch(() => {})
    }
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
})

describe('OpenAI’s wire, as other servers speak it', () => {
  let server: ModelServer
  let port: ModelPort
  beforeEach(async () => {
    server = await startModelServer({ key: null })
    port = openAiCompatibleModel({ name: server.model, baseUrl: server.url })
    return () => server.close()
  })

  const answer = (status: number, body: unknown) => server.script({ fault: 'answer', status, body })
  const two = [
    { name: 'check', input: { day: 'fri' } },
    { name: 'check', input: { day: 'sat' } },
  ]

  test('streamed calls without numbers are kept apart', async () => {
    server.script({ calls: two, numbering: 'none' })
    expect((await port.ask({ ...question, onText: () => {} })).calls).toMatchObject(two)
  })

  test('streamed calls that all have the number 0 are never mixed into one', async () => {
    server.script({ calls: two, numbering: 'all_zero' })
    const calls = await port.ask({ ...question, onText: () => {} }).then(
      (answered) => answered.calls,
      (error: { code: string }) => error.code,
    )
    expect(calls === 'bad_answer' || JSON.stringify(calls).includes('"sat"')).toBe(true)
  })

  test('a call with no arguments at all has none', async () => {
    for (const onText of [undefined, () => {}]) {
      server.script({ calls: [{ name: 'check', input: '' }] })
      expect((await port.ask({ ...question, onText })).calls).toMatchObject([{ name: 'check', input: {} }])
    }
  })

  test.each<[string, number, unknown, string]>([
    [
      'llama.cpp without --jinja',
      500,
      { error: { code: 500, message: 'tools param requires --jinja flag', type: 'server_error' } },
      'no_tools',
    ],
    [
      'vLLM without a parser',
      400,
      {
        object: 'error',
        message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
        type: 'BadRequestError',
        param: null,
        code: 400,
      },
      'no_tools',
    ],
    [
      'llama.cpp with a small context',
      500,
      {
        error: {
          code: 500,
          message: 'the request exceeds the available context size',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 1407,
          n_ctx: 256,
        },
      },
      'content_too_long',
    ],
    [
      'vLLM with a small context',
      400,
      {
        object: 'error',
        message: "This model's maximum context length is 2048 tokens. However, you requested 4096",
        type: 'BadRequestError',
        code: 400,
      },
      'content_too_long',
    ],
    [
      'Ollama without the model',
      404,
      {
        error: { message: 'model "clinic-1" not found, try pulling it first', type: 'api_error', code: null },
      },
      'not_found',
    ],
    [
      'llama.cpp that still reads it',
      503,
      { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
      'overloaded',
    ],
    ['a gateway that waited', 504, '<html>504 Gateway Time-out</html>', 'timed_out'],
    [
      'a server that wants another field',
      422,
      { detail: [{ loc: ['body', 'x'], msg: 'field required: Friday?' }] },
      'question_refused',
    ],
    [
      'an error with the status 200',
      200,
      { error: { message: 'Provider returned error', code: 502 } },
      'bad_answer',
    ],
  ])('%s is understood', async (_, status, body, code) => {
    answer(status, body)
    const error = await port.ask(question).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'ProviderError', code })
    expect((error as Error).message).not.toContain('Friday')
  })

  test('the limit has the name that OpenAI’s newer models insist on', async () => {
    const openAi = await startModelServer({ limitName: 'max_completion_tokens' })
    openAi.script({ text: 'Yes.' })
    const asking = (body: object) =>
      fetch(`${openAi.url}/chat/completions`, {
        ...{ method: 'POST', body: JSON.stringify(body) },
        headers: { 'content-type': 'application/json', authorization: `Bearer ${openAi.key}` },
      })
    const body = { model: openAi.model, messages: [{ role: 'user', content: 'Hi' }], max_tokens: 9 }
    expect((await asking(body)).status).toBe(400)
    expect((await asking(renameLimit(body))).status).toBe(200)
    expect(openAi.asked[0]?.maxOutputTokens).toBe(9)
    await openAi.close()
  })
})

test('the address decides whose wire is spoken', async () => {
  const asked: { url: string; body: Record<string, unknown> }[] = []
  vi.stubGlobal('fetch', async (url: string, init: { body: string }) => {
    asked.push({ url: String(url), body: JSON.parse(init.body) })
    return new Response('{}', { status: 500 })
  })
  for (const baseUrl of [
    'https://api.anthropic.com',
    'https://api.openai.com/v1',
    'http://localhost:11434',
    'https://api.anthropic.com.evil.example/v1',
  ]) {
    await openModel({ name: 'm', baseUrl, apiKey: 'k' })
      .ask(question)
      .catch(() => {})
  }
  vi.unstubAllGlobals()
  expect(asked.map(({ url }) => url)).toEqual([
    'https://api.anthropic.com/v1/messages',
    'https://api.openai.com/v1/chat/completions',
    'http://localhost:11434/v1/chat/completions',
    'https://api.anthropic.com.evil.example/v1/chat/completions',
  ])
  expect(asked.map(({ body }) => [body.max_tokens, body.max_completion_tokens])).toEqual([
    [100, undefined],
    [undefined, 100],
    [100, undefined],
    [100, undefined],
  ])
})
