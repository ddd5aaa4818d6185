/** What a check of a connection found, in words. */
import { MESSAGING_FAILURES } from '../providers/messaging/port.ts'

/** Where nothing is tried again by itself, and what is no fault of a vendor's. */
const OF_A_CHECK: Record<string, string> = {
  local: 'An account made up for the demo: nothing goes out, and what it would carry lies in the Outbox.',
  unreachable: 'No connection to the vendor. Check the address and the internet connection, then try again.',
  vendor_failed: 'The vendor has a fault of its own. Try again in a few minutes.',
  rate_limited: 'The vendor is asked too often. Try again in a few minutes.',
  sign_in_failed: 'The vendor does not accept these credentials. Change them here.',
  not_found: 'The vendor knows no such account. Compare the IDs with the vendor’s screens.',
}

/** What staff can do about what a check found. */
export function checkRemedy(code: string | null): string | null {
  if (!code) return null
  const known: Record<string, string> = { ...MESSAGING_FAILURES, ...OF_A_CHECK }
  return known[code] ?? MESSAGING_FAILURES.failed
}
