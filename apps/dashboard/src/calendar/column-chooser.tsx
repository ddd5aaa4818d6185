import { Select } from '@mantine/core'
import { type RefObject, useEffect, useState } from 'react'
import { visits } from '../words.ts'
import type { Grid } from './grid.ts'

/** On a phone one column fills the screen: swiping goes to the next, and this to any. */
export function ColumnChooser({ board, grid }: { board: RefObject<HTMLElement | null>; grid: Grid }) {
  const [index, setIndex] = useState(0)
  const { columns } = grid

  useEffect(() => {
    const scroller = board.current?.querySelector('.day-scroller')
    if (!scroller) return
    const look = () => setIndex(Math.round(scroller.scrollLeft / widthOf(scroller, columns.length)))
    scroller.addEventListener('scroll', look, { passive: true })
    return () => scroller.removeEventListener('scroll', look)
  }, [board, columns.length])

  const count = grid.cards.filter(
    ({ column, visit }) => column === index && visit.status !== 'cancelled',
  ).length
  return (
    <div className="column-chooser">
      <Select
        aria-label="Whose day"
        data={columns.map(({ id, title }) => ({ value: id, label: title }))}
        value={columns[Math.min(index, columns.length - 1)]?.id ?? null}
        onChange={(id) => {
          const scroller = board.current?.querySelector('.day-scroller')
          const chosen = columns.findIndex((column) => column.id === id)
          scroller?.scrollTo({ left: chosen * widthOf(scroller, columns.length) })
        }}
        allowDeselect={false}
      />
      <span className="muted small">
        {visits(count)} · {index + 1} of {columns.length}
      </span>
    </div>
  )
}

function widthOf(scroller: Element, columns: number): number {
  const field = scroller.querySelector('.day-field')
  return (field?.clientWidth ?? scroller.clientWidth) / columns
}
