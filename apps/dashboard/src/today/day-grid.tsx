import './day-grid.css'
import { Skeleton } from '@mantine/core'
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Appointment } from '../api.ts'
import { useTouchedAppointments } from '../live.ts'
import { Initials } from '../parts/initials.tsx'
import { useClinicTime } from '../queries.ts'
import { plural, STATUS_LOOK, STATUS_WORDS, visits } from '../words.ts'
import { type Direction, layOutDay, neighbour, PIXELS_PER_MINUTE, type Placed } from './day-layout.ts'

const ONE_LINE_MINUTES = 25
/** From here on a long name or kind may take two lines. */
const TWO_LINES_MINUTES = 45
const HOUR = 60
const HEAD = 52

const ARROWS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** The day with a column per practitioner. All appointments stand in one parent, so that focus survives moving. */
export function DayGrid({
  day,
  appointments,
  onOpen,
}: {
  day: string
  appointments: readonly Appointment[]
  onOpen: (id: string) => void
}) {
  const time = useClinicTime()
  const touched = useTouchedAppointments()
  const layout = useMemo(() => layOutDay(appointments, day, time), [appointments, day, time])
  const { columns, placed, from, to } = layout
  const [focused, setFocused] = useState<string | null>(null)
  const field = useRef<HTMLFieldSetElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const now = useNow()
  const isToday = time.today() === day
  const nowMinutes = time.minutes(now)
  const reachable = placed.some(({ appointment }) => appointment.id === focused)
    ? focused
    : (firstOf(placed, isToday ? nowMinutes : 0)?.appointment.id ?? null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls once a day, not each minute
  useLayoutEffect(() => {
    const first = Math.min(...placed.map(({ start }) => start), 24 * HOUR)
    const last = Math.max(...placed.map(({ end }) => end), 0)
    const target = isToday && nowMinutes <= last ? nowMinutes - HOUR : first - 15
    if (scroller.current) scroller.current.scrollTop = Math.max(0, (target - from) * PIXELS_PER_MINUTE)
  }, [day])

  function onKeyDown(event: KeyboardEvent) {
    const direction = ARROWS[event.key]
    if (!direction || !reachable || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const next = neighbour(placed, reachable, direction)
    if (!next) return
    setFocused(next.appointment.id)
    const card = field.current?.querySelector<HTMLElement>(`[data-appointment="${next.appointment.id}"]`)
    card?.focus()
    card?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  const height = (to - from) * PIXELS_PER_MINUTE
  const width = 100 / columns.length
  return (
    <section
      className="day-scroller"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`Calendar of ${time.longDay(day)}`}
    >
      <div className="day" style={{ minWidth: 68 + columns.length * 172 }}>
        <div className="day-head" style={{ height: HEAD }}>
          <div className="day-corner" />
          {columns.map(({ id, name }) => (
            <div key={id} className="day-column-head">
              <Initials name={name} />
              <div className="day-column-name">
                <h2>{name}</h2>
                <span className="muted">{visits(countIn(placed, columns, id))}</span>
              </div>
            </div>
          ))}
        </div>
        <div className="day-body" style={{ height }}>
          <div className="day-hours" aria-hidden="true">
            {hoursBetween(from, to).map((minutes) => (
              <span key={minutes} style={{ top: (minutes - from) * PIXELS_PER_MINUTE }}>
                {time.hour(minutes)}
              </span>
            ))}
          </div>
          <fieldset
            className="day-field"
            ref={field}
            onKeyDown={onKeyDown}
            aria-label={`${plural(placed.length, 'appointment', 'appointments')}; arrow keys move, Enter opens`}
          >
            {columns.slice(1).map(({ id }, index) => (
              <span key={id} className="day-line" style={{ left: `${width * (index + 1)}%` }} />
            ))}
            {isToday && nowMinutes >= from && nowMinutes <= to && (
              <span
                className="now-line"
                style={{ top: (nowMinutes - from) * PIXELS_PER_MINUTE }}
                aria-hidden="true"
              />
            )}
            {placed.map((item) => (
              <AppointmentCard
                key={item.appointment.id}
                item={item}
                style={{
                  top: (item.start - from) * PIXELS_PER_MINUTE + 1,
                  height: (item.end - item.start) * PIXELS_PER_MINUTE - 2,
                  left: `calc(${width * (item.column + item.lane / item.lanes)}% + 5px)`,
                  width: `min(calc(${width / item.lanes}% - ${item.lanes > 1 ? 8 : 10}px), 440px)`,
                }}
                isReachable={item.appointment.id === reachable}
                isNew={touched.has(item.appointment.id)}
                onFocus={() => setFocused(item.appointment.id)}
                onOpen={() => onOpen(item.appointment.id)}
              />
            ))}
          </fieldset>
        </div>
      </div>
    </section>
  )
}

function AppointmentCard({
  item,
  style,
  isReachable,
  isNew,
  onFocus,
  onOpen,
}: {
  item: Placed
  style: React.CSSProperties
  isReachable: boolean
  isNew: boolean
  onFocus: () => void
  onOpen: () => void
}) {
  const time = useClinicTime()
  const { appointment, lanes } = item
  const { status, attendee_name, start_at, end_at, duration_minutes } = appointment
  const kind = appointment.service_name ?? appointment.title
  const minutes = item.end - item.start
  const isShort = minutes < ONE_LINE_MINUTES
  const isNarrow = lanes > 1
  const isBooked = status === 'booked'
  const who = appointment.practitioner ? `, with ${appointment.practitioner.name}` : ''
  const spoken = `${time.timeRange(start_at, end_at)}, ${attendee_name}, ${kind}${who}, ${STATUS_WORDS[status]}`
  return (
    <button
      type="button"
      className={`visit look-${STATUS_LOOK[status]}${isNew ? ' visit-new' : ''}`}
      style={style}
      data-appointment={appointment.id}
      data-short={isShort || undefined}
      data-tall={minutes >= TWO_LINES_MINUTES || undefined}
      tabIndex={isReachable ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
      title={spoken}
    >
      <span className="visually-hidden">{spoken}</span>
      <span className="visit-row" aria-hidden="true">
        <span className="visit-name">{attendee_name}</span>
        {isShort && !isBooked && <span className="visit-word">{STATUS_WORDS[status]}</span>}
        {!isNarrow && <span className="visit-time">{time.bareTime(start_at)}</span>}
      </span>
      {!isShort && (
        <span className="visit-row" aria-hidden="true">
          <span className="visit-kind">
            {isNarrow && `${time.bareTime(start_at)} · `}
            {kind} · {duration_minutes} min
          </span>
          {!isBooked && !isNarrow && <span className="visit-word">{STATUS_WORDS[status]}</span>}
        </span>
      )}
      {!isShort && !isBooked && isNarrow && (
        <span className="visit-row visit-word" aria-hidden="true">
          {STATUS_WORDS[status]}
        </span>
      )}
    </button>
  )
}

export function DayGridSkeleton() {
  const cards = [
    [4, 3, 60],
    [4, 130, 90],
    [36, 40, 60],
    [36, 190, 60],
    [68, 90, 110],
    [68, 260, 60],
  ] as const
  return (
    <div className="day-scroller" style={{ position: 'relative', overflow: 'hidden' }}>
      <div className="day-head" style={{ height: HEAD }} />
      {cards.map(([left, top, height]) => (
        <Skeleton
          key={`${left} ${top}`}
          style={{ position: 'absolute', left: `calc(64px + ${left}%)`, top: HEAD + top, width: '24%' }}
          height={height}
          radius={6}
        />
      ))}
    </div>
  )
}

function hoursBetween(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / HOUR }, (_, index) => from + index * HOUR)
}

function countIn(placed: readonly Placed[], columns: readonly { id: string }[], id: string): number {
  const column = columns.findIndex((candidate) => candidate.id === id)
  return placed.filter((item) => item.column === column && item.appointment.status !== 'cancelled').length
}

/** Where Tab leads first: the next visit of the day, else the first. */
function firstOf(placed: readonly Placed[], minutes: number): Placed | undefined {
  const sorted = [...placed].sort((a, b) => a.start - b.start || a.column - b.column)
  return sorted.find(({ end }) => end > minutes) ?? sorted[0]
}

/** The current instant, each half minute. */
function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
