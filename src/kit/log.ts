import { constants } from 'node:os'
import { type Clock, systemClock } from './clock.ts'
import { InvariantBroken, Problem, ProviderError } from './problem.ts'

// What a log line may hold. Patients and secrets have no field here; a new field is a decision, made in this file.

/** Our own ids: UUIDv7. A vendor's key may be a UUIDv4 (Vapi's are), so other versions are withheld. */
const IDS = [
  ...['actorId', 'appointmentId', 'callId', 'clinicId', 'connectionId', 'contactId', 'conversationId'],
  ...[
    'deliveryId',
    'enrollmentId',
    'eventId',
    'formId',
    'holdId',
    'jobId',
    'journeyId',
    'leadId',
    'locationId',
  ],
  ...[
    'messageId',
    'patientId',
    'practitionerId',
    'requestId',
    'resourceId',
    'serviceId',
    'touchpointId',
    'userId',
  ],
] as const

/** Finite and at most a thousand million: enough for bytes and milliseconds, too little for a phone number. */
const NUMBERS = [
  ...['attempt', 'attempts', 'backlog', 'bytes', 'count', 'delayMs', 'durationMs', 'failed', 'httpStatus'],
  ...['lagMs', 'limit', 'port', 'retryAfterSeconds', 'rows', 'skipped', 'tokensIn', 'tokensOut', 'workers'],
] as const

const FLAGS = ['isDuplicate', 'isEmbedded', 'isLast', 'isReplay', 'isRetryable'] as const

/** Names that the program gives its own parts; see NAME. `route` is the template, never the path: see ROUTE. */
const NAMES = ['action', 'errorCode', 'eventType', 'job', 'reactor', 'reason', 'sweeper', 'trigger'] as const

/** Closed lists. They repeat words of the domain, since kit imports none of ours. */
const WORDS = {
  channel: ['whatsapp', 'instagram', 'sms', 'email', 'voice', 'widget', 'direct'],
  method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  outcome: ['accepted', 'duplicate', 'failed', 'ignored', 'ok', 'refused', 'retried', 'skipped', 'timeout'],
  purpose: ['transactional', 'care', 'marketing'],
  role: ['all', 'web', 'worker', 'migrate', 'simulate', 'owner', 'admin', 'operator', 'analyst', 'viewer'],
  status: [
    ...(['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'calling'] as const),
    ...(['completed', 'done', 'failed', 'queued', 'received', 'sent', 'delivered', 'read'] as const),
  ],
  vendor: [
    ...([
      'anthropic',
      'caldav',
      'calcom',
      'chatwoot',
      'fake',
      'foyer',
      'google',
      'instagram',
      'meta',
    ] as const),
    ...(['microsoft', 'openai', 'postgres', 'signalwire', 'smtp', 'twilio', 'vapi', 'whatsapp'] as const),
  ],
} as const

export type LogFields = { [Name in keyof typeof WORDS]?: (typeof WORDS)[Name][number] | null } & {
  [Name in (typeof IDS)[number] | (typeof NAMES)[number]]?: string | null
} & { [Name in (typeof NUMBERS)[number]]?: number | null } & {
  [Name in (typeof FLAGS)[number]]?: boolean | null
} & { route?: `/${string}` | null; migration?: string | null }

/** What happened, as `noun.deed`: written in the source, never built from values. */
export type LogEvent = `${string}.${string}`

export interface Log {
  debug(event: LogEvent, fields?: LogFields): void
  info(event: LogEvent, fields?: LogFields): void
  warn(event: LogEvent, fields?: LogFields, error?: unknown): void
  /**
   * Also prints of the error: name, code, stack frames, and for PostgreSQL its constraint, table, routine and
   * severity. Its message only where our own class makes it safe: an invariant's text, written in the source.
   */
  error(event: LogEvent, fields?: LogFields, error?: unknown): void
  /** A log whose lines all carry these fields too. */
  with(fields: LogFields): Log
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LEVELS)[number]

/**
 * Logs as JSON lines that cannot print secrets or patient data: only the fields known above are printed, and
 * only where the value has the harmless shape of its field. Anything else prints `"[withheld]"`; fields of
 * unknown name, whose very name may be data, share one `otherFields`. `write` takes a line with its line feed.
 */
export function createLog(options: {
  level: LogLevel
  write?: (line: string) => void
  clock?: Clock
  fields?: LogFields
}): Log {
  const { level, write = (line) => void process.stdout.write(line), clock = systemClock } = options

  function print(lineLevel: LogLevel, event: LogEvent, fields?: LogFields, error?: unknown): void {
    if (LEVELS.indexOf(lineLevel) < LEVELS.indexOf(level)) return
    const line = {
      at: clock.now().toString({ fractionalSecondDigits: 3 }),
      level: lineLevel,
      event: isName(event) ? event : WITHHELD,
      ...harmlessFields({ ...options.fields, ...fields }),
      ...(error !== undefined && { error: harmlessError(error) }),
    }
    write(`${JSON.stringify(line)}\n`)
  }

  return {
    debug: (event, fields) => print('debug', event, fields),
    info: (event, fields) => print('info', event, fields),
    warn: (event, fields, error) => print('warn', event, fields, error),
    error: (event, fields, error) => print('error', event, fields, error),
    with: (fields) => createLog({ level, write, clock, fields: { ...options.fields, ...fields } }),
  }
}

const WITHHELD = '[withheld]'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/
// Words of letters, each with at most three digits behind: no key, number or address has this shape. A name in
// lower case with a hyphen would, so these fields are given constants and names of functions only.
const PART = '[a-z]{1,24}(?:[A-Z][a-z]{1,24})*\\d{0,3}'
const NAME = new RegExp(`^${PART}(?:[._:-]${PART})*$`)
const SNAKE = /^[a-z]{1,24}\d{0,3}(_[a-z]{1,24}\d{0,3}){0,9}$/
const ROUTE = /^\/(?:(?::[A-Za-z]{1,30}|\*|[.$]?[A-Za-z]{1,24}(?:[-_][A-Za-z]{1,24})*\d?)(?:\/|$))*$/
const MIGRATION = /^\d{4}(_[a-z]{1,24}){1,6}(\.sql)?$/
// Vendors number their errors: `twilio_21610`, `http_503`.
const ERROR_SLUG = /^[a-z]{1,24}(_[a-z]{1,24}){0,5}_([a-z]{1,24}|\d{1,6})$/
const ERROR_CONSTANT = /^(ERR|UND_ERR|HPE|CERT|SELF|DEPTH|UNABLE)(_[A-Z]{1,24}){1,8}$/
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/
const ERROR_NAME = /^(error|Error|Problem|NoRetry|[A-Z][A-Za-z]{0,48}(Error|Exception|Broken))$/

const DNS_CODES = ['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']
const SYSTEM_CODES = new Set<unknown>([...Object.keys(constants.errno), ...DNS_CODES])
const SEVERITIES = new Set<unknown>(['ERROR', 'FATAL', 'PANIC', 'WARNING', 'NOTICE', 'LOG'])
const ALL_WORDS = new Set<unknown>(Object.values(WORDS).flat())

/** A single word may be somebody's name, so a name has two at least, or is one of the closed lists'. */
function isName(value: unknown): boolean {
  return ALL_WORDS.has(value) || (matches(NAME, value) && /[A-Z._:-]/.test(value))
}

const isUuidV7 = (value: unknown) => matches(UUID_V7, value)
const isHarmlessNumber = (value: unknown) => Number.isFinite(value) && Math.abs(value as number) <= 1e9
const isFlag = (value: unknown) => typeof value === 'boolean'

const SHAPES = new Map<string, (value: unknown) => boolean>([
  ...IDS.map((name) => [name, isUuidV7] as const),
  ...NUMBERS.map((name) => [name, isHarmlessNumber] as const),
  ...FLAGS.map((name) => [name, isFlag] as const),
  ...NAMES.map((name) => [name, isName] as const),
  ...Object.entries(WORDS).map(
    ([name, words]) => [name, (value: unknown) => (words as readonly unknown[]).includes(value)] as const,
  ),
  ['errorCode', isErrorCode],
  ['route', (value) => matches(ROUTE, value)],
  ['migration', (value) => matches(MIGRATION, value)],
])

function harmlessFields(fields: Record<string, unknown>): Record<string, unknown> {
  const harmless: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    const isHarmless = SHAPES.get(name)
    if (value === undefined) continue
    if (!isHarmless) harmless.otherFields = WITHHELD
    else harmless[name] = value === null || isHarmless(value) ? value : WITHHELD
  }
  return harmless
}

function harmlessError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return WITHHELD
  const { code, severity, constraint, table, routine } = error as Error & Record<string, unknown>
  const isPostgres = matches(SQLSTATE, code) && severity !== undefined
  const orWithheld = (isHarmless: boolean, value: unknown) => (isHarmless ? value : WITHHELD)
  return {
    name: orWithheld(matches(ERROR_NAME, error.name), error.name),
    ...(code != null && { code: orWithheld(isErrorCode(code), code) }),
    // Both are slugs and sentences of the source: the compiler and the constructor see to that.
    ...(error instanceof Problem && { type: error.type, httpStatus: error.status }),
    ...(error instanceof InvariantBroken && {
      message: orWithheld(isSentence(error.message), error.message),
    }),
    ...(error instanceof ProviderError && { isRetryable: error.retryable }),
    ...(isPostgres && {
      severity: orWithheld(SEVERITIES.has(severity), severity),
      ...(constraint != null && { constraint: orWithheld(matches(SNAKE, constraint), constraint) }),
      ...(table != null && { table: orWithheld(matches(SNAKE, table), table) }),
      ...(routine != null && { routine: orWithheld(matches(/^[A-Za-z_]{1,48}$/, routine), routine) }),
    }),
    stack: stackFrames(error),
    ...(error.cause !== undefined && depth < 3 && { cause: harmlessError(error.cause, depth + 1) }),
  }
}

function isErrorCode(value: unknown): boolean {
  return (
    SYSTEM_CODES.has(value) || [ERROR_SLUG, ERROR_CONSTANT, SQLSTATE].some((shape) => matches(shape, value))
  )
}

function isSentence(message: string): boolean {
  return message.length <= 160 && !/[@\n]|\d{5}|\S{25}/.test(message)
}

const FRAME =
  /^ {4}at (?:(?<name>[\w$.<> #[\]]{1,120}) \()?(?<place>(?:file:\/\/|node:|\/)[^\s()]{1,300}:\d+:\d+)\)?$/
const ROOT = new URL('../../', import.meta.url)

/**
 * The frames below the message, their files relative to the repository. A message can hold lines that look like
 * frames. So where the stack does not begin with a name and just this message (somebody changed it after the
 * error was made), nobody can tell which lines are its, and all are withheld.
 */
function stackFrames(error: Error): string[] | string {
  const [stack, message] = [String(error.stack), String(error.message)]
  const header =
    message === '' ? (/^.*/.exec(stack)?.[0] ?? '') : `${/^[\w$ .[\]]*: /.exec(stack)?.[0]}${message}`
  const isHeader = message === '' ? !header.includes(':') : stack.startsWith(`${header}\n`)
  if (!isHeader) return WITHHELD
  return stack
    .slice(header.length)
    .split('\n')
    .map((line) => FRAME.exec(line)?.groups)
    .filter((frame) => frame !== undefined)
    .slice(0, 15)
    .map(({ name = '', place = '' }) =>
      `${name} ${place.replace(ROOT.href, '').replace(ROOT.pathname, '')}`.trim(),
    )
}

function matches(shape: RegExp, value: unknown): value is string {
  return typeof value === 'string' && value.length <= 120 && shape.test(value)
}
