/** Asks the model for an answer, holding no transaction: within a time, rounds and calls that are counted. */
import type { ModelAnswer, ModelCall, ModelPort, ModelQuestion } from '../../providers/models/port.ts'
import type { ActionCall, Performed } from '../actions/action.ts'
import { ACTIONS_PER_MESSAGE } from '../actions/perform-action.ts'
import { findAction } from '../actions/registry.ts'
import { readActionTags } from './action-tags.ts'
import type { ModelContext } from './build-context.ts'

export type { ModelPort } from '../../providers/models/port.ts'

/** Of the whole talk with the model; afterwards the rules answer. */
export const MODEL_TIMEOUT_MS = 8_000
const ROUNDS = 6
const LONGEST_ANSWER_TOKENS = 700

/** What the model proposes: a text, and what it would have done. Nothing of it is done or said yet. */
export interface ModelProposal {
  text: string
  /** What changes facts: done, if at all, together with the answer. */
  writes: ActionCall[]
  /** What it looked up, with what it was told. */
  reads: { call: ActionCall; result: Performed<unknown> }[]
}

export interface Asked {
  /** Null: the rules answer. */
  proposal: ModelProposal | null
  /** Why there is none; a code. */
  failure: string | null
  calls: number
  inputTokens: number
  outputTokens: number
}

/** Hears the text while it is written; with it the model is asked to stream. */
export interface Listener {
  /** The next piece of this round, cut anywhere. Must not throw. */
  hear(piece: string): void
  /** The round calls for something: its text is no answer. */
  drop(): void
}

export interface AskModel {
  context: ModelContext
  /** Looks something up, in a short transaction of its own. */
  look: (call: ActionCall) => Promise<Performed<unknown>>
  listener?: Listener | null
  timeoutMs?: number | undefined
}

export async function askModel(port: ModelPort, input: AskModel): Promise<Asked> {
  const asked: Asked = { proposal: null, failure: null, calls: 0, inputTokens: 0, outputTokens: 0 }
  const until = performance.now() + (input.timeoutMs ?? MODEL_TIMEOUT_MS)
  const end = new AbortController()
  try {
    asked.proposal = await within(until, end, () =>
      talk(port, { ...input, until, signal: end.signal, asked }),
    )
  } catch (error) {
    const code = (error as { code?: unknown }).code
    asked.failure = typeof code === 'string' ? code : error instanceof Nonsense ? error.message : 'failed'
  }
  return asked
}

/** What a model of sound mind does not answer. */
class Nonsense extends Error {
  override readonly name = 'Nonsense'
}

async function talk(
  port: ModelPort,
  input: AskModel & { until: number; signal: AbortSignal; asked: Asked },
): Promise<ModelProposal> {
  const { context, look, listener, until, signal, asked } = input
  const messages: ModelQuestion['messages'] = [...context.messages]
  const reads: ModelProposal['reads'] = []
  for (let round = 0; round < ROUNDS; round++) {
    asked.calls += 1
    const answer = await port.ask({
      system: context.system,
      messages,
      tools: context.tools,
      maxOutputTokens: LONGEST_ANSWER_TOKENS,
      timeoutMs: Math.max(1, Math.round(until - performance.now())),
      signal,
      ...(listener && { onText: listener.hear }),
    })
    asked.inputTokens += answer.usage.inputTokens
    asked.outputTokens += answer.usage.outputTokens
    if (answer.stopped === 'refused' || answer.stopped === 'length') throw new Nonsense(answer.stopped)
    const { text, calls, isTagged } = callsOf(answer)
    if (calls.length === 0) {
      if (!text.trim()) throw new Nonsense('empty')
      return { text, writes: [], reads }
    }
    listener?.drop()
    if (reads.length + calls.length > ACTIONS_PER_MESSAGE) throw new Nonsense('too_many_calls')
    for (const { name, input: given } of calls) {
      const action = findAction(name)
      if (!action || !context.tools.some((tool) => tool.name === name)) throw new Nonsense('unknown_action')
      if (!action.input.safeParse(given).success) throw new Nonsense('bad_input')
    }
    const writes = calls.filter(({ name }) => findAction(name)?.isWriting)
    if (writes.length > 0) return { text, writes, reads }
    const results: { call: ModelCall; result: Performed<unknown> }[] = []
    for (const call of calls) results.push({ call, result: await look(call) })
    reads.push(...results)
    if (isTagged) {
      messages.push({ role: 'assistant', text: answer.text })
      const told = results.map(({ call, result }) => `[RESULT:${call.name} ${JSON.stringify(result)}]`)
      messages.push({ role: 'user', text: told.join('\n') })
    } else {
      messages.push({ role: 'assistant', text, calls })
      for (const { call, result } of results) {
        messages.push({ role: 'tool', callId: call.id, name: call.name, output: result })
      }
    }
  }
  throw new Nonsense('too_many_rounds')
}

/** Tool calls, and those that a model without tools wrote into its text. */
function callsOf(answer: ModelAnswer): { text: string; calls: ModelCall[]; isTagged: boolean } {
  const { text, tags, unreadable } = readActionTags(answer.text)
  if (unreadable > 0) throw new Nonsense('bad_tag')
  const tagged = tags.map(({ name, input }, i) => ({ id: `tag-${i}`, name, input }))
  return {
    text,
    calls: [...answer.calls, ...tagged],
    isTagged: answer.calls.length === 0 && tagged.length > 0,
  }
}

async function within<T>(until: number, end: AbortController, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Nonsense('timed_out'))
      end.abort()
    }, until - performance.now())
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
