/** The appointment for the patient's own calendar: as a file, or as a form that Google or Outlook opens filled in. */
import type { ManagedAppointment } from '../../desk/scheduling/find-managed-appointment.ts'
import { renderCalendarFile } from '../../desk/scheduling/invitation.ts'
import { placeOf } from './booked-page.ts'
import type { Guest } from './guest.ts'

/** Neutral, as in the mail: whoever sees the calendar learns nothing of what for. */
export function calendarFile(guest: Guest, appointment: ManagedAppointment): string {
  const { clinic } = guest
  return renderCalendarFile({
    uid: appointment.uid,
    sequence: appointment.sequence,
    startAt: appointment.startAt,
    endAt: appointment.endAt,
    summary: clinic.name,
    location: placeOf(guest, appointment) ?? undefined,
    isCancelled: appointment.status === 'cancelled',
    now: guest.now,
  })
}

export function calendarLinks(
  guest: Guest,
  appointment: ManagedAppointment,
): { google: string; outlook: string } {
  const { startAt, endAt } = appointment
  const location = placeOf(guest, appointment) ?? ''
  const google = new URLSearchParams({
    action: 'TEMPLATE',
    text: guest.clinic.name,
    dates: `${compact(startAt)}/${compact(endAt)}`,
    location,
  })
  const outlook = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: guest.clinic.name,
    startdt: whole(startAt),
    enddt: whole(endAt),
    location,
  })
  return {
    google: `https://calendar.google.com/calendar/render?${google}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${outlook}`,
  }
}

function whole(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' })
}

/** `20270318T150000Z`. */
function compact(at: Temporal.Instant): string {
  return whole(at).replace(/[-:]/g, '')
}
