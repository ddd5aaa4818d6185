import './month-view.css'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Appointment, Schemas } from '../api.ts'
import { addDays } from '../clinic-time.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { daysQuery, useClinicTime } from '../queries.ts'
import { STATUS_LOOK, visits } from '../words.ts'
import { daysInFiguresQuery } from './calendar-queries.ts'
import { datesOf, daysBetween, type Filters, isByPractitioner, passes } from './calendar-search.ts'

type Figures = Schemas['DayInFigures']

/** Beyond these many in six weeks, a day's first ones say little and are long to read: figures alone are shown. */
const MOST_LISTED = 600
const FIRST = 4

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** How full each day of a month is; a press opens the day. */
export function MonthView({
  day,
  filters,
  onGoTo,
  onOpenDay,
}: {
  day: string
  filters: Filters
  onGoTo: (day: string) => void
  onOpenDay: (day: string) => void
}) {
  const time = useClinicTime()
  const dates = datesOf('month', day, time)
  const only = (ids: readonly string[]) => (ids.length === 1 ? ids[0] : undefined)
  const figures = useQuery(daysInFiguresQuery(dates, only(filters.practitionerIds), only(filters.serviceIds)))
  // Of everybody: a list is read whole, and only then filtered.
  const everybody = useQuery(daysInFiguresQuery(dates)).data?.days
  const total = everybody?.reduce((sum, { counts }) => sum + sumOf(counts), 0) ?? Number.POSITIVE_INFINITY
  const listed = useQuery({ ...daysQuery(dates), enabled: total > 0 && total <= MOST_LISTED })
  const shown = total <= MOST_LISTED ? (listed.data?.appointments ?? []) : []
  const byDay = new Map<string, Appointment[]>()
  for (const visit of shown) {
    if (!passes(filters, visit) || !isByPractitioner(filters, visit)) continue
    const date = time.day(visit.start_at)
    byDay.set(date, [...(byDay.get(date) ?? []), visit])
  }
  const days = daysBetween(dates.from, dates.to)
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
  const table = useRef<HTMLTableElement>(null)
  const [reached, setReached] = useState(day)

  function onKeyDown(event: KeyboardEvent) {
    const step = STEPS[event.key]
    const here =
      event.target instanceof Element && event.target.closest('[data-day]')?.getAttribute('data-day')
    if (!step || !here || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const next = addDays(here, step)
    setReached(next)
    if (!days.includes(next)) onGoTo(next)
    requestAnimationFrame(() => table.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus())
  }

  const stop = days.includes(reached) ? reached : day
  return (
    <Loaded query={figures} skeleton={<Lines count={5} height={96} />}>
      {({ days: known }) => (
        <div className="month-scroller">
          <table className="month" ref={table} onKeyDown={onKeyDown}>
            <caption className="visually-hidden">
              {time.month(day)}; arrow keys walk, Enter opens the day
            </caption>
            <thead>
              <tr>
                {weeks[0]?.map((date) => (
                  <th key={date} scope="col">
                    {time.weekday(date).split(' ')[0]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week) => (
                <tr key={week[0]}>
                  {week.map((date) => (
                    <td
                      key={date}
                      className={date.slice(0, 7) === day.slice(0, 7) ? undefined : 'month-beside'}
                    >
                      <DayCell
                        date={date}
                        figures={known.find((candidate) => candidate.date === date)}
                        first={byDay.get(date)?.slice(0, FIRST) ?? []}
                        isReachable={date === stop}
                        onOpen={() => onOpenDay(date)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Loaded>
  )
}

function sumOf(counts: Figures['counts']): number {
  return counts.reduce((sum, { count }) => sum + count, 0)
}

function DayCell({
  date,
  figures,
  first,
  isReachable,
  onOpen,
}: {
  date: string
  figures: Figures | undefined
  /** Its first visits; how many there are is in the figures. */
  first: readonly Appointment[]
  isReachable: boolean
  onOpen: () => void
}) {
  const time = useClinicTime()
  const isToday = date === time.today()
  const count = (...statuses: Figures['counts'][number]['status'][]) =>
    figures?.counts.reduce((sum, each) => sum + (statuses.includes(each.status) ? each.count : 0), 0) ?? 0
  const unconfirmed = count('pending', 'proposed')
  const all = unconfirmed + count('booked', 'arrived', 'fulfilled', 'noshow')
  const share =
    figures && figures.working_minutes > 0 ? figures.booked_minutes / figures.working_minutes : null
  const words = [
    time.longDay(date),
    figures?.closed_for && `closed, ${figures.closed_for}`,
    visits(all),
    unconfirmed > 0 && `${unconfirmed} unconfirmed`,
    share !== null && `${Math.round(share * 100)}% of the hours booked`,
    first[0] && `first ${time.time(first[0].start_at)}, ${first[0].attendee_name}`,
  ]
  return (
    <button
      type="button"
      className={isToday ? 'month-day month-today' : 'month-day'}
      data-day={date}
      tabIndex={isReachable ? 0 : -1}
      aria-current={isToday ? 'date' : undefined}
      onClick={onOpen}
    >
      <span className="visually-hidden">{words.filter(Boolean).join(', ')}</span>
      <span className="month-number" aria-hidden="true">
        {Number(date.slice(8))}
      </span>
      {figures?.closed_for && (
        <span className="month-closed" aria-hidden="true">
          {figures.closed_for}
        </span>
      )}
      {all > 0 && (
        <span className="month-visits" aria-hidden="true">
          {all}
          <span className="month-word">{all === 1 ? ' visit' : ' visits'}</span>
          {share !== null && <span className="muted month-word"> · {Math.round(share * 100)}%</span>}
        </span>
      )}
      {unconfirmed > 0 && (
        <span className="month-open" aria-hidden="true">
          {unconfirmed}
          <span className="month-word"> unconfirmed</span>
        </span>
      )}
      {first.length > 0 && (
        <span className="month-first" aria-hidden="true">
          {first.map(({ id, start_at, attendee_name, status }) => (
            <span key={id} className={`month-visit look-${STATUS_LOOK[status]}`}>
              <span className="muted">{time.bareTime(start_at)}</span> {attendee_name}
            </span>
          ))}
        </span>
      )}
      {share !== null && (all > 0 || share > 0) && (
        <span className="month-share">
          <span style={{ width: `${Math.min(100, Math.round(share * 100))}%` }} />
        </span>
      )}
    </button>
  )
}
