import { invariant } from '../../kit/problem.ts'
import type { ModelQuestion, ModelReply, ToolResult } from './port.ts'

/** Said by nobody, so that the first turn is a user's. */
const CLINIC_WROTE_FIRST = '(The clinic wrote first.)'

/**
 * The messages in the order that all wires take: a user first, a user or a tool last, no role twice in a row, nothing
 * empty, no half of a surrogate pair. Anthropic answers anything else with 400, and chat templates of local models
 * (Gemma, Mistral) break on it.
 * @throws InvariantBroken where a call has no result behind it, or the last message is the assistant's
 */
export function composeMessages(messages: ModelQuestion['messages']): ModelQuestion['messages'] {
  const composed: ModelQuestion['messages'] = []
  for (const message of messages.map(clean)) {
    const last = composed.at(-1)
    if (message.role === 'tool') {
      invariant(isAwaited(composed, message), 'a tool result follows the reply that called it')
      composed.push(message)
      continue
    }
    if (message.text === '' && !(message.role === 'assistant' && message.calls?.length)) continue
    if (message.role === 'user' && last?.role === 'user') last.text = `${last.text}\n\n${message.text}`
    else if (message.role === 'assistant' && last?.role === 'assistant' && !last.calls?.length) {
      last.text = [last.text, message.text].filter(Boolean).join('\n\n')
      if (message.calls) last.calls = message.calls
    } else {
      invariant(last?.role !== 'assistant' || !last.calls?.length, 'every call has its result behind it')
      if (!last && message.role === 'assistant') composed.push({ role: 'user', text: CLINIC_WROTE_FIRST })
      composed.push(message)
    }
  }
  const last = composed.at(-1)
  invariant(last && last.role !== 'assistant', 'a model is asked after a user or a tool has spoken')
  invariant(
    composed.every((_, at) => !isShortOfResults(composed, at)),
    'every call has its result behind it',
  )
  return composed
}

function clean(message: ModelQuestion['messages'][number]): ModelQuestion['messages'][number] {
  if (message.role !== 'tool') return { ...message, text: message.text.toWellFormed().trim() }
  const { output } = message
  const text = typeof output === 'string' ? output : (JSON.stringify(output) ?? 'null')
  return { ...message, output: text.toWellFormed() }
}

/** Whether the last reply called this and has no result of it yet. */
function isAwaited(before: ModelQuestion['messages'], result: ToolResult): boolean {
  const at = before.findLastIndex(({ role }) => role !== 'tool')
  const isAnswered = resultsBehind(before, at).some(({ callId }) => callId === result.callId)
  return !isAnswered && callsAt(before, at).some(({ id }) => id === result.callId)
}

function isShortOfResults(messages: ModelQuestion['messages'], at: number): boolean {
  return resultsBehind(messages, at).length < callsAt(messages, at).length
}

function callsAt(messages: ModelQuestion['messages'], at: number) {
  return (messages[at] as ModelReply | undefined)?.calls ?? []
}

function resultsBehind(messages: ModelQuestion['messages'], at: number): ToolResult[] {
  if (messages[at]?.role === 'tool') return []
  const end = messages.findIndex(({ role }, i) => i > at && role !== 'tool')
  return messages.slice(at + 1, end === -1 ? undefined : end) as ToolResult[]
}
