import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { addDays } from '../clinic-time.ts'
import { Loaded } from '../parts/loaded.tsx'
import { dayQuery, useClinicTime } from '../queries.ts'
import { Board } from './board.tsx'
import {
  busyTimesQuery,
  holdsQuery,
  practitionersQuery,
  resourcesQuery,
  workingDaysQuery,
} from './calendar-queries.ts'
import { type Filters, passes } from './calendar-search.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { clockChange } from './day-axis.ts'
import type { Draft } from './draft.ts'
import { dayGrid } from './grid.ts'
import { GridSkeleton } from './grid-heads.tsx'
import type { VisitDeeds } from './visit-deeds.tsx'

export interface BoardProps {
  day: string
  filters: Filters
  isWholeDay: boolean
  deeds: VisitDeeds
  onOpen: (id: string) => void
  onDraw: (draft: Draft) => void
}

/** One day, with a column for each practitioner or room. */
export function DayBoard({
  day,
  by,
  withOff,
  hasChooser,
  filters,
  isWholeDay,
  ...board
}: BoardProps & {
  by: 'practitioner' | 'room'
  withOff: boolean
  /** On a phone, where one column fills the screen. */
  hasChooser: boolean
}) {
  const time = useClinicTime()
  const dates = { from: day, to: day }
  const scroller = useRef<HTMLDivElement>(null)
  const [visits, practitioners, rooms, working, busy, holds] = useQueries({
    queries: [
      dayQuery(day),
      practitionersQuery,
      resourcesQuery,
      workingDaysQuery(dates),
      busyTimesQuery(dates),
      holdsQuery(dates),
    ],
  })
  usePrefetch(day)
  // Hours and names decide which columns there are: drawn once they are there, or cannot be had.
  const isWaiting = practitioners.isPending || working.isPending || (by === 'room' && rooms.isPending)
  const { practitionerIds } = filters
  const grid = useMemo(
    () =>
      visits.data && !isWaiting
        ? dayGrid(
            day,
            by,
            {
              visits: visits.data.appointments.filter((visit) => passes(filters, visit)),
              busyTimes: busy.data?.busy_times ?? [],
              holds: holds.data?.holds ?? [],
              workingDays: working.data?.days ?? [],
            },
            {
              practitioners: practitioners.data?.practitioners ?? [],
              rooms: (rooms.data?.resources ?? []).filter(
                ({ kind, archived_at }) => kind === 'room' && !archived_at,
              ),
            },
            { time, practitionerIds, isWholeDay, withOff },
          )
        : null,
    [
      day,
      by,
      visits.data,
      busy.data,
      holds.data,
      working.data,
      practitioners.data,
      rooms.data,
      filters,
      practitionerIds,
      isWaiting,
      isWholeDay,
      withOff,
      time,
    ],
  )
  const closure = working.data?.days.find(({ date }) => date === day)?.closed_for
  const change = grid?.columns[0] && clockChange(grid.columns[0].axis)
  return (
    <Loaded query={{ ...visits, data: grid ?? undefined }} skeleton={<GridSkeleton />}>
      {(drawn) => (
        <div className="board" ref={scroller}>
          {(closure || change) && (
            <p className="board-note">
              {[closure && `Closed: ${closure}.`, change].filter(Boolean).join(' ')}
            </p>
          )}
          {hasChooser && drawn.columns.length > 1 && <ColumnChooser board={scroller} grid={drawn} />}
          <Board {...board} grid={drawn} label={`Calendar of ${time.longDay(day)}`} />
        </div>
      )}
    </Loaded>
  )
}

/** The days beside it, for the arrow keys. */
function usePrefetch(day: string) {
  const queries = useQueryClient()
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const beside of [addDays(day, -1), addDays(day, 1)]) {
        const dates = { from: beside, to: beside }
        void queries.prefetchQuery(dayQuery(beside))
        void queries.prefetchQuery(workingDaysQuery(dates))
        void queries.prefetchQuery(busyTimesQuery(dates))
      }
    }, 300)
    return () => clearTimeout(timer)
  }, [queries, day])
}
