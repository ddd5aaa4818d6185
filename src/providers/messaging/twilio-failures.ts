/** Twilio's error codes: of creating a message (2…) and of its delivery (3…). Twilio, “Error and warning dictionary”. */

import type { MessagingFailure } from './port.ts'

const FAILURES = new Map<number, MessagingFailure>([
  [21610, 'opted_out'],
  ...codes('invalid_recipient', [21211, 21217, 21614]),
  ...codes('unreachable_person', [21612, 30003, 30005, 30006]),
  ...codes('blocked', [30004, 30007]),
  // No body, or one above 1,600 characters.
  ...codes('content_refused', [21602, 21617]),
  ...codes('rate_limited', [20429, 30001, 30022, 30027]),
  // A sender that is not ours or not registered (A2P 10DLC, toll-free), a region switched off.
  ...codes('account_blocked', [21408, 21603, 21606, 21659, 21703, 30032, 30034]),
  ...codes('vendor_failed', [30008, 30410]),
  [20003, 'sign_in_failed'],
  [20404, 'not_found'],
])

/** Null for a code that means nothing known here. */
export function twilioFailure(code: number): MessagingFailure | null {
  return FAILURES.get(code) ?? null
}

function codes(failure: MessagingFailure, numbers: number[]): [number, MessagingFailure][] {
  return numbers.map((code) => [code, failure])
}
