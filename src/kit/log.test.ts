import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TestClock } from './clock.ts'
import { uuidv7 } from './ids.ts'
import { createLog, type LogFields, type LogLevel } from './log.ts'
import { invariant, notFound, ProviderError } from './problem.ts'

function listen(level: LogLevel = 'debug') {
  const lines: string[] = []
  const log = createLog({
    level,
    clock: new TestClock('2026-10-25T00:30:00Z'),
    write: (line) => lines.push(line),
  })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') }
}

test('a line is JSON with time, level, event and the fields', () => {
  const { log, lines, last } = listen()
  const clinicId = uuidv7()
  log.info('http.answered', {
    clinicId,
    route: '/api/bookings/:id',
    method: 'PATCH',
    httpStatus: 200,
    durationMs: 3.2,
  })
  expect(last()).toEqual({
    at: '2026-10-25T00:30:00.000Z',
    level: 'info',
    event: 'http.answered',
    ...{ clinicId, route: '/api/bookings/:id', method: 'PATCH', httpStatus: 200, durationMs: 3.2 },
  })
  expect(lines[0]?.endsWith('}\n')).toBe(true)
})

test('lines below the level are not written', () => {
  const { log, lines } = listen('warn')
  log.debug('job.claimed')
  log.info('job.done')
  log.warn('job.slow')
  log.error('job.failed')
  expect(lines).toHaveLength(2)
  const silent = listen('silent')
  silent.log.error('job.failed')
  expect(silent.lines).toEqual([])
})

test('names of our own parts are printed', () => {
  const { log, last } = listen()
  const fields: LogFields = {
    ...{ reactor: 'sendConfirmation', eventType: 'appointment.booked', trigger: 'lead.gone_quiet' },
    ...{ vendor: 'calcom', status: 'noshow', errorCode: 'twilio_21610', migration: '0001_clinics' },
    ...{ isLast: true, reason: 'slot_taken', action: 'check_availability', jobId: null },
  }
  log.info('job.done', fields)
  expect(last()).toMatchObject(fields)
  for (const route of [
    '/',
    '/webhooks/calcom/:connection',
    '/fhir/R4/$find',
    '/.well-known/jwks',
    '/api/*',
  ] as const) {
    log.info('http.answered', { route })
    expect(last().route).toBe(route)
  }
})

test('an unknown field is withheld, its name too', () => {
  const { log, last } = listen()
  log.info('job.done', { 'Ana Silva': 1 } as LogFields)
  expect(last().otherFields).toBe('[withheld]')
  expect(JSON.stringify(last())).not.toContain('Ana')
})

test('the compiler refuses unknown fields, other types, unlisted words and built events', () => {
  const { log } = listen()
  // @ts-expect-error
  log.info('job.done', { name: 'Ana' })
  // @ts-expect-error
  log.info('job.done', { count: '3' })
  // @ts-expect-error
  log.info('job.done', { vendor: 'acme' })
  const event: string = 'job.done'
  // @ts-expect-error
  log.info(event)
})

test('fields given with `with` are on every line', () => {
  const { log, last } = listen()
  const [clinicId, requestId] = [uuidv7(), uuidv7()]
  log.with({ clinicId }).with({ requestId }).warn('job.slow', { attempt: 2 })
  expect(last()).toMatchObject({ clinicId, requestId, attempt: 2 })
})

const FIELD_NAMES = [
  ...[
    'clinicId',
    'jobId',
    'count',
    'httpStatus',
    'isLast',
    'reactor',
    'trigger',
    'reason',
    'errorCode',
    'job',
  ],
  ...['channel', 'vendor', 'status', 'method', 'route', 'migration', 'name', 'phone', 'anything'],
]
const letters = (alphabet: string, min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max })
const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const names = fc.oneof(
  fc.constantFrom(
    'Ana',
    'ana',
    'Ana Silva',
    'MARIA',
    "O'Brien",
    'Müller',
    'ayşe',
    '王芳',
    'de Souza',
    'van der Berg',
  ),
  letters('abcdefghijklmnopqrstuvwxyz', 3, 12).map((name) => `${name[0]?.toUpperCase()}${name.slice(1)}`),
)
const phones = fc
  .tuple(
    fc.constantFrom('+', '', '00', 'tel:+'),
    fc.bigInt({ min: 1_000_000_000n, max: 999_999_999_999_999n }),
  )
  .map(([prefix, digits]) => `${prefix}${digits}`)
const keys = fc.oneof(
  fc
    .tuple(fc.constantFrom('', 'sk-proj-', 'sk_live_', 'cal_live_', 'whsec_', 'AC'), letters(BASE62, 40, 64))
    .map(([prefix, key]) => prefix + key),
  letters('0123456789abcdef', 32, 64),
  fc.uuid({ version: 4 }),
)
const secrets = fc.oneof(names, phones, fc.emailAddress(), keys)

test('names, phones, e-mails and keys never come out, whatever field they are given in', () => {
  const { log, lines } = listen()
  fc.assert(
    fc.property(secrets, fc.constantFrom(...FIELD_NAMES), (secret, field) => {
      lines.length = 0
      log.info('job.done', { [field]: secret } as LogFields)
      log.info('job.done', { [secret]: 1 } as LogFields)
      log.info('job.done', {
        [field]: { toJSON: () => secret, toString: () => secret },
      } as unknown as LogFields)
      log.info(secret as never)
      log.with({ [field]: secret } as LogFields).info('job.done')
      for (const line of lines) {
        // A name may be part of the field's own name, as Las is of isLast.
        const values = new Set(Object.entries(JSON.parse(line)).flat()).difference(
          new Set(['job.done', field]),
        )
        expect([...values].filter((value) => String(value).includes(secret))).toEqual([])
      }
    }),
    { numRuns: 2_000 },
  )
})

test('a phone number given as a number is withheld', () => {
  const { log, last } = listen()
  log.info('job.done', { count: 905551234567 })
  expect(last().count).toBe('[withheld]')
})

test('names, phones, e-mails and keys never come out of an error', () => {
  const { log, lines } = listen()
  fc.assert(
    fc.property(secrets, (secret) => {
      // A word of a name may also be part of a function's or file's name in the frames.
      fc.pre(secret.length > 8 || /[^\w]/.test(secret))
      const values = {
        detail: secret,
        where: secret,
        hint: secret,
        column: secret,
        code: secret,
        message: secret,
      }
      const errors = [
        new Error(secret),
        new Error(`${secret}\n    at ${secret} (/srv/${secret}.ts:1:1)`),
        new Error('refused', { cause: new TypeError(secret, { cause: secret }) }),
        Object.assign(new Error('refused'), { ...values, name: secret, constraint: secret }),
        Object.assign(new Error(secret), { code: '23505', severity: 'ERROR', detail: secret, hint: secret }),
        new ProviderError(secret, { retryable: true, code: secret }),
        notFound(secret),
        secret,
        { message: secret },
      ]
      for (const error of errors) {
        lines.length = 0
        log.error('job.failed', {}, error)
        expect(lines.join('')).not.toContain(secret)
      }
    }),
  )
})

test('an error prints its name, code and frames, without the message', () => {
  const { log, last } = listen()
  log.error('job.failed', {}, Object.assign(new TypeError('Ana Silva\nis away'), { code: 'ECONNRESET' }))
  expect(last().error).toMatchObject({ name: 'TypeError', code: 'ECONNRESET' })
  expect(last().error.stack[0]).toMatch(/^src\/kit\/log\.test\.ts:\d+:\d+$/)
  expect(JSON.stringify(last())).not.toMatch(/Ana|away/)
})

test('an error whose message was changed after it was made keeps its frames to itself', () => {
  const { log, last } = listen()
  const error = new Error('Ana\n    at Silva (/srv/a.ts:1:1)')
  expect(error.stack).toContain('Ana')
  error.message = 'changed'
  log.error('job.failed', {}, error)
  expect(last().error.stack).toBe('[withheld]')
})

test('an error of PostgreSQL prints constraint, table, routine and severity', () => {
  const { log, last } = listen()
  const postgres = {
    ...{
      name: 'error',
      code: '23P01',
      severity: 'ERROR',
      schema: 'public',
      table: 'appointment_allocations',
    },
    ...{ constraint: 'allocations_do_not_overlap', routine: 'check_exclusion_or_unique_constraint' },
    detail: 'Key (phone)=(+905551234567) already exists.',
  }
  log.error('job.failed', {}, Object.assign(new Error('conflicting key value'), postgres))
  const { detail, schema, ...printed } = postgres
  expect(last().error).toMatchObject(printed)
  expect(JSON.stringify(last())).not.toContain('905551234567')
})

test("our own errors print what is safe: a problem's type, a provider's code, an invariant's message", () => {
  const { log, last } = listen()
  log.error('job.failed', {}, notFound('No Ana here'))
  expect(last().error).toMatchObject({ name: 'Problem', type: 'not-found', httpStatus: 404 })
  log.error('job.failed', {}, new ProviderError('Ana said no', { retryable: false, code: 'twilio_21610' }))
  expect(last().error).toMatchObject({ name: 'ProviderError', code: 'twilio_21610', isRetryable: false })
  try {
    invariant(false, 'held slot vanished')
  } catch (error) {
    log.error('job.failed', {}, new Error('outer', { cause: error }))
  }
  expect(last().error.cause).toMatchObject({ name: 'InvariantBroken', message: 'held slot vanished' })
})

test('what is thrown without being an error is withheld', () => {
  const { log, last } = listen()
  log.error('job.failed', {}, 'Ana')
  expect(last().error).toBe('[withheld]')
})
