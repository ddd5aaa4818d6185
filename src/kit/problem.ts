/** Members that a problem may carry beyond its detail (RFC 9457 §3.2). They are sent: no patient data. */
export type ProblemOptions = {
  /** A more precise slug than the default one, e.g. `slot-taken`. Stable: clients branch on it. */
  type?: string
  title?: string
  headers?: Record<string, string>
  extensions?: Record<string, unknown>
  /** What broke inside. It is logged, never sent. */
  cause?: unknown
}

/**
 * An answer at the edge by RFC 9457. `type` is a stable slug, sent as the relative reference
 * `/problems/<slug>` so that no host is promised; `detail` says state and remedy to the caller
 * (`Calendar token expired; reconnect at Settings > Calendars`).
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly type: string
  readonly title: string
  readonly detail: string
  readonly headers: Record<string, string>
  readonly extensions: Record<string, unknown>

  constructor(options: ProblemOptions & { status: number; type: string; title: string; detail: string }) {
    super(options.detail, { cause: options.cause })
    invariant(/^[a-z0-9]+([-_][a-z0-9]+)*$/.test(options.type), 'a problem type is a slug')
    this.status = options.status
    this.type = options.type
    this.title = options.title
    this.detail = options.detail
    this.headers = options.headers ?? {}
    this.extensions = options.extensions ?? {}
  }
}

export const badRequest = (detail: string, options: ProblemOptions = {}) =>
  new Problem({ status: 400, type: 'bad-request', title: 'Bad request', detail, ...options })

/** 401, with the challenge that RFC 9110 §15.5.2 demands. `Bearer` opens no password dialog in a browser. */
export const notSignedIn = (
  detail = 'You are not signed in; sign in or send an API key',
  options: ProblemOptions = {},
) =>
  new Problem({
    status: 401,
    type: 'not-signed-in',
    title: 'Not signed in',
    detail,
    ...options,
    headers: { 'www-authenticate': 'Bearer realm="foyer"', ...options.headers },
  })

/** 402: the feature exists, the clinic's plan does not include it. `plan` is the smallest one that does. */
export const planRequired = (plan: string, options: ProblemOptions = {}) =>
  new Problem({
    status: 402,
    type: 'plan-required',
    title: 'Plan required',
    detail: `This needs the plan ${plan}; an owner can change it`,
    ...options,
    extensions: { plan, ...options.extensions },
  })

/** 403: a known verb that the caller's role lacks. Another clinic's row is 404, never this. */
export const forbidden = (
  detail = 'Your role does not allow this; ask an owner or admin',
  options: ProblemOptions = {},
) => new Problem({ status: 403, type: 'forbidden', title: 'Forbidden', detail, ...options })

/** 404, for what is not there and, in the same words, for what belongs to another clinic. */
export const notFound = (
  detail = 'There is nothing here under this address; check the link',
  options: ProblemOptions = {},
) => new Problem({ status: 404, type: 'not-found', title: 'Not found', detail, ...options })

export const conflict = (detail: string, options: ProblemOptions = {}) =>
  new Problem({ status: 409, type: 'conflict', title: 'Conflict', detail, ...options })

/** 410: a link that was valid once (used, expired, withdrawn). */
export const gone = (detail: string, options: ProblemOptions = {}) =>
  new Problem({ status: 410, type: 'gone', title: 'No longer available', detail, ...options })

export const tooLarge = (maxBytes: number, options: ProblemOptions = {}) =>
  new Problem({
    status: 413,
    type: 'too-large',
    title: 'Too large',
    detail: `The request is larger than ${maxBytes} bytes; send less`,
    ...options,
    extensions: { maxBytes, ...options.extensions },
  })

/** 422: well-formed, but against a rule. `errors` follows RFC 9457 §3: a JSON Pointer and what is wrong there. */
export const unprocessable = (
  detail: string,
  errors: { pointer: string; detail: string }[] = [],
  options: ProblemOptions = {},
) =>
  new Problem({
    status: 422,
    type: 'unprocessable',
    title: 'Cannot be accepted as it is',
    detail,
    ...options,
    extensions: { ...(errors.length > 0 && { errors }), ...options.extensions },
  })

export const tooManyRequests = (retryAfterSeconds: number, options: ProblemOptions = {}) =>
  new Problem({
    status: 429,
    type: 'too-many-requests',
    title: 'Too many requests',
    detail: `Too many requests; try again in ${retryAfterSeconds} s`,
    ...options,
    headers: { 'retry-after': String(retryAfterSeconds), ...options.headers },
  })

/** 500 for a bug: says nothing of it to the caller and keeps it as `cause` for the log. */
export const unexpected = (cause: unknown, options: ProblemOptions = {}) =>
  new Problem({
    status: 500,
    type: 'unexpected',
    title: 'Unexpected error',
    detail: 'Something broke on our side and was logged; try again, then tell us',
    ...options,
    cause,
  })

export const unavailable = (
  retryAfterSeconds: number,
  detail = `This cannot be answered now; try again in ${retryAfterSeconds} s`,
  options: ProblemOptions = {},
) =>
  new Problem({
    status: 503,
    type: 'unavailable',
    title: 'Unavailable',
    detail,
    ...options,
    headers: { 'retry-after': String(retryAfterSeconds), ...options.headers },
  })

/** The problem as `application/problem+json`. Extensions cannot replace the five standard members. */
export function problemResponse(problem: Problem): Response {
  const { status, title, detail } = problem
  const body = { ...problem.extensions, type: `/problems/${problem.type}`, title, status, detail }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'cache-control': 'no-store',
      ...problem.headers,
      'content-type': 'application/problem+json',
    },
  })
}

/**
 * The outside world failed. Only the job runner retries, and only where `retryable`.
 * `code` is a slug that staff can be shown the meaning of (`twilio_21610`); the message holds no patient data.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly retryable: boolean
  readonly code: string | undefined
  /** The request may have taken effect there: look it up before trying again. False: it surely has not. */
  readonly outcomeUnknown: boolean
  /** What the vendor asked for with `retry-after`. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    message: string,
    options: {
      retryable: boolean
      code?: string
      outcomeUnknown?: boolean
      retryAfterSeconds?: number
      cause?: unknown
    },
  ) {
    super(message, { cause: options.cause })
    this.retryable = options.retryable
    this.code = options.code
    this.outcomeUnknown = options.outcomeUnknown ?? false
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** A bug: something that the program holds to be true is not. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken'
}

/**
 * Throws `InvariantBroken` unless the condition holds. The message reaches the log, so the types take only a
 * text written in the source: `invariant(slot, 'held slot vanished')`, never one built from values.
 */
export function invariant<const Message extends string>(
  condition: unknown,
  message: string extends Message ? never : Message,
): asserts condition {
  if (!condition) throw new InvariantBroken(message)
}
