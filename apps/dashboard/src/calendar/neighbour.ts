/** Where the arrow keys lead. */

export interface Standing {
  key: string
  column: number
  start: number
  end: number
  lane: number
}

export type Direction = 'up' | 'down' | 'left' | 'right'

export const ARROWS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** By time within a column, to the nearest time in the next one that is not empty. */
export function neighbour<S extends Standing>(
  all: readonly S[],
  key: string,
  direction: Direction,
): S | undefined {
  const here = all.find((other) => other.key === key)
  if (!here) return undefined
  if (direction === 'up' || direction === 'down') {
    const column = all
      .filter((other) => other.column === here.column)
      .sort((a, b) => a.start - b.start || a.lane - b.lane)
    return column[column.indexOf(here) + (direction === 'down' ? 1 : -1)]
  }
  const step = direction === 'right' ? 1 : -1
  const others = all.filter((other) => (other.column - here.column) * step > 0)
  const next = others.map((other) => other.column).sort((a, b) => (a - b) * step)[0]
  return others
    .filter((other) => other.column === next)
    .sort((a, b) => Math.abs(a.start - here.start) - Math.abs(b.start - here.start))[0]
}

/** Where Tab leads first: to what comes next at this time of the day, else to the first. */
export function firstFrom<S extends Standing>(all: readonly S[], minutes: number): S | undefined {
  const sorted = [...all].sort((a, b) => a.start - b.start || a.column - b.column)
  return sorted.find(({ end }) => end > minutes) ?? sorted[0]
}
