import { Skeleton } from '@mantine/core'
import { memo } from 'react'
import { Initials } from '../parts/initials.tsx'
import { useClinicTime } from '../queries.ts'
import { visits } from '../words.ts'
import type { Grid, GridColumn } from './grid.ts'
import { PIXELS_PER_MINUTE } from './spot.ts'

/** Whose column it is, or which day's. */
export const GridHeads = memo(function GridHeads({
  grid,
  onOpenDay,
}: {
  grid: Grid
  onOpenDay: ((day: string) => void) | undefined
}) {
  const today = useClinicTime().today()
  const counts = countsOf(grid)
  return (
    <div className="day-head">
      <div className="day-corner" />
      {grid.columns.map((column, index) => (
        <div key={column.id} className="day-column-head">
          {onOpenDay ? (
            <DayHead column={column} isToday={column.day === today} onOpen={onOpenDay}>
              {visits(counts[index] ?? 0)}
            </DayHead>
          ) : (
            <>
              {!column.isRest && <Initials name={column.title} />}
              <div className="day-column-name">
                <h2>{column.title}</h2>
                <span className="muted">
                  {[visits(counts[index] ?? 0), column.about].filter(Boolean).join(' · ')}
                </span>
              </div>
            </>
          )}
        </div>
      ))}
    </div>
  )
})

function DayHead({
  column,
  isToday,
  onOpen,
  children,
}: {
  column: GridColumn
  isToday: boolean
  onOpen: (day: string) => void
  children: string
}) {
  const time = useClinicTime()
  return (
    <div className="day-column-name">
      <h2>
        <button
          type="button"
          className={isToday ? 'week-day week-day-today' : 'week-day'}
          onClick={() => onOpen(column.day)}
          aria-current={isToday ? 'date' : undefined}
        >
          {column.title}
          <span className="visually-hidden">{`, open ${time.longDay(column.day)}`}</span>
        </button>
      </h2>
      <span className="muted">{column.about ?? children}</span>
    </div>
  )
}

export const GridHours = memo(function GridHours({ grid: { marks, from } }: { grid: Grid }) {
  return (
    <div className="day-hours" aria-hidden="true">
      {marks.slice(0, -1).map(({ at, label }) => (
        <span key={at} style={{ top: (at - from) * PIXELS_PER_MINUTE }}>
          {label}
        </span>
      ))}
    </div>
  )
})

function countsOf({ columns, cards, folds }: Grid): number[] {
  const counts = columns.map(() => 0)
  for (const { column, visit } of [...cards, ...folds.flatMap(({ hidden }) => hidden)])
    if (visit.status !== 'cancelled') counts[column] = (counts[column] ?? 0) + 1
  return counts
}

export function GridSkeleton() {
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
      <div className="day-head" />
      {cards.map(([left, top, height]) => (
        <Skeleton
          key={`${left} ${top}`}
          style={{ position: 'absolute', left: `calc(64px + ${left}%)`, top: 52 + top, width: '24%' }}
          height={height}
          radius={6}
        />
      ))}
    </div>
  )
}
