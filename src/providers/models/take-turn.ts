import {
  extractReasoningMiddleware,
  generateText,
  isStepCount,
  jsonSchema,
  type LanguageModel,
  type ModelMessage as SdkMessage,
  streamText,
  tool,
  wrapLanguageModel,
} from 'ai'
import { composeMessages } from './compose-messages.ts'
import { modelError, readFailure } from './model-errors.ts'
import type { ModelAnswer, ModelCall, ModelPort, ModelQuestion } from './port.ts'

// Its warnings would go to the console, past our log.
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false })

type SdkModel = Exclude<Parameters<typeof wrapLanguageModel>[0]['model'], string>

/** A model of the SDK as our port. `label` is what "Check" shows of it. */
export function portOf(given: SdkModel, label: string): ModelPort {
  // For servers that leave a reasoning model's thoughts in the text.
  const model = wrapLanguageModel({
    model: given,
    middleware: extractReasoningMiddleware({ tagName: 'think' }),
  })
  const ask = (question: ModelQuestion) => takeTurn(model, question)

  return {
    ask,
    async check() {
      try {
        await ask({ ...CHECK, tools: [READY] })
        return { label, takesTools: true }
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'no_tools') throw error
      }
      await ask({ ...CHECK, tools: [] })
      return { label, takesTools: false }
    },
  }
}

const READY = {
  name: 'ready',
  description: 'Says that you are ready.',
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
}

const CHECK: Omit<ModelQuestion, 'tools'> = {
  system: 'This is a test of the connection.',
  messages: [{ role: 'user', text: 'Answer with the word OK.' }],
  maxOutputTokens: 64,
  // A local model is read from the disk first.
  timeoutMs: 60_000,
}

interface Turn {
  text: string
  calls: { toolCallId: string; toolName: string; input: unknown }[]
  finishReason: string | undefined
  usage: { inputTokens?: number; outputTokens?: number } | undefined
}

async function takeTurn(model: LanguageModel, question: ModelQuestion): Promise<ModelAnswer> {
  const messages = composeMessages(question.messages).map(toSdkMessage)
  const deadline = AbortSignal.timeout(question.timeoutMs)
  const leaving = new AbortController()
  const signals = [deadline, leaving.signal, ...(question.signal ? [question.signal] : [])]
  const settings = {
    ...{ model, messages, abortSignal: AbortSignal.any(signals), maxOutputTokens: question.maxOutputTokens },
    ...(question.system && { instructions: question.system.toWellFormed() }),
    ...(question.tools.length > 0 && { tools: toSdkTools(question.tools) }),
    // One turn: whoever asked does what was called for, and tries again or does not.
    ...{ maxRetries: 0, stopWhen: isStepCount(1), telemetry: { isEnabled: false } },
    // Else streamed arguments come unchecked by Anthropic.
    providerOptions: { anthropic: { toolStreaming: false } },
  }
  let complaint: { of: unknown } | null = null
  const tell = (piece: string) => {
    try {
      question.onText?.(piece)
    } catch (error) {
      complaint = { of: error }
      throw error
    }
  }
  try {
    question.signal?.throwIfAborted()
    return readTurn(question.onText ? await stream(settings, tell) : await generate(settings))
  } catch (error) {
    question.signal?.throwIfAborted()
    if (complaint) throw (complaint as { of: unknown }).of
    if (deadline.aborted) throw modelError('timed_out', { detail: `${question.timeoutMs} ms` })
    const failure = readFailure(error)
    if (failure !== 'filtered') throw failure
    return { text: '', calls: [], stopped: 'refused', usage: { inputTokens: 0, outputTokens: 0 } }
  } finally {
    // Whatever was left unread must not keep the line and the vendor's meter running.
    leaving.abort()
  }
}

type Settings = Parameters<typeof generateText>[0]

async function generate(settings: Settings): Promise<Turn> {
  const { text, toolCalls: calls, finishReason, usage } = await generateText(settings)
  // A thought that the limit cut off has no end for the middleware to find.
  return { text: text.replace(/<think>[\s\S]*$/, ''), calls, finishReason, usage }
}

async function stream(settings: Settings, tell: (piece: string) => void): Promise<Turn> {
  const turn: Turn = { text: '', calls: [], finishReason: undefined, usage: undefined }
  const { stream: parts } = streamText({ ...settings, onError: () => {} } as Parameters<typeof streamText>[0])
  for await (const part of parts) {
    switch (part.type) {
      case 'text-delta':
        turn.text += part.text
        tell(part.text)
        break
      case 'tool-call':
        turn.calls.push(part)
        break
      case 'finish-step':
        turn.finishReason = part.finishReason
        turn.usage = part.usage
        break
      case 'error':
        throw part.error
    }
  }
  return turn
}

function readTurn({ text, calls, finishReason, usage }: Turn): ModelAnswer {
  const stopped = STOPPED[finishReason ?? '']
  if (!stopped) throw modelError('bad_answer', { detail: 'it ends without its end' })
  const counted = { inputTokens: usage?.inputTokens ?? 0, outputTokens: usage?.outputTokens ?? 0 }
  if (stopped === 'length' || stopped === 'refused') return { text, calls: [], stopped, usage: counted }
  if (calls.length > 0) return { text, calls: calls.map(readCall), stopped: 'calls', usage: counted }
  if (text.trim() === '') throw modelError('bad_answer', { detail: 'it is empty' })
  return { text, calls: [], stopped: 'end', usage: counted }
}

const STOPPED: Record<string, ModelAnswer['stopped']> = {
  stop: 'end',
  'tool-calls': 'calls',
  length: 'length',
  'content-filter': 'refused',
}

/** The SDK leaves arguments that are no JSON as the text they are. */
function readCall({ toolCallId: id, toolName: name, input }: Turn['calls'][number]): ModelCall {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw modelError('bad_answer', { detail: 'the arguments of a call are no JSON object' })
  }
  return { id, name, input }
}

function toSdkTools(tools: ModelQuestion['tools']) {
  return Object.fromEntries(
    tools.map(({ name, description, inputSchema }) => [
      name,
      tool({ description, inputSchema: jsonSchema<unknown>(inputSchema) }),
    ]),
  )
}

function toSdkMessage(message: ModelQuestion['messages'][number]): SdkMessage {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: message.text }
    case 'assistant':
      return {
        role: 'assistant',
        content: [
          ...(message.text ? [{ type: 'text' as const, text: message.text }] : []),
          ...(message.calls ?? []).map(({ id: toolCallId, name: toolName, input }) => ({
            ...{ type: 'tool-call' as const, toolCallId, toolName, input },
          })),
        ],
      }
    case 'tool': {
      const output = { type: 'text' as const, value: String(message.output) }
      const { callId: toolCallId, name: toolName } = message
      return { role: 'tool', content: [{ type: 'tool-result', toolCallId, toolName, output }] }
    }
  }
}
