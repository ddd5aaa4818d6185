import './agenda.css'
import type { ReactNode } from 'react'
import type { Appointment } from '../api.ts'
import { IconAlertTriangle } from '../icons.ts'
import { useTouchedAppointments } from '../live.ts'
import { AppointmentStatusWord } from '../parts/status-word.tsx'
import { useClinicTime } from '../queries.ts'
import { STATUS_LOOK } from '../words.ts'

/** A day as a plain list: for phones, and for the agenda. */
export function Agenda({
  appointments,
  onOpen,
  hasStatus = false,
  aside,
}: {
  appointments: readonly Appointment[]
  onOpen: (id: string) => void
  /** Also where it is what one expects. */
  hasStatus?: boolean
  /** Beside each. */
  aside?: ((visit: Appointment) => ReactNode) | undefined
}) {
  const time = useClinicTime()
  const touched = useTouchedAppointments()
  return (
    <ol className="agenda">
      {appointments.map((visit) => (
        <li key={visit.id} className={aside ? 'agenda-row' : undefined}>
          <button
            type="button"
            data-appointment={visit.id}
            className={`agenda-visit look-${STATUS_LOOK[visit.status]}${touched.has(visit.id) ? ' visit-new' : ''}`}
            onClick={() => onOpen(visit.id)}
          >
            <span className="agenda-time">
              <span>{time.time(visit.start_at)}</span>
              <span className="muted">{visit.duration_minutes} min</span>
            </span>
            <span className="agenda-who">
              <span className="agenda-name">{visit.attendee_name}</span>
              <span className="muted">
                {[visit.service_name ?? visit.title, visit.practitioner?.name].filter(Boolean).join(' · ')}
              </span>
            </span>
            {visit.has_conflict && (
              <IconAlertTriangle size={18} className="agenda-overlap" aria-label="Overlaps another booking" />
            )}
            {(hasStatus || visit.status !== 'booked') && <AppointmentStatusWord status={visit.status} />}
          </button>
          {aside?.(visit)}
        </li>
      ))}
    </ol>
  )
}
