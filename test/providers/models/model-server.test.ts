import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ModelServer, type ScriptedReply, startModelServer } from '../../vendors/model-server.ts'

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer()
})
beforeEach(() => server.clear())
afterAll(() => server.close())

const hi = { role: 'user', content: 'Hi' }
const schema = { type: 'object', properties: {} }
const openAiTool = { type: 'function', function: { name: 'check', parameters: schema } }
const openAiCall = { id: 'call_1', type: 'function', function: { name: 'check', arguments: '{}' } }
const anthropicTool = { name: 'check', input_schema: schema }
const use = { type: 'tool_use', id: 'toolu_1', name: 'check', input: {} }
const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'free' }

function ask(path: string, body: object | string, headers: Record<string, string> = {}) {
  const own: Record<string, string> =
    path === '/messages'
      ? { 'x-api-key': server.key, 'anthropic-version': '2023-06-01' }
      : { authorization: `Bearer ${server.key}` }
  return fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...own, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const openAi = (change: object = {}) =>
  ask('/chat/completions', { model: server.model, messages: [hi], ...change })
const anthropic = (change: object = {}) =>
  ask('/messages', { model: server.model, max_tokens: 50, messages: [hi], ...change })

/** The events of a stream, parsed. */
async function eventsOf(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const blocks = (await response.text()).split('\n\n').filter(Boolean)
  return blocks.flatMap((block) => {
    const data = /^data: (.*)$/m.exec(block)?.[1]
    return data === undefined
      ? []
      : [{ event: /^event: (.*)$/m.exec(block)?.[1], data: data === '[DONE]' ? data : JSON.parse(data) }]
  })
}

describe('the model server on OpenAI’s wire', () => {
  test.each<[string, object, string]>([
    ['an unknown parameter', { prompt: 'x' }, "Unknown parameter: 'prompt'."],
    [
      'an unknown field of a message',
      { messages: [{ ...hi, text: 'x' }] },
      "Unknown parameter: 'messages.0.text'.",
    ],
    ['no messages', { messages: [] }, "Invalid value for 'messages'"],
    ['an unknown role', { messages: [{ role: 'bot', content: 'x' }] }, "Invalid value for 'messages.0.role'"],
    [
      'a tool name with a blank',
      { tools: [{ ...openAiTool, function: { name: 'a b' } }] },
      "'tools.0.function.name'",
    ],
    [
      'a schema that is no object',
      { tools: [{ ...openAiTool, function: { name: 'a', parameters: { type: 'string' } } }] },
      'parameters.type',
    ],
    [
      'a choice without tools',
      { tool_choice: 'auto' },
      "'tool_choice' is only allowed when 'tools' are specified",
    ],
    [
      'stream options without a stream',
      { stream_options: { include_usage: true } },
      "only allowed when 'stream' is enabled",
    ],
    [
      'a result without a call',
      { messages: [hi, { role: 'tool', tool_call_id: 'call_1', content: 'x' }] },
      'must be a response to a preceeding message',
    ],
    [
      'a call without a result',
      { messages: [hi, { role: 'assistant', content: null, tool_calls: [openAiCall] }, hi] },
      'did not have response messages: call_1',
    ],
    [
      'arguments as an object',
      {
        messages: [
          hi,
          { role: 'assistant', tool_calls: [{ ...openAiCall, function: { name: 'check', arguments: {} } }] },
        ],
      },
      'arguments',
    ],
  ])('refuses %s as OpenAI does', async (_, change, message) => {
    const response = await openAi(change)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: {
        message: expect.stringContaining(message),
        type: 'invalid_request_error',
        param: expect.toSatisfy((p) => p === null || typeof p === 'string'),
        code: expect.toSatisfy((c) => c === null || typeof c === 'string'),
      },
    })
    expect(server.asked).toHaveLength(0)
    expect(server.refused).toHaveLength(1)
  })

  test('refuses a wrong key, another model, another path and what is no JSON', async () => {
    const answers = [
      await ask('/chat/completions', {}, { authorization: 'Bearer sk-other' }),
      await openAi({ model: 'gpt-0' }),
      await ask('/completions', {}),
      await ask('/chat/completions', '{'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 404, 400])
  })

  test('streams deltas of arguments that are cut anywhere, then the reason, the usage and the end', async () => {
    server.script({ text: 'Ok', calls: [{ name: 'check', input: { day: 'fri' } }] })
    const events = await eventsOf(
      await openAi({ tools: [openAiTool], stream: true, stream_options: { include_usage: true } }),
    )
    const chunks = events.slice(0, -1).map(({ data }) => data)
    expect(events.at(-1)?.data).toBe('[DONE]')
    expect(
      chunks.every((chunk) => chunk.object === 'chat.completion.chunk' && chunk.id === chunks[0].id),
    ).toBe(true)
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } })
    expect(chunks.at(-2)).toMatchObject({
      choices: [{ delta: {}, finish_reason: 'tool_calls' }],
      usage: null,
    })
    const deltas = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? [])
    expect(deltas[0]).toMatchObject({
      index: 0,
      id: expect.stringMatching(/^call_/),
      type: 'function',
      function: { name: 'check', arguments: '' },
    })
    expect(deltas.length).toBeGreaterThan(4)
    expect(deltas.map((delta) => delta.function.arguments).join('')).toBe('{"day":"fri"}')
  })
})

describe('the model server on Anthropic’s wire', () => {
  test.each<[string, object, string]>([
    ['an unknown parameter', { prompt: 'x' }, 'prompt: Extra inputs are not permitted'],
    ['no limit', { max_tokens: undefined }, 'max_tokens: '],
    [
      'a system message among the messages',
      { messages: [{ role: 'system', content: 'x' }] },
      'messages.0.role: ',
    ],
    [
      'an assistant who speaks first',
      { messages: [{ role: 'assistant', content: 'x' }, hi] },
      'first message must use the "user" role',
    ],
    [
      'an assistant who speaks last',
      { messages: [hi, { role: 'assistant', content: 'x' }] },
      'must end with a user message',
    ],
    [
      'an empty message',
      { messages: [{ role: 'user', content: '' }] },
      'messages.0: user messages must have non-empty content',
    ],
    [
      'a blank text',
      { messages: [{ role: 'user', content: [{ type: 'text', text: ' ' }] }] },
      'text content blocks must contain non-whitespace text',
    ],
    [
      'a call without a result',
      { messages: [hi, { role: 'assistant', content: [use] }, hi] },
      '`tool_use` ids were found without `tool_result` blocks immediately after: toolu_1',
    ],
    [
      'a result without a call',
      { messages: [{ role: 'user', content: [result] }] },
      'unexpected `tool_use_id` found in `tool_result` blocks: toolu_1',
    ],
    [
      'a result behind a text',
      {
        messages: [
          hi,
          { role: 'assistant', content: [use] },
          { role: 'user', content: [{ type: 'text', text: 'x' }, result] },
        ],
      },
      'must come first',
    ],
    [
      'two calls of one id',
      { messages: [hi, { role: 'assistant', content: [use, use] }, { role: 'user', content: [result] }] },
      'ids must be unique',
    ],
    [
      'arguments as a text',
      {
        messages: [
          hi,
          { role: 'assistant', content: [{ ...use, input: '{}' }] },
          { role: 'user', content: [result] },
        ],
      },
      'input',
    ],
    [
      'a schema that is no object',
      { tools: [{ ...anthropicTool, input_schema: { type: 'string' } }] },
      'tools.0.input_schema.type',
    ],
    [
      'a choice without tools',
      { tool_choice: { type: 'auto' } },
      'tool_choice: may only be specified while providing tools',
    ],
  ])('refuses %s as Anthropic does', async (_, change, message) => {
    const response = await anthropic(change)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type: 'invalid_request_error', message: expect.stringContaining(message) },
      request_id: expect.stringMatching(/^req_/),
    })
    expect(server.asked).toHaveLength(0)
  })

  test('refuses a wrong key, a missing version, another model and what is no JSON', async () => {
    const answers = [
      await ask('/messages', {}, { 'x-api-key': 'other' }),
      await ask('/messages', {}, { 'anthropic-version': '' }),
      await anthropic({ model: 'claude-0' }),
      await ask('/messages', '{'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 400, 404, 400])
  })

  test('streams the documented events in their order', async () => {
    server.script({ text: 'Ok', calls: [{ name: 'check', input: { day: 'fri' } }] })
    const events = await eventsOf(await anthropic({ tools: [anthropicTool], stream: true }))
    expect(events.every(({ event, data }) => event === data.type)).toBe(true)
    const order = events.map(({ event }) => event).filter((event, at, all) => event !== all[at - 1])
    const block = ['content_block_start', 'content_block_delta', 'content_block_stop']
    expect(order).toEqual(['message_start', 'ping', ...block, ...block, 'message_delta', 'message_stop'])
    const pieces = events.flatMap(({ data }) =>
      data.delta?.type === 'input_json_delta' ? [data.delta.partial_json] : [],
    )
    expect(pieces[0]).toBe('')
    expect(pieces.join('')).toBe('{"day":"fri"}')
    expect(events.at(-2)?.data).toMatchObject({
      delta: { stop_reason: 'tool_use' },
      usage: { output_tokens: expect.any(Number) },
    })
  })
})

test('what the script holds is said once each, then what is always said, by the question if need be', async () => {
  const said = async (answer: Response) =>
    ((await answer.json()) as { choices: { message: { content: string } }[] }).choices[0]?.message.content
  server.script({ text: 'first' })
  server.always((question): ScriptedReply => {
    const last = question.messages.at(-1)
    return { text: `you said ${last && 'text' in last ? last.text : ''}` }
  })
  expect([await said(await openAi()), await said(await openAi()), await said(await openAi())]).toEqual([
    'first',
    'you said Hi',
    'you said Hi',
  ])
})

test('the vendors’ faults carry their status, their body and when to come back', async () => {
  const told = async (response: Response) => [
    response.status,
    ((await response.json()) as { error: { type: string } }).error.type,
    response.headers.get('retry-after'),
  ]
  server.script(
    { fault: 'rate_limited', retryAfterSeconds: 7 },
    { fault: 'rate_limited', retryAfterSeconds: 7 },
    { fault: 'overloaded' },
    { fault: 'overloaded' },
  )
  expect(await told(await openAi())).toEqual([429, 'requests', '7'])
  expect(await told(await anthropic())).toEqual([429, 'rate_limit_error', '7'])
  expect(await told(await openAi())).toEqual([503, 'server_error', null])
  expect(await told(await anthropic())).toEqual([529, 'overloaded_error', null])
})
