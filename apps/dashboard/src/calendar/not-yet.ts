/** What cannot be said of a visit yet: the server refuses it, so the screens tell from when on instead of offering it. */
import type { Appointment } from '../api.ts'
import type { ClinicTime } from '../clinic-time.ts'
import { STATUS_WORDS } from '../words.ts'

type Start = Pick<Appointment, 'start_at'>

/**
 * `from 10:00 AM`, `on Tue, Dec 1`; null where it can be said now. Patients come early: they are in the clinic on the day
 * at the earliest. That somebody was treated or missed, nobody knows before the start.
 */
export function notYet(
  { start_at }: Start,
  status: Appointment['status'],
  time: ClinicTime,
  now: number = Date.now(),
): string | null {
  const isOutcome = status === 'arrived' || status === 'fulfilled' || status === 'noshow'
  if (!isOutcome || Date.parse(start_at) <= now) return null
  if (time.day(start_at) > time.day(now)) return `on ${time.date(start_at)}`
  return status === 'arrived' ? null : `from ${time.time(start_at)}`
}

/** `Done and No-show can be set from 10:00 AM.` for all that cannot be said; null where everything can. */
export function notYetLine(
  visit: Start,
  statuses: readonly Appointment['status'][],
  time: ClinicTime,
): string | null {
  const late = statuses.filter((status) => notYet(visit, status, time) !== null)
  const last = late.at(-1)
  if (!last) return null
  const words = new Intl.ListFormat('en-GB').format(late.map((status) => STATUS_WORDS[status]))
  return `${words} can be set ${notYet(visit, last, time)}.`
}
