/** What a scripted model says and what goes wrong on the way, in words of neither vendor. */

export interface ScriptedCall {
  name: string
  /** The arguments; a string is sent as it is, so that they need not be JSON. */
  input: unknown
}

/** One whole turn of the model. */
export interface ScriptedTurn {
  text?: string
  calls?: ScriptedCall[]
  /** What a reasoning model says to itself, in the vendor's own place for it. */
  thinking?: string
  /** Default: `calls` where there are any, else `end`. With `length` the last call's arguments are cut in half. */
  stops?: 'end' | 'calls' | 'length' | 'refused'
  usage?: { inputTokens: number; outputTokens: number }
  /** Milliseconds between the events of a stream, as slow as a model; default: none. */
  paceMs?: number
  /** How servers that call themselves OpenAI-compatible number streamed calls: not at all, or all the same (Ollama). */
  numbering?: 'none' | 'all_zero'
}

export type ScriptedFault =
  /** Taken, and nothing is ever said. */
  | { fault: 'silence' }
  /** Half of the turn is said, then the line stays open and silent. */
  | { fault: 'hang'; turn: ScriptedTurn }
  /** Half of the turn is said, then the line breaks. */
  | { fault: 'break'; turn: ScriptedTurn }
  /** The turn is said without its end: the stream closes as if all were well, the JSON body misses its reason. */
  | { fault: 'unfinished'; turn: ScriptedTurn }
  /** Half of a stream, then the vendor's own error event. */
  | { fault: 'error_in_stream'; turn: ScriptedTurn; kind: 'overloaded' | 'failed' }
  /** 200 with something that is no JSON. */
  | { fault: 'garbage' }
  /** 200 with a page, as from a proxy or a captive portal. */
  | { fault: 'page' }
  | { fault: 'redirect'; to: string }
  | { fault: 'rate_limited'; retryAfterSeconds?: number }
  | {
      fault: 'overloaded' | 'failed' | 'out_of_credit' | 'too_long' | 'too_large' | 'no_tools' | 'filtered'
    }
  /** Any answer at all, to try what other servers say. */
  | { fault: 'answer'; status: number; body: unknown; headers?: Record<string, string> }

export type ScriptedReply = ScriptedTurn | ScriptedFault

/** A question as it came in, read from either wire. */
export interface AskedQuestion {
  wire: 'openai' | 'anthropic'
  model: string
  system: string
  messages: AskedMessage[]
  tools: { name: string; description: string; inputSchema: unknown }[]
  maxOutputTokens: number | null
  isStreamed: boolean
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>
  body: unknown
}

export type AskedMessage =
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; calls: { id: string; name: string; input: unknown }[] }
  | { role: 'tool'; callId: string; text: string }

/** The vendor's answer to a request that it does not take. */
export class Refusal extends Error {
  readonly status: number
  readonly body: unknown
  readonly headers: Record<string, string>

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`the model server refuses: ${JSON.stringify(body)}`)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** One vendor's protocol, seen from the vendor. */
export interface Wire {
  path: string
  /** @throws Refusal with the vendor's own error body */
  read(request: { headers: AskedQuestion['headers']; body: string }, account: Account): AskedQuestion
  refusal(kind: RefusalKind): Refusal
  /** The body of an answer that is not streamed. */
  whole(turn: ScriptedTurn, question: AskedQuestion): Record<string, unknown>
  /** The events of a streamed answer, each with its line ends. */
  stream(turn: ScriptedTurn, question: AskedQuestion): string[]
  errorEvent(kind: 'overloaded' | 'failed'): string
  /** Whether an event tells that and why the answer ended: without those the answer is unfinished. */
  isEnding(event: string): boolean
}

export interface Account {
  /** Null: the server asks for no key, as local ones do. */
  key: string | null
  model: string
}

export type RefusalKind =
  | { kind: 'unknown_path'; path: string }
  | { kind: 'rate_limited'; retryAfterSeconds: number | undefined }
  | { kind: 'overloaded' | 'failed' | 'out_of_credit' | 'too_long' | 'too_large' | 'no_tools' | 'filtered' }

/** The arguments of a call as the model wrote them. */
export function written(call: ScriptedCall): string {
  return typeof call.input === 'string' ? call.input : JSON.stringify(call.input)
}

/** A text in pieces of one to five characters, as tokens are: words, quotes and escapes are cut anywhere. */
export function inPieces(text: string): string[] {
  const characters = [...text]
  const pieces: string[] = []
  for (let at = 0, size = 1; at < characters.length; at += size, size = (size % 5) + 1) {
    pieces.push(characters.slice(at, at + size).join(''))
  }
  return pieces
}

/** A turn that ran into the limit has half of its last call, or of its text where it calls nothing. */
export function asFarAsItGot(turn: ScriptedTurn): ScriptedTurn {
  const calls = turn.calls ?? []
  const last = calls.at(-1)
  if (turn.stops !== 'length' || !last) return turn
  const input = written(last)
  return { ...turn, calls: [...calls.slice(0, -1), { ...last, input: input.slice(0, input.length / 2) }] }
}

export function reasonOf(turn: ScriptedTurn): 'end' | 'calls' | 'length' | 'refused' {
  return turn.stops ?? (turn.calls?.length ? 'calls' : 'end')
}

export function usageOf(turn: ScriptedTurn, question: AskedQuestion) {
  const outputTokens = Math.ceil(`${turn.text ?? ''}${(turn.calls ?? []).map(written).join('')}`.length / 4)
  return turn.usage ?? { inputTokens: Math.ceil(JSON.stringify(question.body).length / 4), outputTokens }
}
