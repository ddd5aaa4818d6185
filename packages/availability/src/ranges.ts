/** Stretches of time as two columns, sorted and apart: `starts[i]` until before `ends[i]`. */
export interface Ranges {
  readonly starts: number[]
  readonly ends: number[]
}

export const NO_TIME: Ranges = { starts: [], ends: [] }

/** Joins what touches or overlaps; leaves out what is empty. Changes what it is given. */
export function merge(spans: [start: number, end: number][]): Ranges {
  if (!isSorted(spans)) spans.sort((a, b) => a[0] - b[0])
  const starts: number[] = []
  const ends: number[] = []
  let last = -1
  for (const [start, end] of spans) {
    if (end <= start) continue
    if (last >= 0 && start <= (ends[last] as number)) {
      if (end > (ends[last] as number)) ends[last] = end
    } else {
      last = starts.push(start) - 1
      ends.push(end)
    }
  }
  return { starts, ends }
}

/** The same of two columns, which need no order. */
export function mergeColumns(starts: readonly number[], ends: readonly number[]): Ranges {
  const order = orderOf(starts)
  const mergedStarts: number[] = []
  const mergedEnds: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < order.length; i++) {
    const at = order[i] as number
    const start = starts[at] as number
    const end = ends[at] as number
    if (end <= start) continue
    if (start > last) {
      mergedStarts.push(start)
      mergedEnds.push(end)
    } else if (end > last) {
      mergedEnds[mergedEnds.length - 1] = end
    } else continue
    last = end
  }
  return { starts: mergedStarts, ends: mergedEnds }
}

const INDEX_BITS = 2 ** 15
/** As many milliseconds as fit beside an index into the 53 bits of a number: 8.7 years. */
const LONGEST_SPAN = 2 ** 38

/** Indices by ascending value. Numbers sort several times faster than objects, so each carries its index along. */
function orderOf(values: readonly number[]): ArrayLike<number> {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  if (values.length >= INDEX_BITS || !(most - least < LONGEST_SPAN)) {
    return values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  }
  const keys = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) keys[i] = ((values[i] as number) - least) * INDEX_BITS + i
  keys.sort()
  for (let i = 0; i < keys.length; i++) keys[i] = (keys[i] as number) % INDEX_BITS
  return keys
}

/** What is in the first and not in the second. */
export function subtract(ranges: Ranges, holes: Ranges): Ranges {
  const starts: number[] = []
  const ends: number[] = []
  let hole = 0
  for (let i = 0; i < ranges.starts.length; i++) {
    let start = ranges.starts[i] as number
    const end = ranges.ends[i] as number
    while (hole < holes.ends.length && (holes.ends[hole] as number) <= start) hole++
    let at = hole
    while (at < holes.starts.length && (holes.starts[at] as number) < end) {
      const from = holes.starts[at] as number
      if (from > start) {
        starts.push(start)
        ends.push(from)
      }
      start = holes.ends[at] as number
      at++
    }
    if (start < end) {
      starts.push(start)
      ends.push(end)
    }
  }
  return { starts, ends }
}

/** What is in both. */
export function intersect(a: Ranges, b: Ranges): Ranges {
  const starts: number[] = []
  const ends: number[] = []
  let i = 0
  let j = 0
  while (i < a.starts.length && j < b.starts.length) {
    const start = Math.max(a.starts[i] as number, b.starts[j] as number)
    const end = Math.min(a.ends[i] as number, b.ends[j] as number)
    if (start < end) {
      starts.push(start)
      ends.push(end)
    }
    if ((a.ends[i] as number) < (b.ends[j] as number)) i++
    else j++
  }
  return { starts, ends }
}

export function union(all: Ranges[]): Ranges {
  if (all.length === 1) return all[0] as Ranges
  return merge(
    all.flatMap(({ starts, ends }) => starts.map((start, i): [number, number] => [start, ends[i] as number])),
  )
}

/** True when some of the time from `start` to `end` is in the ranges. */
export function overlaps(ranges: Ranges, start: number, end: number): boolean {
  const at = firstEndingAfter(ranges, start)
  return at < ranges.starts.length && (ranges.starts[at] as number) < end
}

/** The index of the first range that ends after this instant. */
export function firstEndingAfter({ ends }: Ranges, instant: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] as number) <= instant) low = middle + 1
    else high = middle
  }
  return low
}

function isSorted(spans: [number, number][]): boolean {
  for (let i = 1; i < spans.length; i++) {
    if ((spans[i] as [number, number])[0] < (spans[i - 1] as [number, number])[0]) return false
  }
  return true
}
