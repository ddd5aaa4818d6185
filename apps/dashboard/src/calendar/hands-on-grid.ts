/** Hangs dragging and nudging on a grid, once; what they ask is answered by the grid as it is then. */
import { type RefObject, useEffect, useRef } from 'react'
import type { CursorHandle } from './cell-cursor.tsx'
import { makeDraggable } from './drag.ts'
import type { Grid } from './grid.ts'
import type { GridEditing } from './grid-editing.ts'
import { HEADS } from './grid-view.ts'
import { makeNudgeable } from './nudge.ts'
import { type Bounds, PIXELS_PER_MINUTE } from './spot.ts'

const HOUR = 60

export function useHandsOnGrid({
  scroller,
  field,
  cursor,
  grid,
  edit,
}: {
  scroller: RefObject<HTMLElement | null>
  field: RefObject<HTMLElement | null>
  cursor: RefObject<CursorHandle | null>
  grid: Grid
  edit: GridEditing | null
}) {
  const newest = useRef({ grid, edit })
  newest.current = { grid, edit }
  const isOpen = edit !== null
  useEffect(() => {
    if (!isOpen || !field.current || !scroller.current) return
    const shared = {
      field: field.current,
      bounds: (): Bounds => {
        const { from, to, columns } = newest.current.grid
        const which = [from, to, ...columns.map(({ id, day }) => `${day} ${id}`)].join()
        return { from, to, columns: columns.length, which }
      },
      find: (key: string) => newest.current.edit?.find(key),
      read: (...of: Parameters<GridEditing['read']>) =>
        newest.current.edit?.read(...of) ?? { when: '', where: '', warning: null },
      onChange: (...of: Parameters<GridEditing['change']>) => newest.current.edit?.change(...of),
    }
    const stops = [
      makeDraggable({
        ...shared,
        scroller: scroller.current,
        heads: HEADS,
        onDraw: (spot) => newest.current.edit?.draw(spot, { isExact: true }),
        onPoint: ({ column, minutes }) => {
          const start = Math.floor(minutes / 15) * 15
          cursor.current?.show({ column, start, end: start + 30 })
        },
      }),
      makeNudgeable({
        ...shared,
        showSpot: ({ start, end }) =>
          showMinutes(scroller.current, start - shared.bounds().from, end - start),
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [isOpen, field, scroller, cursor])
}

function showMinutes(scroller: HTMLElement | null, start: number, length: number) {
  if (!scroller) return
  const top = start * PIXELS_PER_MINUTE
  const seen = scroller.clientHeight - HEADS.top
  if (top < scroller.scrollTop) scroller.scrollTop = top - HOUR
  else if (top + length * PIXELS_PER_MINUTE > scroller.scrollTop + seen) scroller.scrollTop = top - seen / 2
}
