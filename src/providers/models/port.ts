/** A language model that words answers and proposes actions. It decides nothing: what it proposes is checked by code. */

export interface ModelMessage {
  /** What somebody else said: the contact, or an instruction of ours in their place. */
  role: 'user'
  text: string
}

export interface ModelReply {
  /** What was said in the clinic's name, by the model, by a person or by a template. */
  role: 'assistant'
  text: string
  /** What the model asked for along with it. Each call is followed by its `ToolResult`. */
  calls?: ModelCall[]
}

export interface ToolResult {
  role: 'tool'
  callId: string
  name: string
  /** A text as it is, anything else as JSON. */
  output: unknown
}

export interface ModelTool {
  /** `[a-zA-Z0-9_-]{1,64}`, the narrower of the vendors' rules. */
  name: string
  description: string
  /** JSON Schema of an object, as `z.toJSONSchema(schema)` writes it. */
  inputSchema: Record<string, unknown>
}

export interface ModelQuestion {
  system: string
  /**
   * Oldest first; the last one is of a user or a tool. Adjacent messages of one role are joined, empty ones left out, and
   * where the clinic wrote first that is said in the user's place: models want turns that alternate, a user first.
   */
  messages: (ModelMessage | ModelReply | ToolResult)[]
  /** Empty for a model without tools: it may write `[ACTION:…]` tags into its text instead. */
  tools: ModelTool[]
  maxOutputTokens: number
  /** For the whole turn, streaming included. */
  timeoutMs: number
  /**
   * Hears the text while it is written, in pieces that are cut anywhere; together they are the answer's `text`. With it
   * the answer is streamed. What was heard before an error is void.
   */
  onText?: (piece: string) => void
  /** Ends the question; `ask` then rejects with the signal's reason. */
  signal?: AbortSignal
}

export interface ModelCall {
  id: string
  name: string
  /** A JSON object as the model wrote it: neither the name nor this was held against the tools that were offered. */
  input: unknown
}

export interface ModelAnswer {
  /** Without what a reasoning model says to itself. */
  text: string
  calls: ModelCall[]
  /**
   * - `end`: said all it had to say; there is a text.
   * - `calls`: waits for the results of `calls`.
   * - `length`: ran into `maxOutputTokens`; the text is cut off, `calls` is empty.
   * - `refused`: the model or its vendor's filter declined; the text is not for the contact, `calls` is empty.
   */
  stopped: 'end' | 'calls' | 'length' | 'refused'
  /** Zero where the server does not count. */
  usage: { inputTokens: number; outputTokens: number }
}

/** The codes of the `ProviderError`s that a `ModelPort` throws, each with what the operator can do. */
export const MODEL_FAILURES = {
  timed_out: 'The model did not answer in time.',
  rate_limited: 'The model takes no more questions for now.',
  overloaded: 'The model’s servers are overloaded.',
  vendor_failed: 'The model’s server had a fault of its own.',
  unreachable: 'No connection to the model’s server, or it broke. Check MODEL_BASE_URL.',
  bad_answer: 'The model’s answer cannot be read: empty, cut off, or not in the protocol.',
  content_too_long: 'The question is longer than the model takes. Choose a model with a larger context.',
  sign_in_failed: 'The model’s server does not accept the key. Check MODEL_API_KEY.',
  out_of_credit: 'The account at the model’s vendor has no credit left. Look there.',
  not_found: 'The server knows no such model or address. Check MODEL_NAME and MODEL_BASE_URL.',
  no_tools: 'The model, or the way its server was started, takes no tools.',
  question_refused: 'The model’s server does not take the question in this form.',
} as const
export type ModelFailure = keyof typeof MODEL_FAILURES

export interface ModelPort {
  /**
   * One turn of the model: it is asked once, and nothing it calls is done here. Never tried again by itself.
   * @throws ProviderError with a code of `ModelFailure`; it holds no word of question or answer
   */
  ask(question: ModelQuestion): Promise<ModelAnswer>
  /**
   * Asks for one word, which costs a few tokens: address, key, name and tools are tried at once. For "Check".
   * `label` names the model and its host. With `takesTools` false, ask without tools.
   * @throws ProviderError with a code of `ModelFailure`
   */
  check(): Promise<{ label: string; takesTools: boolean }>
}
