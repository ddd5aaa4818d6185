import '../calendar/booking.css'
import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { BookingForm } from '../calendar/booking-form.tsx'
import { useFocusBack } from '../parts/focus-back.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { contactQuery, useClinicTime } from '../queries.ts'

/** The calendar's own form for a new appointment, with the patient filled in. */
export function BookForContact({
  contactId,
  isOpen,
  onClose,
}: {
  contactId: string
  isOpen: boolean
  onClose: () => void
}) {
  const time = useClinicTime()
  const found = useQuery(contactQuery(contactId))
  useFocusBack(isOpen)
  const opened = useRef({ isOpen: false, times: 0 })
  if (isOpen && !opened.current.isOpen) opened.current.times += 1
  opened.current.isOpen = isOpen
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={480}
      returnFocus={false}
      title={`New appointment${found.data ? ` for ${found.data.contact.display_name}` : ''}`}
    >
      <Loaded query={found} skeleton={<Lines count={5} height={56} />}>
        {({ contact }) => (
          <BookingForm
            key={opened.current.times}
            draft={{
              kind: 'visit',
              day: time.today(),
              startAt: null,
              minutes: null,
              practitionerId: null,
              roomId: null,
              patient: { kind: 'known', contact, patientName: null },
            }}
            onBooked={onClose}
          />
        )}
      </Loaded>
    </Drawer>
  )
}
