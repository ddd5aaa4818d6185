import './visit-card.css'
import { memo } from 'react'
import type { Appointment } from '../api.ts'
import type { ClinicTime } from '../clinic-time.ts'
import { IconAlertTriangle } from '../icons.ts'
import { STATUS_LOOK, STATUS_SIGNS, STATUS_WORDS } from '../words.ts'
import type { Card } from './grid.ts'
import type { InLane } from './lanes.ts'
import { PIXELS_PER_MINUTE } from './spot.ts'

const ONE_LINE_MINUTES = 25
/** From here on a long name or kind may take two lines. */
const TWO_LINES_MINUTES = 45
/** And from here on also where the status has a line of its own. */
const THREE_LINES_MINUTES = 60

const FOLD_WIDTH = 30

interface Place {
  column: number
  start: number
  end: number
  lane?: number
  lanes?: number
  hasFold?: boolean
}

/** Where in the field something of the grid stands; columns share its width in per cent. */
export function placeStyle(
  { column, start, end, lane = 0, lanes = 1, hasFold = false }: Place,
  { from, columns }: { from: number; columns: number },
): React.CSSProperties {
  const width = 100 / columns
  const strip = hasFold ? FOLD_WIDTH : 0
  return {
    top: (start - from) * PIXELS_PER_MINUTE + 1,
    height: (end - start) * PIXELS_PER_MINUTE - 2,
    left: `calc(${width * (column + lane / lanes)}% + ${5 - (strip * lane) / lanes}px)`,
    width: `min(calc(${width / lanes}% - ${(lanes > 1 ? 8 : 10) + strip / lanes}px), 440px)`,
  }
}

/** The strip beside the lanes. */
export function foldStyle(
  fold: { column: number; start: number; end: number },
  { from, columns }: { from: number; columns: number },
): React.CSSProperties {
  const { top, height } = placeStyle(fold, { from, columns })
  return {
    top,
    height,
    width: FOLD_WIDTH - 6,
    right: `calc(${100 - (100 / columns) * (fold.column + 1)}% + 4px)`,
  }
}

/** `8:45 AM – 9:30 AM, Ben Cole, Annual physical, with Dr. Lee, Booked, confirmed by the patient` */
export function visitInWords(visit: Appointment, time: ClinicTime): string {
  const kind = visit.service_name ?? visit.title
  const who = visit.practitioner ? `, with ${visit.practitioner.name}` : ''
  const conflict = visit.has_conflict ? ', overlaps another booking' : ''
  const when = time.timeRange(visit.start_at, visit.end_at)
  const status = `${STATUS_WORDS[visit.status]}${isExpected(visit) ? ', confirmed by the patient' : ''}`
  return `${when}, ${visit.attendee_name}, ${kind}${who}, ${status}${conflict}`
}

/** What they said before counts until they are here. */
function isExpected({ status, attendance_confirmed_at }: Appointment): boolean {
  return status === 'booked' && attendance_confirmed_at !== null
}

/** One appointment on the grid. It knows nothing of presses and keys: the field hears them for all. */
export const VisitCard = memo(function VisitCard({
  card,
  from,
  columns,
  isReachable,
  isNew,
  mayResize,
  isSlim,
  isTight,
  hasPractitioner,
  time,
}: {
  card: InLane<Card>
  from: number
  columns: number
  isReachable: boolean
  isNew: boolean
  mayResize: boolean
  /** In a day of a week. */
  isSlim: boolean
  /** So narrow that only a name and a time have room. */
  isTight: boolean
  /** Where the column does not tell. */
  hasPractitioner: boolean
  time: ClinicTime
}) {
  const { visit, lanes } = card
  const { status, attendee_name, start_at, duration_minutes } = visit
  const minutes = card.end - card.start
  const isShort = minutes < ONE_LINE_MINUTES
  const isNarrow = isSlim || lanes > 1
  const isBooked = status === 'booked'
  const kind = visit.service_name ?? visit.title
  const withWhom = hasPractitioner && visit.practitioner?.name
  const spoken = visitInWords(visit, time)
  const warning = visit.has_conflict && <IconAlertTriangle size={13} className="visit-warning" />
  return (
    <button
      type="button"
      className={`visit look-${STATUS_LOOK[status]}${isNew ? ' visit-new' : ''}`}
      style={placeStyle(card, { from, columns })}
      data-entry={card.key}
      data-appointment={visit.id}
      data-short={isShort || undefined}
      data-tall={(minutes >= TWO_LINES_MINUTES && !isTight) || undefined}
      data-long={minutes >= THREE_LINES_MINUTES || undefined}
      data-narrow={isNarrow || undefined}
      data-tight={isTight || undefined}
      tabIndex={isReachable ? 0 : -1}
      title={spoken}
    >
      <span className="visually-hidden">{spoken}</span>
      <span className="visit-row" aria-hidden="true">
        <span className="visit-name">
          {warning}
          {attendee_name}
          {isExpected(visit) && ' ✓'}
        </span>
        {isShort && !isBooked && <span className="visit-word">{STATUS_WORDS[status]}</span>}
        {!isNarrow && <span className="visit-time">{time.bareTime(start_at)}</span>}
      </span>
      {!isShort && !isBooked && isNarrow && !isTight && (
        <span className="visit-row visit-word" aria-hidden="true">
          {STATUS_WORDS[status]}
        </span>
      )}
      {!isShort && (
        <span className="visit-row" aria-hidden="true">
          <span className="visit-kind">
            {isTight
              ? [time.bareTime(start_at), STATUS_SIGNS[status]].filter(Boolean).join(' ')
              : [isNarrow && time.bareTime(start_at), withWhom, kind, `${duration_minutes} min`]
                  .filter(Boolean)
                  .join(' · ')}
          </span>
          {!isBooked && !isNarrow && <span className="visit-word">{STATUS_WORDS[status]}</span>}
        </span>
      )}
      {mayResize && <span className="resize-edge" />}
    </button>
  )
})
