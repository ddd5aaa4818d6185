/** A database that cannot be reached, or hangs: by what it is known, and what callers are told. */
import { Problem } from './problem.ts'

/**
 * Class 08, 57P0x and the time-outs of PostgreSQL's codes (57014 of a statement, 55P03 of a lock), and what the socket
 * says when nobody listens.
 */
const AWAY_CODES =
  /^(08...|57P0[123]|57014|55P03|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/
const UNANSWERED = 'Query read timeout'
const AWAY_MESSAGES = new RegExp(
  `Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|connection timeout|${UNANSWERED}`,
)

export function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return AWAY_CODES.test(code ?? '') || AWAY_MESSAGES.test(message ?? '')
}

/** pg gave up waiting (`query_timeout`), and still waits on that connection. */
export function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === UNANSWERED
}

export function databaseAway(cause: unknown): Problem {
  return new Problem({
    status: 503,
    type: 'database-away',
    title: 'The database does not answer',
    detail: 'Try again in a few seconds, and look first whether the change was kept after all.',
    headers: { 'retry-after': '5' },
    cause,
  })
}
