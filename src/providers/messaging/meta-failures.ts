/** Meta's error codes. Branched on the number alone: titles and HTTP statuses change (Meta's error code pages). */

import type { MessagingFailure } from './port.ts'

const WHATSAPP = new Map<number, MessagingFailure>([
  [131047, 'window_closed'],
  [131026, 'unreachable_person'],
  // A business-scoped user id does not take this kind of message.
  [131062, 'unreachable_person'],
  [131050, 'marketing_stopped'],
  // Meta's own limits: how much marketing a person gets, and an experiment on some of them.
  ...codes('marketing_held_back', [131049, 130472]),
  // Spam rate limit: going on makes it worse, so it is not counted among those that pass by themselves.
  [131048, 'account_blocked'],
  ...codes('rate_limited', [130429, 131056, 80007, 4]),
  ...codes('content_refused', [131051, 131052, 131053]),
  ...codes('account_blocked', [131042, 131031, 368, 133010]),
  ...codes('template_refused', [132000, 132001, 132005, 132007, 132012, 132015, 132016]),
  ...codes('sign_in_failed', [190, 10, 200, 3]),
  ...codes('vendor_failed', [131000, 131016, 1, 2]),
])

const INSTAGRAM = new Map<number, MessagingFailure>([
  [551, 'unreachable_person'],
  [368, 'account_blocked'],
  ...codes('rate_limited', [613, 4, 32]),
  ...codes('sign_in_failed', [190, 10, 200, 3]),
  ...codes('vendor_failed', [1, 2]),
])

/** Subcodes that say more than their code: 10 is a missing permission, but 10/2534022 the 24-hour window. */
const INSTAGRAM_SUBCODES = new Map<number, MessagingFailure>([
  [2534022, 'window_closed'],
  [2018278, 'window_closed'],
  [2534014, 'unreachable_person'],
])

export interface GraphError {
  code: number
  subcode: number | null
}

/** Null for a code that means nothing known here. */
export function whatsappFailure({ code }: GraphError): MessagingFailure | null {
  return WHATSAPP.get(code) ?? null
}

export function instagramFailure({ code, subcode }: GraphError): MessagingFailure | null {
  return (subcode === null ? null : INSTAGRAM_SUBCODES.get(subcode)) ?? INSTAGRAM.get(code) ?? null
}

function codes(failure: MessagingFailure, numbers: number[]): [number, MessagingFailure][] {
  return numbers.map((code) => [code, failure])
}
