import { Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Appointment } from '../api.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useClinicTime } from '../queries.ts'
import { ScopeField } from './scope-field.tsx'
import type { Scope } from './visit-changes.ts'

/** Asks before a visit is cancelled: the patient is told of it. */
export function CancelDialog({
  visit,
  onCancel,
  onClose,
}: {
  visit: Appointment | null
  onCancel: (visit: Appointment, more: { reason?: string; scope?: Scope }) => void
  onClose: () => void
}) {
  const time = useClinicTime()
  const last = useRef(visit)
  const [reason, setReason] = useState('')
  const [scope, setScope] = useState<Scope>('this')
  if (visit) last.current = visit
  const shown = visit ?? last.current
  const close = () => {
    setReason('')
    setScope('this')
    onClose()
  }
  return (
    <Confirm
      opened={visit !== null}
      title={shown ? `Cancel ${shown.attendee_name}’s visit?` : ''}
      deed="Cancel the visit"
      back="Keep it"
      isDangerous
      isBusy={false}
      error={null}
      onConfirm={() => {
        if (visit)
          onCancel(visit, {
            ...(reason.trim() ? { reason: reason.trim() } : {}),
            ...(visit.series_id ? { scope } : {}),
          })
        close()
      }}
      onClose={close}
    >
      <div className="stack">
        {shown && (
          <p>
            {time.dateTime(shown.start_at)}
            {shown.practitioner && ` with ${shown.practitioner.name}`}. The time becomes free, and the patient
            is told.
          </p>
        )}
        {shown?.series_id && <ScopeField value={scope} onChange={setScope} />}
        <Textarea
          label="Reason"
          description="Optional. For the record of the clinic."
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </Confirm>
  )
}
