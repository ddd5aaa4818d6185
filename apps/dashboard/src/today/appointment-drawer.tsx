import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { Initials } from '../parts/initials.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { AppointmentStatusWord } from '../parts/status-word.tsx'
import { AppointmentDetails, HintNotice } from '../patient/appointment-details.tsx'
import { appointmentQuery, useClinicTime } from '../queries.ts'

/** Slides in when an appointment is open. */
export function AppointmentDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const last = useRef(id)
  if (id) last.current = id
  return (
    <Drawer opened={Boolean(id)} onClose={onClose} position="right" size={440} title="Appointment">
      {last.current && <AppointmentInDrawer id={last.current} />}
    </Drawer>
  )
}

/** Everything about one appointment and its patient, at once. */
function AppointmentInDrawer({ id }: { id: string }) {
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
          <AppointmentDetails appointment={visit} />
          <Link to="/patients/$id" params={{ id: visit.contact.id }} className="button-link">
            Open the patient’s page
          </Link>
        </div>
      )}
    </Loaded>
  )
}
