import type { Appointment } from '../api.ts'
import { STATUS_LOOK, STATUS_WORDS } from '../words.ts'

export function AppointmentStatusWord({ status }: { status: Appointment['status'] }) {
  return <span className={`word look-${STATUS_LOOK[status]}`}>{STATUS_WORDS[status]}</span>
}

/** Any other state in one word: colour helps, the word tells. */
export function StateWord({
  tone,
  children,
}: {
  tone: 'good' | 'busy' | 'open' | 'bad' | 'quiet'
  children: string
}) {
  const look = { good: 'booked', busy: 'arrived', open: 'pending', bad: 'noshow', quiet: 'done' }[tone]
  return <span className={`word word-plain look-${look}`}>{children}</span>
}
