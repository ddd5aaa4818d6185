/** What stands where on the calendar: columns of a day or of a week, and all that happens in them. */
import type { Appointment, BusyTime, Hold, Practitioner, Resource, WorkingDay } from '../api.ts'
import type { ClinicTime } from '../clinic-time.ts'
import { blocksOf, buffersOf, clip, hoursOf, outside, touches } from './around-visits.ts'
import { practitionersOf } from './calendar-search.ts'
import { clockAxis, type DayAxis, elapsedAxis } from './day-axis.ts'
import { type Fold, type InLane, layInLanes, type Span } from './lanes.ts'

/** Shorter visits are drawn as if they took this long, so that they can be read and hit. */
const LEAST_MINUTES = 15
/** A day of a week is narrow: beyond these many, visits at the same time are folded away. */
const MOST_LANES_OF_A_WEEK = 2

export interface GridColumn {
  id: string
  title: string
  about: string | null
  day: string
  axis: DayAxis
  /** Whose column it is; a column of a week is nobody's. */
  practitionerId: string | null
  roomId: string | null
  /** What happens outside of people's and rooms' columns: no practitioner, no room. */
  isRest: boolean
}

export interface Card extends Span {
  /** The appointment's id; with a number where one visit stands in several columns. */
  key: string
  visit: Appointment
}

/** Time that is taken otherwise. */
export interface Block extends Span {
  key: string
  title: string
  kind: 'busy' | 'hold'
  /** What staff blocked, and may move. */
  busy: BusyTime | null
}

/** Time that is kept free before or after a visit. */
export interface Buffer extends InLane<Span> {
  status: Appointment['status']
}

export interface Grid {
  columns: GridColumn[]
  cards: InLane<Card>[]
  folds: Fold<Card>[]
  blocks: Block[]
  /** Outside of working hours. */
  shades: Span[]
  buffers: Buffer[]
  /** Minutes that are drawn, of full hours. */
  from: number
  to: number
  marks: DayAxis['marks']
  /** How many were left out because they are off on that day. */
  offCount: number
}

export interface Happenings {
  visits: readonly Appointment[]
  busyTimes: readonly BusyTime[]
  holds: readonly Hold[]
  workingDays: readonly WorkingDay[]
}

export interface Staffing {
  practitioners: readonly Practitioner[]
  rooms: readonly Resource[]
}

interface Choice {
  time: ClinicTime
  /** Only these practitioners; all where it is empty. */
  practitionerIds: readonly string[]
  isWholeDay: boolean
}

/** A day with a column for each practitioner who works or has visits on it, or for each room. */
export function dayGrid(
  day: string,
  by: 'practitioner' | 'room',
  happenings: Happenings,
  { practitioners, rooms }: Staffing,
  { time, practitionerIds, isWholeDay, withOff }: Choice & { withOff: boolean },
): Grid {
  const axis = elapsedAxis(day, time)
  const visits = happenings.visits.filter(({ start_at, end_at }) => touches(axis, start_at, end_at))
  const working = happenings.workingDays.find(({ date }) => date === day)
  const column = (id: string, title: string, about: string | null): GridColumn => ({
    id,
    title,
    about,
    day,
    axis,
    practitionerId: null,
    roomId: null,
    isRest: false,
  })
  const rest = { ...column('rest', by === 'room' ? 'No room' : 'No practitioner named', null), isRest: true }

  let columns: GridColumn[]
  let offCount = 0
  if (by === 'room') {
    columns = rooms.map(({ id, name }) => ({ ...column(id, name, null), roomId: id }))
  } else {
    const all = everybody(practitioners, visits).filter(({ id }) => isChosen(practitionerIds, id))
    const isOn = ({ id }: { id: string }) =>
      practitionerIds.length > 0 ||
      worksOn(working, id) ||
      visits.some((visit) => practitionersOf(visit).includes(id))
    const on = withOff ? all : all.filter(isOn)
    offCount = on.length > 0 ? all.length - on.length : 0
    columns = (on.length > 0 ? on : all).map(({ id, name, title }) => ({
      ...column(id, name, title),
      practitionerId: id,
    }))
  }
  const placesOf = (visit: Appointment) =>
    (by === 'room' ? visit.resources.map(({ id }) => id) : practitionersOf(visit))
      .map((id) => columns.findIndex((candidate) => candidate.id === id))
      .filter((index) => index !== -1)
  const isLeft = visits.some((visit) => placesOf(visit).length === 0)
  if (columns.length === 0 || (isLeft && practitionerIds.length === 0)) columns.push(rest)
  const restIndex = columns.indexOf(rest)

  const spans = visits.flatMap((visit) => {
    const places = placesOf(visit)
    return cardsOf(visit, places.length > 0 ? places : restIndex === -1 ? [] : [restIndex], columns)
  })
  const windowsOf = ({ practitionerId }: GridColumn) =>
    practitionerId ? (windows(working, [practitionerId]) ?? null) : null
  return assemble(columns, spans, happenings, {
    windowsOf,
    mostLanes: Number.POSITIVE_INFINITY,
    isWholeDay,
    offCount,
  })
}

/** Several days side by side. */
export function weekGrid(
  days: readonly string[],
  happenings: Happenings,
  { time, practitionerIds, isWholeDay }: Choice,
): Grid {
  const columns = days.map((day): GridColumn => {
    const axis = clockAxis(day, time)
    const closure = happenings.workingDays.find(({ date }) => date === day)?.closed_for ?? null
    return {
      id: day,
      title: time.weekday(day),
      about: closure,
      day,
      axis,
      practitionerId: practitionerIds.length === 1 ? (practitionerIds[0] ?? null) : null,
      roomId: null,
      isRest: false,
    }
  })
  const spans = happenings.visits
    .filter(
      (visit) =>
        practitionerIds.length === 0 || practitionersOf(visit).some((id) => practitionerIds.includes(id)),
    )
    .flatMap((visit) => {
      const places = columns.flatMap(({ axis }, index) =>
        touches(axis, visit.start_at, visit.end_at) ? [index] : [],
      )
      return cardsOf(visit, places, columns)
    })
  const windowsOf = ({ day }: GridColumn) => {
    const working = happenings.workingDays.find(({ date }) => date === day)
    return windows(working, practitionerIds.length > 0 ? practitionerIds : null)
  }
  return assemble(columns, spans, happenings, {
    windowsOf,
    mostLanes: MOST_LANES_OF_A_WEEK,
    isWholeDay,
    offCount: 0,
  })
}

type Windows = readonly { start_at: string; end_at: string }[]

function assemble(
  columns: GridColumn[],
  cards: Card[],
  happenings: Happenings,
  how: {
    windowsOf: (column: GridColumn) => Windows | null
    mostLanes: number
    isWholeDay: boolean
    offCount: number
  },
): Grid {
  const { placed, folds } = layInLanes(cards, how.mostLanes)
  const open = columns.map((column, index) => {
    const known = how.windowsOf(column)
    return known?.map((window) => clip(column.axis, window, index)).filter((span) => span !== null)
  })
  const { from, to } = hoursOf(columns, [...cards, ...open.flatMap((spans) => spans ?? [])], how.isWholeDay)
  return {
    columns,
    cards: placed,
    folds,
    blocks: blocksOf(columns, happenings),
    shades: open.flatMap((spans, column) => (spans ? outside(spans, { column, from, to }) : [])),
    buffers: placed.flatMap((card) => buffersOf(card, from, to)),
    from,
    to,
    marks: columns[0]?.axis.marks.filter(({ at }) => at >= from && at <= to) ?? [],
    offCount: how.offCount,
  }
}

function everybody(practitioners: readonly Practitioner[], visits: readonly Appointment[]) {
  const named = new Map<string, { id: string; name: string; title: string | null }>()
  const known = practitioners
    .filter(({ is_bookable, archived_at }) => is_bookable && !archived_at)
    .sort((a, b) => a.position - b.position || a.name.localeCompare(b.name))
  for (const { id, name, title } of known) named.set(id, { id, name, title })
  const others = visits
    .flatMap(({ practitioner }) => (practitioner && !named.has(practitioner.id) ? [practitioner] : []))
    .sort((a, b) => a.name.localeCompare(b.name))
  for (const { id, name } of others) named.set(id, { id, name, title: null })
  return [...named.values()]
}

function isChosen(chosen: readonly string[], id: string): boolean {
  return chosen.length === 0 || chosen.includes(id)
}

/** Whose hours are not known counts as working. */
function worksOn(working: WorkingDay | undefined, practitionerId: string): boolean {
  const known = working?.practitioners.find(({ practitioner_id }) => practitioner_id === practitionerId)
  return !known || known.windows.length > 0
}

/** When at least one of them works; null where nothing is known of them. */
function windows(working: WorkingDay | undefined, practitionerIds: readonly string[] | null): Windows | null {
  const known = working?.practitioners.filter(
    ({ practitioner_id }) => practitionerIds === null || practitionerIds.includes(practitioner_id),
  )
  return known && known.length > 0 ? known.flatMap(({ windows }) => windows) : null
}

function cardsOf(visit: Appointment, places: readonly number[], columns: readonly GridColumn[]): Card[] {
  return places.flatMap((column, index) => {
    const axis = columns[column]?.axis
    const span = axis && clip(axis, visit, column)
    if (!span) return []
    const end = Math.min(axis.length, Math.max(span.end, span.start + LEAST_MINUTES))
    return [{ ...span, end, visit, key: index === 0 ? visit.id : `${visit.id}+${index}` }]
  })
}
