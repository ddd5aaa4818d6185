/**
 * The wire of OpenAI's chat completions (platform.openai.com/docs/api-reference/chat), which Ollama, llama.cpp, vLLM and
 * many others speak too: strict about requests, loose in nothing.
 */
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
  type ScriptedTurn,
  usageOf,
  type Wire,
  written,
} from './model-script.ts'

const TextPart = z.strictObject({ type: z.literal('text'), text: z.string() })
const Content = z.union([z.string(), z.array(TextPart).min(1)])

const Message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(['system', 'developer']), content: Content, name: z.string().optional() }),
  z.strictObject({ role: z.literal('user'), content: Content, name: z.string().optional() }),
  z.strictObject({
    role: z.literal('assistant'),
    content: Content.nullish(),
    refusal: z.string().nullish(),
    name: z.string().optional(),
    tool_calls: z
      .array(
        z.strictObject({
          id: z.string(),
          type: z.literal('function'),
          function: z.strictObject({ name: z.string(), arguments: z.string() }),
        }),
      )
      .min(1)
      .optional(),
  }),
  z.strictObject({ role: z.literal('tool'), content: Content, tool_call_id: z.string() }),
])
type Message = z.infer<typeof Message>

const Tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().optional(),
    parameters: z.looseObject({ type: z.literal('object') }).optional(),
    strict: z.boolean().nullish(),
  }),
})

const Request = z.strictObject({
  model: z.string(),
  messages: z.array(Message).min(1),
  max_tokens: z.int().positive().optional(),
  max_completion_tokens: z.int().positive().optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).nullish(),
  tools: z.array(Tool).min(1).max(128).optional(),
  tool_choice: z.union([z.enum(['auto', 'none', 'required']), z.looseObject({})]).optional(),
  parallel_tool_calls: z.boolean().optional(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  seed: z.int().nullish(),
  user: z.string().optional(),
  store: z.boolean().nullish(),
  reasoning_effort: z.string().optional(),
})
type Request = z.infer<typeof Request>

/** `takes` is the name under which the limit is taken: OpenAI's own newer models refuse the old one. */
export function openAiWire(takes: 'max_tokens' | 'max_completion_tokens' = 'max_tokens'): Wire {
  return {
    path: '/v1/chat/completions',

    read({ headers, body }, account) {
      checkKey(headers.authorization, account.key)
      const request = parseRequest(body)
      if (request.model !== account.model) {
        const message = `The model \`${request.model}\` does not exist or you do not have access to it.`
        throw refuse(404, message, { code: 'model_not_found' })
      }
      if (takes === 'max_completion_tokens' && request.max_tokens !== undefined) {
        const message = `Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.`
        throw refuse(400, message, { param: 'max_tokens', code: 'unsupported_parameter' })
      }
      if (request.stream_options && !request.stream) {
        const message = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
        throw refuse(400, message, { param: 'stream_options' })
      }
      if (request.tool_choice && !request.tools) {
        const message =
          "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified."
        throw refuse(400, message, { param: 'tool_choice' })
      }
      checkOrder(request.messages)
      return readQuestion(request, headers)
    },

    refusal,

    whole(turn, question) {
      const { calls = [], text, thinking } = asFarAsItGot(turn)
      const message = {
        role: 'assistant',
        content: isWordedRefusal(turn) ? null : (text ?? null),
        refusal: isWordedRefusal(turn) ? text : null,
        annotations: [],
        ...(thinking !== undefined && { reasoning_content: thinking }),
        ...(calls.length > 0 && {
          tool_calls: calls.map((call) => ({
            ...{ id: callId(), type: 'function' },
            function: { name: call.name, arguments: written(call) },
          })),
        }),
      }
      return {
        ...envelope(question, 'chat.completion'),
        choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(turn) }],
        usage: usage(turn, question),
      }
    },

    stream(turn, question) {
      const { calls = [], text, thinking } = asFarAsItGot(turn)
      const shared = envelope(question, 'chat.completion.chunk')
      const hasUsage = (question.body as Request).stream_options?.include_usage === true
      const event = (rest: object) =>
        `data: ${JSON.stringify({ ...shared, ...rest, ...(hasUsage && !('usage' in rest) && { usage: null }) })}\n\n`
      const delta = (piece: object, finish: string | null = null) =>
        event({ choices: [{ index: 0, delta: piece, logprobs: null, finish_reason: finish }] })

      return [
        delta({ role: 'assistant', content: text === undefined ? null : '', refusal: null }),
        ': still thinking\n\n',
        ...inPieces(thinking ?? '').map((piece) => delta({ reasoning_content: piece })),
        ...inPieces(text ?? '').map((piece) =>
          delta({ [isWordedRefusal(turn) ? 'refusal' : 'content']: piece }),
        ),
        ...calls.flatMap((call, at) => {
          const index = turn.numbering === 'none' ? {} : { index: turn.numbering === 'all_zero' ? 0 : at }
          const begin = {
            ...index,
            id: callId(),
            type: 'function',
            function: { name: call.name, arguments: '' },
          }
          // Servers without numbers send each call in one piece: nothing else could be put together again.
          if (turn.numbering) {
            return [
              delta({
                tool_calls: [{ ...begin, function: { ...begin.function, arguments: written(call) } }],
              }),
            ]
          }
          return [
            delta({ tool_calls: [begin] }),
            ...inPieces(written(call)).map((piece) =>
              delta({ tool_calls: [{ ...index, function: { arguments: piece } }] }),
            ),
          ]
        }),
        delta({}, finishReason(turn)),
        ...(hasUsage ? [event({ choices: [], usage: usage(turn, question) })] : []),
        'data: [DONE]\n\n',
      ]
    },

    errorEvent(kind) {
      return `data: ${JSON.stringify(refusal({ kind }).body)}\n\n`
    },

    isEnding: (event) => event.includes('[DONE]') || /"finish_reason":"/.test(event),
  }
}

/** A model that declines says so in a field of its own and stops as usual; a filter only ends the answer. */
const isWordedRefusal = (turn: ScriptedTurn) => turn.stops === 'refused' && turn.text !== undefined

const finishReason = (turn: ScriptedTurn) => (isWordedRefusal(turn) ? 'stop' : FINISH_REASONS[reasonOf(turn)])

const FINISH_REASONS = { end: 'stop', calls: 'tool_calls', length: 'length', refused: 'content_filter' }

function refuse(
  status: number,
  message: string,
  about: { type?: string; param?: string; code?: string | number } = {},
  headers?: Record<string, string>,
) {
  const { type = 'invalid_request_error', param = null, code = null } = about
  return new Refusal(status, { error: { message, type, param, code } }, headers)
}

function refusal(what: RefusalKind): Refusal {
  switch (what.kind) {
    case 'unknown_path':
      return refuse(404, `Invalid URL (POST ${what.path})`)
    case 'rate_limited': {
      const headers = what.retryAfterSeconds !== undefined && {
        'retry-after': String(what.retryAfterSeconds),
      }
      const about = { type: 'requests', code: 'rate_limit_exceeded' }
      return refuse(429, 'Rate limit reached for requests. Limit: 3 / min.', about, { ...headers })
    }
    case 'overloaded':
      return refuse(503, 'The engine is currently overloaded, please try again later', {
        type: 'server_error',
      })
    case 'failed':
      return refuse(500, 'The server had an error while processing your request. Sorry about that!', {
        type: 'server_error',
      })
    case 'out_of_credit':
      return refuse(429, 'You exceeded your current quota, please check your plan and billing details.', {
        ...{ type: 'insufficient_quota', code: 'insufficient_quota' },
      })
    case 'too_long': {
      const message =
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9120 tokens. Please reduce the length of the messages."
      return refuse(400, message, { param: 'messages', code: 'context_length_exceeded' })
    }
    case 'too_large':
      return refuse(413, 'Request too large')
    // Ollama's words: OpenAI has no model without tools any more.
    case 'no_tools':
      return refuse(400, 'registry.ollama.ai/library/gemma:2b does not support tools', { type: 'api_error' })
    // Azure's: OpenAI itself answers with a finish_reason.
    case 'filtered':
      return refuse(400, "The response was filtered due to the prompt triggering Azure OpenAI's policy.", {
        ...{ param: 'prompt', code: 'content_filter' },
      })
  }
}

function checkKey(authorization: string | undefined, key: string | null): void {
  if (key === null) return
  if (!authorization) throw refuse(401, "You didn't provide an API key.")
  if (authorization !== `Bearer ${key}`) {
    throw refuse(401, 'Incorrect API key provided: sk-***.', { code: 'invalid_api_key' })
  }
}

function parseRequest(body: string): Request {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    throw refuse(400, 'We could not parse the JSON body of your request.')
  }
  const parsed = Request.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const param = issue?.path.join('.') ?? ''
  if (issue?.code === 'unrecognized_keys') {
    const name = [...issue.path, issue.keys[0]].join('.')
    throw refuse(400, `Unknown parameter: '${name}'.`, { param: name, code: 'unknown_parameter' })
  }
  throw refuse(400, `Invalid value for '${param}': ${issue?.message}`, { param, code: 'invalid_value' })
}

/** Each call has its answers right behind it, and no answer is without a call. */
function checkOrder(messages: Message[]): void {
  let open = new Set<string>()
  for (const [at, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (open.delete(message.tool_call_id)) continue
      const text =
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."
      throw refuse(400, text, { param: `messages.[${at}].role` })
    }
    checkAnswered(open, at)
    if (message.role !== 'assistant') continue
    open = new Set(message.tool_calls?.map((call) => call.id))
    if (!message.tool_calls && (message.content === null || message.content === undefined)) {
      throw refuse(400, "Invalid value for 'content': expected a string, got null.", {
        param: `messages.[${at}].content`,
      })
    }
  }
  checkAnswered(open, messages.length)
}

function checkAnswered(open: Set<string>, at: number): void {
  if (open.size === 0) return
  const text = `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`
  throw refuse(400, text, { param: `messages.[${at}].role` })
}

function readQuestion(request: Request, headers: AskedQuestion['headers']): AskedQuestion {
  const words = (content: z.infer<typeof Content> | null | undefined) =>
    typeof content === 'string' ? content : (content ?? []).map((part) => part.text).join('')
  const isSystem = (message: Message) => message.role === 'system' || message.role === 'developer'
  return {
    wire: 'openai',
    model: request.model,
    system: request.messages
      .filter(isSystem)
      .map(({ content }) => words(content))
      .join('\n'),
    messages: request.messages.flatMap((message): AskedMessage[] => {
      if (message.role === 'tool') {
        return [{ role: 'tool', callId: message.tool_call_id, text: words(message.content) }]
      }
      if (message.role === 'user') return [{ role: 'user', text: words(message.content) }]
      if (message.role !== 'assistant') return []
      const calls = (message.tool_calls ?? []).map((call) => ({
        ...{ id: call.id, name: call.function.name, input: JSON.parse(call.function.arguments) as unknown },
      }))
      return [{ role: 'assistant', text: words(message.content), calls }]
    }),
    tools: (request.tools ?? []).map(({ function: tool }) => ({
      ...{ name: tool.name, description: tool.description ?? '', inputSchema: tool.parameters },
    })),
    maxOutputTokens: request.max_completion_tokens ?? request.max_tokens ?? null,
    isStreamed: request.stream === true,
    headers,
    body: request,
  }
}

function envelope(question: AskedQuestion, object: string) {
  const id = `chatcmpl-${randomUUID().replaceAll('-', '').slice(0, 24)}`
  return { id, object, created: 1_795_273_445, model: question.model, system_fingerprint: null }
}

function usage(turn: ScriptedTurn, question: AskedQuestion) {
  const { inputTokens, outputTokens } = usageOf(turn, question)
  return {
    ...{
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    },
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  }
}

const callId = () => `call_${randomUUID().replaceAll('-', '').slice(0, 24)}`
