/** Where a grid is looked at: what its heads cover, where it begins, and what time it is. */
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import type { Grid } from './grid.ts'
import { PIXELS_PER_MINUTE } from './spot.ts'

const HOUR = 60

/** What the heads cover of the scroller's top, and the hours of its left. */
export const HEADS = { top: 52, left: 68 }

/** To now where it is today, else to the first visit; once for each day that is opened. */
export function useFirstScroll(
  scroller: RefObject<HTMLElement | null>,
  grid: Grid,
  { nowColumn, nowMinutes }: { nowColumn: number; nowMinutes: number | null },
) {
  const which = grid.columns[0]?.day
  // biome-ignore lint/correctness/useExhaustiveDependencies: not each minute, and not when a visit moves
  useLayoutEffect(() => {
    const first = Math.min(...grid.cards.map(({ start }) => start), 24 * HOUR)
    const last = Math.max(...grid.cards.map(({ end }) => end), 0)
    const target = nowMinutes !== null && nowMinutes <= last ? nowMinutes - HOUR : first - 15
    if (!scroller.current) return
    scroller.current.scrollTop = Math.max(0, (target - grid.from) * PIXELS_PER_MINUTE)
    if (nowColumn > 0) {
      const width = (scroller.current.scrollWidth - HEADS.left) / grid.columns.length
      scroller.current.scrollLeft = nowColumn * width
    }
  }, [which])
}

/** The current instant, each half minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
