/** What is drawn around the visits of a day: blocked times and holds, buffers, closed hours. */
import type { DayAxis } from './day-axis.ts'
import type { Block, Buffer, Card, GridColumn, Happenings } from './grid.ts'
import type { InLane, Span } from './lanes.ts'

const HOUR = 60
/** Drawn where nobody's hours are known. */
const OPEN = { from: 8 * HOUR, to: 18 * HOUR }

export function touches(axis: DayAxis, start: string, end: string): boolean {
  return axis.at(start) < axis.length && Math.max(axis.at(end), axis.at(start) + 1) > 0
}

/** What runs over midnight is cut at the day's ends. */
export function clip(
  axis: DayAxis,
  { start_at, end_at }: { start_at: string; end_at: string },
  column: number,
): Span | null {
  if (!touches(axis, start_at, end_at)) return null
  return { column, start: Math.max(0, axis.at(start_at)), end: Math.min(axis.length, axis.at(end_at)) }
}

export function blocksOf(columns: readonly GridColumn[], { busyTimes, holds }: Happenings): Block[] {
  const isHere = (column: GridColumn, practitionerId: string | null, roomIds: readonly string[]) => {
    if (column.practitionerId) return practitionerId === column.practitionerId
    return column.roomId !== null && roomIds.includes(column.roomId)
  }
  return columns.flatMap((column, index) => [
    ...busyTimes.flatMap((busy): Block[] => {
      const isEverybodys = !busy.practitioner_id && !busy.resource_id
      if (!isEverybodys && !isHere(column, busy.practitioner_id, busy.resource_id ? [busy.resource_id] : []))
        return []
      const span = clip(column.axis, busy, index)
      if (!span) return []
      const title = busy.title ?? (busy.source === 'staff' ? 'Blocked' : 'Busy')
      const isOurs = busy.source === 'staff' && !isEverybodys
      return [{ ...span, key: `${busy.id}/${index}`, title, kind: 'busy', busy: isOurs ? busy : null }]
    }),
    ...holds.flatMap((hold): Block[] => {
      const span = isHere(column, hold.practitioner_id, hold.resource_ids)
        ? clip(column.axis, hold, index)
        : null
      if (!span) return []
      const title = `Being booked: ${hold.service_name}`
      return [{ ...span, key: `${hold.id}/${index}`, title, kind: 'hold', busy: null }]
    }),
  ])
}

export function buffersOf(card: InLane<Card>, from: number, to: number): Buffer[] {
  const { visit, column, start, end, lane, lanes, hasFold } = card
  if (visit.status === 'cancelled' || visit.status === 'noshow') return []
  const { buffer_before_minutes: before, buffer_after_minutes: after, status } = visit
  const shared = { column, lane, lanes, hasFold, status }
  return [
    ...(before > 0 && start > from ? [{ ...shared, start: Math.max(from, start - before), end: start }] : []),
    ...(after > 0 && end < to ? [{ ...shared, start: end, end: Math.min(to, end + after) }] : []),
  ]
}

/** Full hours around all that is to be seen, and one more on either side to drag into. */
export function hoursOf(columns: readonly GridColumn[], spans: readonly Span[], isWholeDay: boolean) {
  const axis = columns[0]?.axis
  const length = Math.max(...columns.map(({ axis }) => axis.length), 0)
  if (!axis || isWholeDay) return { from: 0, to: length || 24 * HOUR }
  const usual = { from: axis.atClock(OPEN.from), to: axis.atClock(OPEN.to) }
  if (spans.length === 0) return usual
  const first = Math.min(...spans.map(({ start }) => start))
  const last = Math.max(...spans.map(({ end }) => end))
  return {
    from: Math.max(0, Math.min(usual.from, Math.floor(first / HOUR) * HOUR)),
    to: Math.min(length, Math.max(usual.to, Math.ceil(last / HOUR) * HOUR)),
  }
}

/** The gaps between windows, within the hours that are drawn. */
export function outside(
  windows: readonly Span[],
  { column, from, to }: { column: number; from: number; to: number },
): Span[] {
  const gaps: Span[] = []
  let end = from
  for (const window of [...windows].sort((a, b) => a.start - b.start)) {
    if (window.start > end) gaps.push({ column, start: end, end: Math.min(window.start, to) })
    end = Math.max(end, window.end)
  }
  if (end < to) gaps.push({ column, start: end, end: to })
  return gaps.filter(({ start, end }) => end > start)
}
