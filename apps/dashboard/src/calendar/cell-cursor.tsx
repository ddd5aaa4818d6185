import './grid-tools.css'
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { sayAloud } from '../announce.ts'
import { IconPlus } from '../icons.ts'
import { useClinicTime } from '../queries.ts'
import type { Grid } from './grid.ts'
import type { GridEditing } from './grid-editing.ts'
import { moveSpot, resizeSpot, type Spot } from './spot.ts'
import { placeStyle } from './visit-card.tsx'

const STEP_MINUTES = 15

export interface CursorHandle {
  /** Goes there and takes the focus. */
  show(spot: Spot): void
}

/** An empty time that is about to be filled: a press puts it somewhere, arrow keys carry it, Enter books. */
export function CellCursor({ grid, edit, ref }: { grid: Grid; edit: GridEditing; ref: Ref<CursorHandle> }) {
  const time = useClinicTime()
  const button = useRef<HTMLButtonElement>(null)
  const [chosen, setChosen] = useState<Spot | null>(null)
  const { columns, from, to } = grid
  const bounds = { from, to, columns: columns.length }
  const spot = within(chosen ?? { column: 0, start: from, end: from + 30 }, grid)
  const column = columns[spot.column]

  useImperativeHandle(ref, () => ({
    show(next) {
      // Focused where it is drawn, not where it was.
      flushSync(() => setChosen(within(next, grid)))
      button.current?.focus({ preventScroll: true })
    },
  }))

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'b') {
      event.preventDefault()
      edit.draw(spot, { isExact: true, isBlock: true })
      return
    }
    const next = stepped(event)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    setChosen(next)
    const { when, where } = edit.read(next, null)
    sayAloud(`${when}, ${where}`)
    requestAnimationFrame(() => button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }))
  }

  function stepped({ key, shiftKey }: KeyboardEvent): Spot | null {
    const down = key === 'ArrowDown' ? STEP_MINUTES : key === 'ArrowUp' ? -STEP_MINUTES : 0
    const right = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
    if (down === 0 && right === 0) return null
    if (shiftKey)
      return down === 0
        ? null
        : resizeSpot(spot, Math.max(spot.end + down, spot.start + STEP_MINUTES), bounds)
    return moveSpot(spot, { column: spot.column + right, start: spot.start + down }, bounds)
  }

  const start = column?.axis.instant(spot.start) ?? ''
  return (
    <button
      type="button"
      ref={button}
      className="cell-cursor"
      data-tool
      style={placeStyle(spot, { from, columns: columns.length })}
      onKeyDown={onKeyDown}
      onClick={() => edit.draw(spot, { isExact: spot.end - spot.start !== 30 })}
    >
      <IconPlus size={14} aria-hidden="true" />
      <span aria-hidden="true">{start && time.time(start)}</span>
      <span className="visually-hidden">
        {`New appointment at ${start && time.time(start)}, ${column?.title ?? ''}. Arrow keys choose another time, Shift and arrows make it longer, B blocks it.`}
      </span>
    </button>
  )
}

function within({ column, start, end }: Spot, { columns, from, to }: Grid): Spot {
  const first = Math.min(Math.max(start, from), to - STEP_MINUTES)
  return {
    column: Math.min(column, columns.length - 1),
    start: first,
    end: Math.min(Math.max(end, first + 15), to),
  }
}
