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
  'appointment.no_show': 'No-show',
}

const SPOKEN_ONE_BY_ONE = 3

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

/** Also for what the person did themselves: saved, copied, removed. */
export function say(title: string, text?: string): void {
  const region = document.getElementById('announcer')
  if (region) region.textContent = text ? `${title}. ${text}` : title
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
