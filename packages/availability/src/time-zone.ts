/**
 * A zone's wall clock. Asking `Intl` costs microseconds, so what it answers is kept: for each zone the instants at
 * which its offset changes, found once for each year.
 *
 * Instants are milliseconds since 1970 in UTC. A wall time is written the same way, as if the zone were UTC; a day is
 * the count of dates since 1970-01-01.
 */
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const YEAR = 366 * DAY
/** No zone has ever kept an offset for less than this. */
const PROBE = 7 * DAY

export class TimeZone {
  readonly name: string
  readonly #format: Intl.DateTimeFormat
  /** From `#since[i]` until before `#since[i + 1]` the wall clock is ahead of UTC by `#offsets[i]`. */
  #since: number[] = []
  #offsets: number[] = []
  #until = 0
  #last = 0

  /** Throws `RangeError` for a name that no zone has. */
  constructor(name: string) {
    this.name = name
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  }

  /** How far the wall clock is ahead of UTC. */
  offsetAt(instant: number): number {
    this.#cover(instant, instant)
    return this.#offsets[this.#find(instant)] as number
  }

  /** The offset of the whole time from `from` to `to`; null when the clock changes in it. */
  steadyOffset(from: number, to: number): number | null {
    this.#cover(from, to)
    const index = this.#find(from)
    const ends = this.#since[index + 1] ?? this.#until
    return to < ends ? (this.#offsets[index] as number) : null
  }

  /** A wall time that is skipped moves forward by what is skipped; one that comes twice means the first. */
  instantOf(wall: number): number {
    const before = this.offsetAt(wall - DAY)
    const after = this.offsetAt(wall + DAY)
    const early = wall - before
    if (before === after || this.offsetAt(early) === before) return early
    const late = wall - after
    return this.offsetAt(late) === after ? late : early
  }

  startOfDay(day: number): number {
    return this.instantOf(day * DAY)
  }

  dayOf(instant: number): number {
    return Math.floor((instant + this.offsetAt(instant)) / DAY)
  }

  /** The first instant from here on at which the wall clock shows a multiple of so many minutes past the hour. */
  roundUp(instant: number, minutes: number): number {
    const grain = minutes * MINUTE
    let rounded = instant
    for (;;) {
      const offset = this.offsetAt(rounded)
      const over = modulo(rounded + offset, grain)
      if (over === 0) return rounded
      const next = rounded + grain - over
      const change = this.#changeBetween(rounded, next)
      if (change === null) return next
      rounded = change
    }
  }

  /** The first change of the clock after `from`, up to `to` itself. */
  #changeBetween(from: number, to: number): number | null {
    this.#cover(from, to)
    const change = this.#since[this.#find(from) + 1]
    return change !== undefined && change <= to ? change : null
  }

  #find(instant: number): number {
    const since = this.#since
    const last = this.#last
    if (instant >= (since[last] as number) && instant < (since[last + 1] ?? this.#until)) return last
    let low = 0
    let high = since.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((since[middle] as number) <= instant) low = middle
      else high = middle - 1
    }
    this.#last = low
    return low
  }

  #cover(from: number, to: number): void {
    if (this.#since.length > 0 && from >= (this.#since[0] as number) && to < this.#until) return
    const known = this.#since.length > 0
    const start = Math.floor(Math.min(from, known ? (this.#since[0] as number) : from) / YEAR) * YEAR
    const end = (Math.floor(Math.max(to, known ? this.#until - 1 : to) / YEAR) + 1) * YEAR
    const since = [start]
    const offsets = [this.#ask(start)]
    for (let at = start; at < end; at += PROBE) {
      const next = Math.min(at + PROBE, end)
      const offset = this.#ask(next)
      if (offset === offsets[offsets.length - 1]) continue
      since.push(this.#changeIn(at, next))
      offsets.push(offset)
    }
    this.#since = since
    this.#offsets = offsets
    this.#until = end
    this.#last = 0
  }

  #changeIn(from: number, to: number): number {
    const before = this.#ask(from)
    let low = from
    let high = to
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000
      if (this.#ask(middle) === before) low = middle
      else high = middle
    }
    return high
  }

  #ask(instant: number): number {
    const shown = this.#format.format(instant).match(/\d+/g) as string[]
    const [month, day, year, hour, minute, second] = shown.map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
  }
}

const zones = new Map<string, TimeZone>()

/** Throws `RangeError` for a name that no zone has. */
export function timeZone(name: string): TimeZone {
  let zone = zones.get(name)
  if (!zone) {
    zone = new TimeZone(name)
    zones.set(name, zone)
  }
  return zone
}

export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}

/** 0 = Sunday. */
export function weekdayOf(day: number): number {
  return modulo(day + 4, 7)
}
