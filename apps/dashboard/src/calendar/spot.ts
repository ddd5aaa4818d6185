/** Where on the grid something is, or would land. Pure: dragging, nudging and drawing all come here. */

export const PIXELS_PER_MINUTE = 1.7
export const SNAP_MINUTES = 5
const LEAST_MINUTES = 5

export interface Spot {
  column: number
  /** Minutes on the column's axis. */
  start: number
  end: number
}

/** The minutes and columns that are drawn. */
export interface Bounds {
  from: number
  to: number
  columns: number
  /** Tells whether it is still the same grid: spots of another one mean other people and times. */
  which?: string
}

export function snap(minutes: number): number {
  return Math.round(minutes / SNAP_MINUTES) * SNAP_MINUTES
}

/** As long as before; what reaches over an edge stays within it. */
export function moveSpot(
  { start, end }: Spot,
  target: { column: number; start: number },
  { from, to, columns }: Bounds,
): Spot {
  const length = end - start
  const latest = Math.max(from, to - length)
  const moved = clamp(snap(target.start), from, latest)
  return { column: clamp(target.column, 0, columns - 1), start: moved, end: moved + length }
}

/** Begins as before. */
export function resizeSpot({ column, start }: Spot, end: number, { to }: Bounds): Spot {
  return { column, start, end: clamp(snap(end), start + LEAST_MINUTES, Math.max(to, start + LEAST_MINUTES)) }
}

/** From where the pointer went down to where it is, upwards too. */
export function drawSpot(column: number, anchor: number, pointer: number, { from, to }: Bounds): Spot {
  const [first, last] = [Math.min(anchor, pointer), Math.max(anchor, pointer)]
  const start = clamp(Math.floor(first / SNAP_MINUTES) * SNAP_MINUTES, from, to - SNAP_MINUTES)
  const end = clamp(Math.ceil(last / SNAP_MINUTES) * SNAP_MINUTES, start + SNAP_MINUTES, to)
  return { column, start, end }
}

export function isSameSpot(a: Spot, b: Spot): boolean {
  return a.column === b.column && a.start === b.start && a.end === b.end
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
