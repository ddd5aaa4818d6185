/** The errors that these vendors' ports throw, by our codes. */

import { type HttpClient, type HttpRequest, type HttpResponse, statusError } from '../../kit/http-client.ts'
import { ProviderError } from '../../kit/problem.ts'
import { MESSAGING_FAILURES, type MessagingFailure } from './port.ts'

/** Whether a request may put a message out, so that no answer means that nobody knows. */
export type Deed = 'send' | 'ask'

const RETRYABLE = new Set<MessagingFailure>(['rate_limited', 'vendor_failed', 'unreachable'])

/** `detail`: what to add for staff; no patient data, since it reaches the log. */
export function failure(
  code: MessagingFailure,
  options: { detail?: string | null; retryAfterSeconds?: number; cause?: unknown } = {},
): ProviderError {
  const { detail, retryAfterSeconds, cause } = options
  return new ProviderError(detail ? `${MESSAGING_FAILURES[code]} (${detail})` : MESSAGING_FAILURES[code], {
    ...{ code, retryAfterSeconds, cause },
    retryable: RETRYABLE.has(code),
    outcomeUnknown: code === 'outcome_unknown',
  })
}

/** Sends one request; what breaks on the way comes as one of our codes. Answers of any status are returned. */
export async function exchange(http: HttpClient, request: HttpRequest, deed: Deed): Promise<HttpResponse> {
  try {
    return await http.request(request)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    if (deed === 'send' && error.outcomeUnknown) throw failure('outcome_unknown', { cause: error })
    if (error.code === 'address_refused') throw failure('address_refused', { cause: error })
    // What can mend by itself is tried again; a certificate that is refused stands in the detail.
    throw error.retryable
      ? failure('unreachable', { cause: error })
      : failure('failed', { detail: error.message, cause: error })
  }
}

/** What an answer outside 200–299 means where the vendor's own code says nothing; `detail` is that code. */
export function answerFailure(response: HttpResponse, deed: Deed, detail: string | null): ProviderError {
  const { status } = response
  const { retryAfterSeconds } = statusError(response)
  const options = { detail: detail ?? `HTTP ${status}`, retryAfterSeconds }
  if (status === 401 || status === 403) return failure('sign_in_failed', options)
  if (status === 402) return failure('account_blocked', options)
  if (status === 404 || status === 410) return failure('not_found', options)
  if (status === 408 || status === 425 || status === 429) return failure('rate_limited', options)
  if (status < 500) return failure('failed', options)
  // A server that is not there has taken nothing; any other fault may have come after the message was taken.
  return failure(deed === 'ask' || status === 503 ? 'vendor_failed' : 'outcome_unknown', options)
}
