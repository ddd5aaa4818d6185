/** Where the appointments of a day stand: a column per practitioner, overlapping ones side by side. */
import type { Appointment } from '../api.ts'
import type { ClinicTime } from '../clinic-time.ts'

export const PIXELS_PER_MINUTE = 1.7
/** Shorter visits are drawn as if they took this long, so that they can be read and hit. */
const LEAST_MINUTES = 15
const DAY_MINUTES = 24 * 60

export interface Column {
  id: string
  name: string
}

export interface Placed {
  appointment: Appointment
  column: number
  /** Minutes on the clinic's clock. */
  start: number
  end: number
  /** Which of `lanes` equal parts of the column. */
  lane: number
  lanes: number
}

export interface DayLayout {
  columns: Column[]
  placed: Placed[]
  /** Full hours that are drawn, in minutes. */
  from: number
  to: number
}

const OPEN = { from: 8 * 60, to: 18 * 60 }
const NOBODY: Column = { id: 'nobody', name: 'No practitioner named' }

export function layOutDay(appointments: readonly Appointment[], day: string, time: ClinicTime): DayLayout {
  const columns = columnsOf(appointments)
  const spans = appointments.map((appointment) => ({
    appointment,
    column: columns.findIndex(({ id }) => id === (appointment.practitioner?.id ?? NOBODY.id)),
    ...spanOn(day, appointment, time),
  }))
  const placed = columns.flatMap((_, column) => inLanes(spans.filter((span) => span.column === column)))
  return {
    columns,
    placed,
    from: Math.min(OPEN.from, ...spans.map((span) => Math.floor(span.start / 60) * 60)),
    to: Math.max(OPEN.to, ...spans.map((span) => Math.ceil(span.end / 60) * 60)),
  }
}

function columnsOf(appointments: readonly Appointment[]): Column[] {
  const named = new Map<string, Column>()
  for (const { practitioner } of appointments) if (practitioner) named.set(practitioner.id, practitioner)
  const columns = [...named.values()].sort((a, b) => a.name.localeCompare(b.name))
  return appointments.some(({ practitioner }) => !practitioner) ? [...columns, NOBODY] : columns
}

/** A visit that runs over midnight is cut at the day's end. */
function spanOn(day: string, { start_at, end_at }: Appointment, time: ClinicTime) {
  const start = time.day(start_at) < day ? 0 : time.minutes(start_at)
  const end = time.day(end_at) > day ? DAY_MINUTES : time.minutes(end_at)
  return { start, end: Math.min(DAY_MINUTES, Math.max(end, start + LEAST_MINUTES)) }
}

type Span = Omit<Placed, 'lane' | 'lanes'>

/** Those that overlap, directly or through others, share the width in as many lanes as are busy at once. */
function inLanes(spans: Span[]): Placed[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end)
  const placed: Placed[] = []
  let cluster: (Span & { lane: number })[] = []
  let laneEnds: number[] = []
  let clusterEnd = -1

  const close = () => {
    placed.push(...cluster.map((span) => ({ ...span, lanes: laneEnds.length })))
    cluster = []
    laneEnds = []
  }
  for (const span of sorted) {
    if (span.start >= clusterEnd) close()
    const free = laneEnds.findIndex((end) => end <= span.start)
    const lane = free === -1 ? laneEnds.length : free
    laneEnds[lane] = span.end
    clusterEnd = Math.max(cluster.length === 0 ? -1 : clusterEnd, span.end)
    cluster.push({ ...span, lane })
  }
  close()
  return placed
}

export type Direction = 'up' | 'down' | 'left' | 'right'

/** The next appointment for an arrow key: by time within a column, to the nearest time in the next one. */
export function neighbour(placed: readonly Placed[], id: string, direction: Direction): Placed | undefined {
  const here = placed.find(({ appointment }) => appointment.id === id)
  if (!here) return undefined
  const isBefore = (a: Placed, b: Placed) => a.start - b.start || a.lane - b.lane
  if (direction === 'up' || direction === 'down') {
    const column = placed.filter((other) => other.column === here.column).sort(isBefore)
    return column[column.indexOf(here) + (direction === 'down' ? 1 : -1)]
  }
  const step = direction === 'right' ? 1 : -1
  const others = placed.filter((other) => (other.column - here.column) * step > 0)
  const next = others.map((other) => other.column).sort((a, b) => (a - b) * step)[0]
  return others
    .filter((other) => other.column === next)
    .sort((a, b) => Math.abs(a.start - here.start) - Math.abs(b.start - here.start))[0]
}
