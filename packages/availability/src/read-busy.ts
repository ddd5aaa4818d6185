/** What is taken: from JSON to stretches of time, widened by what is kept free around it. */
import type { Blocked, Busy } from './input.ts'
import { parseInstant } from './iso.ts'
import { mergeColumns, type Ranges } from './ranges.ts'
import { notAnInstant } from './read-values.ts'
import { MINUTE } from './time-zone.ts'

/** Milliseconds that the service keeps free before and after itself: they widen what is busy after and before it. */
export interface Buffers {
  before: number
  after: number
}

export interface WidenedBusy {
  start: number
  end: number
  blocked: readonly [start: number, end: number]
  reason: string | null
}

/** Buffers included. This is where most of a question is read, so it makes no objects on its way. */
export function readBusy(
  lists: { items: readonly Busy[]; place: string }[],
  blocked: Blocked | undefined,
  buffers: Buffers,
): Ranges {
  const starts: number[] = []
  const ends: number[] = []
  for (const { items, place } of lists) {
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Busy
      const start = parseInstant(item.start)
      const end = parseInstant(item.end)
      if (Number.isNaN(start)) throw notAnInstant(`${place}[${i}].start`, item.start)
      if (Number.isNaN(end)) throw notAnInstant(`${place}[${i}].end`, item.end)
      if (end <= start) continue
      starts.push(start - buffers.after - (item.bufferBefore ?? 0) * MINUTE)
      ends.push(end + buffers.before + (item.bufferAfter ?? 0) * MINUTE)
    }
  }
  for (let i = 0; i < (blocked?.starts.length ?? 0); i++) {
    const [start, end] = [blocked?.starts[i] as number, blocked?.ends[i] as number]
    if (!(end > start)) continue
    starts.push(start - buffers.after)
    ends.push(end + buffers.before)
  }
  return mergeColumns(starts, ends)
}

export function unfold(blocked: Blocked | undefined, buffers: Buffers): WidenedBusy[] {
  return (blocked?.starts ?? []).map((start, i) => {
    const end = blocked?.ends[i] as number
    return { start, end, blocked: [start - buffers.after, end + buffers.before], reason: null }
  })
}

export function widen(item: Busy, buffers: Buffers): WidenedBusy {
  const start = parseInstant(item.start)
  const end = parseInstant(item.end)
  const from = start - buffers.after - (item.bufferBefore ?? 0) * MINUTE
  const to = end + buffers.before + (item.bufferAfter ?? 0) * MINUTE
  return { start, end, blocked: end > start ? [from, to] : [start, start], reason: item.reason ?? null }
}
