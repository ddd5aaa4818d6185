import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Appointment } from '../api.ts'
import { focusVisitAgain } from '../calendar/focus-new.ts'
import { Initials } from '../parts/initials.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { AppointmentStatusWord } from '../parts/status-word.tsx'
import { AppointmentDetails, HintNotice } from '../patient/appointment-details.tsx'
import { appointmentQuery, useClinicTime } from '../queries.ts'

/** Slides in when an appointment is open. */
export function AppointmentDrawer({
  id,
  onClose,
  actions,
}: {
  id: string | undefined
  onClose: () => void
  /** What may be done to it, where the screen can do it. */
  actions?: ((appointment: Appointment) => ReactNode) | undefined
}) {
  const last = useRef(id)
  useFocusBack(id)
  if (id) last.current = id
  return (
    <Drawer
      opened={Boolean(id)}
      onClose={onClose}
      position="right"
      size={440}
      title="Appointment"
      returnFocus={false}
    >
      {last.current && <AppointmentInDrawer id={last.current} actions={actions} />}
    </Drawer>
  )
}

/**
 * When the drawer closes, focus goes back to where it was opened from, else to the appointment's card. Mantine's own
 * way back misses a drawer that is open from its first moment, as the lazy one and that of a shared link are.
 */
function useFocusBack(id: string | undefined) {
  const open = useRef<{ id: string; from: Element | null } | null>(null)
  if (id) open.current = { id, from: open.current ? open.current.from : document.activeElement }
  useEffect(() => {
    if (id || !open.current) return
    const { id: last, from } = open.current
    open.current = null
    // After the drawer has let go of the focus.
    let stop = () => {}
    const timer = setTimeout(() => {
      if (from instanceof HTMLElement && from.isConnected && from !== document.body) {
        from.focus({ preventScroll: true })
      } else {
        // The day may still be read when a link's drawer is closed.
        stop = focusVisitAgain(last)
      }
    }, 10)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [id])
}

/** Everything about one appointment and its patient, at once. */
function AppointmentInDrawer({
  id,
  actions,
}: {
  id: string
  actions: ((appointment: Appointment) => ReactNode) | undefined
}) {
  const time = useClinicTime()
  const appointment = useQuery(appointmentQuery(id))
  return (
    <Loaded query={appointment} skeleton={<Lines count={6} height={36} />}>
      {({ appointment: visit }) => (
        <div className="stack">
          <div className="drawer-head">
            <Initials name={visit.attendee_name} size={40} />
            <div>
              <h2>{visit.attendee_name}</h2>
              <p>
                {time.dateTime(visit.start_at)} · {visit.duration_minutes} min
              </p>
            </div>
            <AppointmentStatusWord status={visit.status} />
          </div>
          {visit.patient_profile.hint && (
            <HintNotice hint={visit.patient_profile.hint} contactId={visit.contact.id} />
          )}
          {actions?.(visit)}
          <AppointmentDetails appointment={visit} />
          <Link to="/patients/$id" params={{ id: visit.contact.id }} className="button-link">
            Open the patient’s page
          </Link>
        </div>
      )}
    </Loaded>
  )
}
