import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Loaded } from '../parts/loaded.tsx'
import { daysQuery, useClinicTime } from '../queries.ts'
import { Board } from './board.tsx'
import { busyTimesQuery, holdsQuery, workingDaysQuery } from './calendar-queries.ts'
import { datesOf, daysBetween, passes } from './calendar-search.ts'
import type { BoardProps } from './day-board.tsx'
import { weekGrid } from './grid.ts'
import { GridSkeleton } from './grid-heads.tsx'

/** Seven days side by side; of one practitioner or of several. */
export function WeekBoard({
  day,
  filters,
  isWholeDay,
  onOpenDay,
  ...board
}: BoardProps & { onOpenDay: (day: string) => void }) {
  const time = useClinicTime()
  const { from, to } = datesOf('week', day, time)
  const dates = useMemo(() => ({ from, to }), [from, to])
  const [visits, working, busy, holds] = useQueries({
    queries: [daysQuery(dates), workingDaysQuery(dates), busyTimesQuery(dates), holdsQuery(dates)],
  })
  const grid = useMemo(
    () =>
      visits.data && !working.isPending
        ? weekGrid(
            daysBetween(dates.from, dates.to),
            {
              visits: visits.data.appointments.filter((visit) => passes(filters, visit)),
              busyTimes: busy.data?.busy_times ?? [],
              holds: holds.data?.holds ?? [],
              workingDays: working.data?.days ?? [],
            },
            { time, practitionerIds: filters.practitionerIds, isWholeDay },
          )
        : null,
    [dates, visits.data, working.data, working.isPending, busy.data, holds.data, filters, isWholeDay, time],
  )
  return (
    <Loaded query={{ ...visits, data: grid ?? undefined }} skeleton={<GridSkeleton />}>
      {(drawn) => (
        <div className="board week">
          <Board
            key={from}
            {...board}
            grid={drawn}
            label={`Calendar of the week from ${time.longDay(from)} to ${time.longDay(to)}`}
            onOpenDay={onOpenDay}
          />
        </div>
      )}
    </Loaded>
  )
}
