/** The wire of Anthropic's Messages (docs.claude.com/en/api/messages and /messages-streaming): strict about requests. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  type AskedMessage,
  type AskedQuestion,
  asFarAsItGot,
  inPieces,
  Refusal,
  type RefusalKind,
  reasonOf,
  usageOf,
  type Wire,
  written,
} from './model-script.ts'

const CacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
const cached = { cache_control: CacheControl.nullish() }
const Text = z.strictObject({ type: z.literal('text'), text: z.string(), ...cached })

const Block = z.discriminatedUnion('type', [
  Text,
  z.strictObject({
    type: z.literal('tool_use'),
    id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
    ...cached,
  }),
  z.strictObject({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: z.union([z.string(), z.array(Text)]).optional(),
    is_error: z.boolean().optional(),
    ...cached,
  }),
])
type Block = z.infer<typeof Block>

const Tool = z.strictObject({
  type: z.literal('custom').optional(),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal('object') }),
  strict: z.boolean().optional(),
  eager_input_streaming: z.boolean().nullish(),
  ...cached,
})

const Request = z.strictObject({
  model: z.string(),
  max_tokens: z.int().positive(),
  messages: z
    .array(
      z.strictObject({ role: z.enum(['user', 'assistant']), content: z.union([z.string(), z.array(Block)]) }),
    )
    .min(1),
  system: z.union([z.string(), z.array(Text)]).optional(),
  stream: z.boolean().optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().optional(),
  top_k: z.int().optional(),
  stop_sequences: z.array(z.string()).optional(),
  metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
  tools: z.array(Tool).optional(),
  tool_choice: z
    .strictObject({
      type: z.enum(['auto', 'any', 'tool', 'none']),
      name: z.string().optional(),
      disable_parallel_tool_use: z.boolean().optional(),
    })
    .optional(),
  thinking: z.looseObject({ type: z.enum(['enabled', 'disabled', 'adaptive']) }).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
})
type Request = z.infer<typeof Request>

export function anthropicWire(): Wire {
  return {
    path: '/v1/messages',

    read({ headers, body }, account) {
      if (account.key !== null && headers['x-api-key'] !== account.key) {
        throw refuse(401, 'authentication_error', 'invalid x-api-key')
      }
      if (!headers['anthropic-version']) throw invalid('anthropic-version: header is required')
      if (headers['anthropic-version'] !== '2023-06-01') {
        throw invalid(`anthropic-version: "${headers['anthropic-version']}" is not a valid version`)
      }
      if (!headers['content-type']?.startsWith('application/json')) {
        throw invalid('Content type must be application/json')
      }
      const request = parseRequest(body)
      if (request.model !== account.model) throw refuse(404, 'not_found_error', `model: ${request.model}`)
      if (request.tool_choice && !request.tools?.length) {
        throw invalid('tool_choice: may only be specified while providing tools')
      }
      checkContents(request)
      checkCalls(request)
      return readQuestion(request, headers)
    },

    refusal,

    whole(turn, question) {
      const { calls = [], text, thinking } = asFarAsItGot(turn)
      const { inputTokens, outputTokens } = usageOf(turn, question)
      return {
        ...envelope(question),
        content: [
          ...(thinking ? [{ type: 'thinking', thinking, signature: 'EqQBCgIYAhIM' }] : []),
          ...(text ? [{ type: 'text', text }] : []),
          ...calls.map((call) => ({
            ...{ type: 'tool_use', id: callId(), name: call.name, input: readable(written(call)) },
          })),
        ],
        stop_reason: STOP_REASONS[reasonOf(turn)],
        stop_sequence: null,
        usage: { ...usage(inputTokens), output_tokens: outputTokens },
      }
    },

    stream(turn, question) {
      const { calls = [], text, thinking } = asFarAsItGot(turn)
      const { inputTokens, outputTokens } = usageOf(turn, question)
      const message = {
        ...{ ...envelope(question), content: [], stop_reason: null, stop_sequence: null },
        usage: { ...usage(inputTokens), output_tokens: 1 },
      }
      const blocks = [
        ...(thinking
          ? [
              {
                begin: { type: 'thinking', thinking: '', signature: '' },
                deltas: [
                  ...inPieces(thinking).map((piece) => ({ type: 'thinking_delta', thinking: piece })),
                  { type: 'signature_delta', signature: 'EqQBCgIYAhIM' },
                ],
              },
            ]
          : []),
        ...(text
          ? [
              {
                begin: { type: 'text', text: '' },
                deltas: inPieces(text).map((piece) => ({ type: 'text_delta', text: piece })),
              },
            ]
          : []),
        ...calls.map((call) => ({
          begin: { type: 'tool_use', id: callId(), name: call.name, input: {} },
          // An empty first piece, as the API sends it.
          deltas: ['', ...inPieces(written(call))].map((piece) => ({
            ...{ type: 'input_json_delta', partial_json: piece },
          })),
        })),
      ]
      return [
        event('message_start', { message }),
        event('ping', {}),
        ...blocks.flatMap(({ begin, deltas }, index) => [
          event('content_block_start', { index, content_block: begin }),
          ...deltas.map((delta) => event('content_block_delta', { index, delta })),
          event('content_block_stop', { index }),
        ]),
        event('message_delta', {
          delta: { stop_reason: STOP_REASONS[reasonOf(turn)], stop_sequence: null },
          usage: { output_tokens: outputTokens },
        }),
        event('message_stop', {}),
      ]
    },

    errorEvent(kind) {
      const { error } = refusal({ kind }).body as { error: object }
      return event('error', { error })
    },

    isEnding: (text) => /^event: message_(delta|stop)\n/.test(text),
  }
}

const STOP_REASONS = { end: 'end_turn', calls: 'tool_use', length: 'max_tokens', refused: 'refusal' }

const event = (type: string, rest: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`

function refuse(status: number, type: string, message: string, headers?: Record<string, string>) {
  const body = { type: 'error', error: { type, message }, request_id: `req_${randomUUID().slice(0, 8)}` }
  return new Refusal(status, body, headers)
}

const invalid = (message: string) => refuse(400, 'invalid_request_error', message)

function refusal(what: RefusalKind): Refusal {
  switch (what.kind) {
    case 'unknown_path':
      return refuse(404, 'not_found_error', 'Not Found')
    case 'rate_limited': {
      const headers = what.retryAfterSeconds !== undefined && {
        'retry-after': String(what.retryAfterSeconds),
      }
      const message = "This request would exceed your organization's rate limit. Please try again later."
      return refuse(429, 'rate_limit_error', message, { ...headers })
    }
    case 'overloaded':
      return refuse(529, 'overloaded_error', 'Overloaded')
    case 'failed':
      return refuse(500, 'api_error', 'Internal server error')
    case 'out_of_credit':
      return invalid('Your credit balance is too low to access the Anthropic API.')
    case 'too_long':
      return invalid('prompt is too long: 210411 tokens > 200000 maximum')
    case 'too_large':
      return refuse(413, 'request_too_large', 'Request exceeds the maximum size')
    case 'no_tools':
      return invalid('tools: this model does not support tools')
    case 'filtered':
      return invalid('Output blocked by content filtering policy')
  }
}

function parseRequest(body: string): Request {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    throw invalid('The request body is not valid JSON')
  }
  const parsed = Request.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  if (issue?.code === 'unrecognized_keys') {
    throw invalid(`${[...issue.path, issue.keys[0]].join('.')}: Extra inputs are not permitted`)
  }
  throw invalid(`${issue?.path.join('.')}: ${issue?.message}`)
}

const blocksOf = (content: string | Block[]): Block[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content

function checkContents({ messages }: Request): void {
  if (messages[0]?.role !== 'user') throw invalid('messages: first message must use the "user" role')
  if (messages.at(-1)?.role === 'assistant') {
    throw invalid(
      'This model does not support assistant message prefill. The conversation must end with a user message.',
    )
  }
  for (const [at, { role, content }] of messages.entries()) {
    if (content.length === 0) throw invalid(`messages.${at}: ${role} messages must have non-empty content`)
    for (const block of blocksOf(content)) {
      if (block.type === 'text' && block.text.trim() === '') {
        throw invalid('messages: text content blocks must contain non-whitespace text')
      }
      if ((block.type === 'tool_use') !== (role === 'assistant') && block.type !== 'text') {
        throw invalid(`messages.${at}: \`${block.type}\` blocks can not be in \`${role}\` messages`)
      }
    }
  }
}

/** Every call is answered in the next message, first of all that it holds, and no answer is without a call. */
function checkCalls({ messages }: Request): void {
  let open = new Set<string>()
  for (const [at, { content }] of messages.entries()) {
    const blocks = blocksOf(content)
    for (const [i, block] of blocks.entries()) {
      if (block.type !== 'tool_result') continue
      if (blocks[i - 1] && blocks[i - 1]?.type !== 'tool_result') {
        throw invalid(`messages.${at}: \`tool_result\` blocks must come first in the content`)
      }
      if (!open.delete(block.tool_use_id)) {
        throw invalid(
          `messages.${at}.content.${i}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
        )
      }
    }
    if (open.size > 0) {
      throw invalid(
        `messages.${at - 1}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${[...open].join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
      )
    }
    const ids = blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
    open = new Set(ids)
    if (open.size < ids.length) throw invalid(`messages.${at}: \`tool_use\` ids must be unique`)
  }
}

function readQuestion(request: Request, headers: AskedQuestion['headers']): AskedQuestion {
  const words = (content: string | Block[] | undefined) =>
    blocksOf(content ?? [])
      .map((block) => (block.type === 'text' ? block.text : ''))
      .join('')
  return {
    wire: 'anthropic',
    model: request.model,
    system: words(request.system),
    messages: request.messages.flatMap(({ role, content }): AskedMessage[] => {
      const text = words(content)
      const blocks = blocksOf(content)
      if (role === 'assistant') {
        const calls = blocks.flatMap((block) =>
          block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : [],
        )
        return [{ role, text, calls }]
      }
      return [
        ...blocks.flatMap((block): AskedMessage[] =>
          block.type === 'tool_result'
            ? [{ role: 'tool', callId: block.tool_use_id, text: words(block.content) }]
            : [],
        ),
        ...(text ? [{ role, text }] : []),
      ]
    }),
    tools: (request.tools ?? []).map((tool) => ({
      ...{ name: tool.name, description: tool.description ?? '', inputSchema: tool.input_schema },
    })),
    maxOutputTokens: request.max_tokens,
    isStreamed: request.stream === true,
    headers,
    body: request,
  }
}

function envelope(question: AskedQuestion) {
  const id = `msg_01${randomUUID().replaceAll('-', '').slice(0, 22)}`
  return { id, type: 'message', role: 'assistant', model: question.model }
}

function usage(inputTokens: number) {
  return { input_tokens: inputTokens, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 }
}

/** Without streaming the API hands out parsed arguments; what could not be parsed it hands out as an empty object. */
function readable(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return {}
  }
}

const callId = () => `toolu_01${randomUUID().replaceAll('-', '').slice(0, 22)}`
