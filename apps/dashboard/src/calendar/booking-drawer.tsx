import './booking.css'
import { Drawer, SegmentedControl } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Appointment } from '../api.ts'
import { useFocusBack } from '../parts/focus-back.ts'
import { BlockForm } from './block-form.tsx'
import { BookingForm } from './booking-form.tsx'
import type { Draft } from './draft.ts'

/** Slides in when something new is put on the calendar: an appointment, or time that is blocked. */
export function BookingDrawer({
  draft,
  onBooked,
  onClose,
}: {
  draft: Draft | null
  onBooked?: (appointment: Appointment) => void
  onClose: () => void
}) {
  useFocusBack(draft !== null)
  const last = useRef(draft)
  const opened = useRef(0)
  if (draft && draft !== last.current) opened.current += 1
  if (draft) last.current = draft
  return (
    <Drawer
      opened={draft !== null}
      onClose={onClose}
      position="right"
      size={480}
      returnFocus={false}
      title="New on the calendar"
    >
      {last.current && (
        <NewEntry key={opened.current} draft={last.current} onBooked={onBooked} onClose={onClose} />
      )}
    </Drawer>
  )
}

function NewEntry({
  draft,
  onBooked,
  onClose,
}: {
  draft: Draft
  onBooked: ((appointment: Appointment) => void) | undefined
  onClose: () => void
}) {
  const [kind, setKind] = useState(draft.kind)
  return (
    <div className="stack">
      <SegmentedControl
        aria-label="What is it"
        data={[
          { value: 'visit', label: 'Appointment' },
          { value: 'block', label: 'Blocked time' },
        ]}
        value={kind}
        onChange={(chosen) => setKind(chosen as Draft['kind'])}
        fullWidth
      />
      {kind === 'visit' ? (
        <BookingForm
          draft={draft}
          onBooked={(appointment) => {
            onClose()
            onBooked?.(appointment)
          }}
        />
      ) : (
        <BlockForm draft={draft} onDone={onClose} />
      )}
    </div>
  )
}
