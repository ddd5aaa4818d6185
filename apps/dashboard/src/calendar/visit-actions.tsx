import './visit-actions.css'
import { Button } from '@mantine/core'
import type { Appointment } from '../api.ts'
import { IconClock } from '../icons.ts'
import { useClinicTime } from '../queries.ts'
import { CALCOM_BOOKINGS, STATUS_LOOK, STATUS_WORDS } from '../words.ts'
import { notYet, notYetLine } from './not-yet.ts'
import type { VisitDeeds } from './visit-deeds.tsx'
import { STATUSES } from './visit-menu.tsx'

/** In a visit's drawer: its status at a press, and moving it without dragging. */
export function VisitActions({
  visit,
  deeds,
  onLeave,
}: {
  visit: Appointment
  deeds: VisitDeeds
  /** The drawer makes room for another one. */
  onLeave: () => void
}) {
  const time = useClinicTime()
  const others = STATUSES.filter((status) => status !== visit.status)
  // Of a request, or of what was cancelled, nothing can become before it is booked.
  const isSettled = visit.status !== 'cancelled' && !isUnconfirmed(visit)
  const waiting = isSettled ? notYetLine(visit, others, time) : null
  const isOfCalcom = visit.source === 'calcom'
  return (
    <div className="visit-actions">
      {visit.has_conflict && (
        <div className="notice notice-look" role="note">
          <p>
            <strong>This overlaps another booking.</strong>{' '}
            {isOfCalcom
              ? 'It was booked at Cal.com at a time that is taken here. Move it at Cal.com, or move the other one.'
              : 'It was booked elsewhere at a time that is taken here. Move one of the two.'}
          </p>
        </div>
      )}
      <fieldset aria-label="Status" className="plain-fieldset status-buttons">
        {STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            className={`status-button look-${STATUS_LOOK[status]}`}
            aria-pressed={visit.status === status}
            disabled={visit.status !== status && notYet(visit, status, time) !== null}
            onClick={() => {
              if (visit.status === status) return
              if (status === 'cancelled') deeds.askCancel(visit)
              else void deeds.setStatus(visit, status)
            }}
          >
            <span className={`status-dot look-${STATUS_LOOK[status]}`} aria-hidden="true" />
            {status === 'booked' && isUnconfirmed(visit) ? 'Confirm' : STATUS_WORDS[status]}
          </button>
        ))}
      </fieldset>
      {waiting && <p className="muted status-waiting">{waiting}</p>}
      {isOfCalcom ? (
        <Button
          component="a"
          href={CALCOM_BOOKINGS}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<IconClock size={16} />}
        >
          Booked at Cal.com: move it there
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconClock size={16} />}
          onClick={() => {
            onLeave()
            deeds.askMove(visit)
          }}
        >
          Move to another time…
        </Button>
      )}
    </div>
  )
}

function isUnconfirmed({ status }: Appointment): boolean {
  return status === 'pending' || status === 'proposed'
}
