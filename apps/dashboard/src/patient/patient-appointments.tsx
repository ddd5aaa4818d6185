import type { Appointment } from '../api.ts'
import { Empty } from '../parts/page.tsx'
import { AppointmentStatusWord } from '../parts/status-word.tsx'
import { useClinicTime } from '../queries.ts'
import { CHANNEL_WORDS } from '../words.ts'
import { AppointmentDetails } from './appointment-details.tsx'

/** What is to come first, then what was; each unfolds to all that is known of it. */
export function PatientAppointments({
  appointments,
  openId,
}: {
  appointments: readonly Appointment[]
  openId: string | undefined
}) {
  const time = useClinicTime()
  if (appointments.length === 0) return <Empty title="No appointments yet" />
  const now = Date.now()
  const isToCome = (visit: Appointment) => Date.parse(visit.end_at) >= now
  const byStart = [...appointments].sort((a, b) => Date.parse(a.start_at) - Date.parse(b.start_at))
  const ordered = [...byStart.filter(isToCome), ...byStart.filter((visit) => !isToCome(visit)).reverse()]
  const unfolded = openId ?? ordered[0]?.id
  return (
    <ul className="unfolding">
      {ordered.map((visit) => (
        <li key={visit.id}>
          <details open={visit.id === unfolded}>
            <summary>
              <span className="unfolding-main">
                <strong>{time.ahead(visit.start_at)}</strong>
                <span className="muted">
                  {[visit.service_name ?? visit.title, visit.practitioner?.name].filter(Boolean).join(' · ')}
                  {visit.attendee_name !== visit.contact.display_name && ` · for ${visit.attendee_name}`}
                </span>
              </span>
              <span className="muted unfolding-side">{CHANNEL_WORDS[visit.booking_channel]}</span>
              <AppointmentStatusWord status={visit.status} />
            </summary>
            <div className="unfolding-body">
              <AppointmentDetails appointment={visit} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  )
}
