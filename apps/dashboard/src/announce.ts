/** Says aloud what came in: a toast for the eye, a `role="status"` region for screen readers. */
import type { QueryClient } from '@tanstack/react-query'
import { clinicTime, displayLocale } from './clinic-time.ts'
import type { LiveEvent } from './live.ts'
import { appointmentQuery, meQuery } from './queries.ts'

const WORDS: Record<string, string> = {
  'appointment.booked': 'New appointment',
  'appointment.requested': 'New request',
  'appointment.rescheduled': 'Moved',
  'appointment.cancelled': 'Cancelled',
  'appointment.arrived': 'In the clinic',
  'appointment.no_show': 'No-show',
}

const SPOKEN_ONE_BY_ONE = 3
const OWN_MS = 10_000

const running = new Set<Promise<unknown>>()
const own = new Set<string>()

/** What somebody does on this screen is no news to them: of these appointments nothing is announced for a while. */
export async function byMe<T>(work: Promise<T>, idOf: (done: T) => string): Promise<T> {
  running.add(work)
  try {
    const done = await work
    const id = idOf(done)
    own.add(id)
    setTimeout(() => own.delete(id), OWN_MS)
    return done
  } finally {
    running.delete(work)
  }
}

/** Those of others; the news of one's own deed may come before its answer. */
export async function newsOfOthers(events: LiveEvent[]): Promise<LiveEvent[]> {
  await Promise.allSettled([...running])
  return events.filter(({ appointment_id }) => !appointment_id || !own.has(appointment_id))
}

export async function announceBookings(queries: QueryClient, events: LiveEvent[]): Promise<void> {
  const clinic = queries.getQueryData(meQuery.queryKey)?.clinic
  if (!clinic) return
  const time = clinicTime(clinic.time_zone, displayLocale(clinic.country))
  const news = new Map<string, string>()
  for (const event of events) {
    const word = WORDS[event.type]
    if (word && event.appointment_id) news.set(event.appointment_id, word)
  }
  if (news.size > SPOKEN_ONE_BY_ONE) {
    say('The calendar changed', `${news.size} appointments changed just now.`)
    return
  }
  for (const [id, word] of news) {
    const found = await queries.fetchQuery(appointmentQuery(id)).catch(() => null)
    if (!found) continue
    const { attendee_name, start_at, service_name, title } = found.appointment
    say(`${word}: ${attendee_name}`, `${time.ahead(start_at)} · ${service_name ?? title}`)
  }
}

/** For screen readers alone. */
export function sayAloud(text: string): void {
  const region = document.getElementById('announcer')
  if (region) region.textContent = text
}

/** Also for what the person did themselves: saved, copied, removed. */
export function say(title: string, text?: string): void {
  sayAloud(text ? `${title}. ${text}` : title)
  void import('@mantine/notifications').then(({ notifications }) =>
    notifications.show({
      title,
      message: text,
      autoClose: 6000,
      color: 'brand',
      // The region has said it already.
      role: 'none',
      closeButtonProps: { 'aria-label': 'Close this note' },
    }),
  )
}
