import { expect, test } from 'vitest'
import * as problems from './problem.ts'
import { InvariantBroken, invariant, type Problem, ProviderError, problemResponse } from './problem.ts'

test('a problem is answered as problem+json with a relative type', async () => {
  const response = problemResponse(
    problems.conflict('Calendar token expired; reconnect at Settings > Calendars', {
      type: 'calendar-disconnected',
      extensions: { calendar: 'google' },
    }),
  )
  expect(response.status).toBe(409)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual({
    type: '/problems/calendar-disconnected',
    title: 'Conflict',
    status: 409,
    detail: 'Calendar token expired; reconnect at Settings > Calendars',
    calendar: 'google',
  })
})

test('each constructor has its status', () => {
  const { badRequest, notSignedIn, planRequired, forbidden, notFound, conflict, gone } = problems
  const { tooLarge, unprocessable, tooManyRequests, unexpected, unavailable } = problems
  const all = [
    ...[
      badRequest('x'),
      notSignedIn(),
      planRequired('business'),
      forbidden(),
      notFound(),
      conflict('x'),
      gone('x'),
    ],
    ...[
      tooLarge(1024),
      unprocessable('x'),
      tooManyRequests(3),
      unexpected(new Error('inner')),
      unavailable(5),
    ],
  ]
  expect(all.map((problem) => problem.status)).toEqual([
    400, 401, 402, 403, 404, 409, 410, 413, 422, 429, 500, 503,
  ])
  expect(new Set(all.map((problem) => problem.type)).size).toBe(all.length)
})

test('headers that HTTP demands are there', () => {
  const header = (problem: Problem, name: string) => problemResponse(problem).headers.get(name)
  expect(header(problems.notSignedIn(), 'www-authenticate')).toBe('Bearer realm="foyer"')
  expect(header(problems.tooManyRequests(3), 'retry-after')).toBe('3')
  expect(header(problems.unavailable(5), 'retry-after')).toBe('5')
})

test('the inner cause is kept and never sent', async () => {
  const cause = new Error('password of the database is wrong')
  const problem = problems.unexpected(cause)
  expect(problem.cause).toBe(cause)
  expect(await problemResponse(problem).text()).not.toContain('password')
})

test('extensions cannot replace the standard members', async () => {
  const problem = problems.badRequest('Send a date', {
    extensions: { status: 200, type: 'x', pointer: '/date' },
  })
  expect(await problemResponse(problem).json()).toMatchObject({
    ...{ status: 400, type: '/problems/bad-request', pointer: '/date' },
  })
})

test('what is against a rule is listed by JSON pointer', async () => {
  const errors = [{ pointer: '#/phone', detail: 'is not a phone number' }]
  expect(await problemResponse(problems.unprocessable('One answer is wrong', errors)).json()).toMatchObject({
    errors,
  })
})

test('a type that is no slug is a bug', () => {
  expect(() => problems.conflict('x', { type: 'https://x' })).toThrow(InvariantBroken)
})

test('an invariant that holds is silent and narrows; one that does not throws', () => {
  const slot: { id: string } | null = [{ id: 'a' }][0] ?? null
  invariant(slot, 'held slot vanished')
  expect(slot.id).toBe('a')
  expect(() => invariant(0, 'held slot vanished')).toThrow(new InvariantBroken('held slot vanished'))
  const built = `slot ${slot.id} vanished`
  // @ts-expect-error: a message built from values could hold patient data.
  invariant(true, built)
})

test('a provider error says whether to retry and whether it may have happened', () => {
  const error = new ProviderError('Twilio refused the number', { retryable: false, code: 'twilio_21610' })
  expect(error).toMatchObject({ retryable: false, code: 'twilio_21610', outcomeUnknown: false })
  expect(new ProviderError('x', { retryable: true, outcomeUnknown: true }).outcomeUnknown).toBe(true)
})
