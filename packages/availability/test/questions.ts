/**
 * Random questions for the engine: small, near nights on which the clocks change, and with every rule in play. All is
 * drawn relative to one instant, the pivot, and only then written down, so that a failing question shrinks well.
 */
import fc from 'fast-check'
import type {
  Blocked,
  BookingWindow,
  Busy,
  Closure,
  Host,
  Hours,
  Interval,
  Limits,
  Override,
  Pool,
  Question,
  Travel,
} from '../src/input.ts'

/** Clocks that change by an hour, half an hour or two, at midnight, at 24:00, around Ramadan, or leave out a date. */
export const timeZones = [
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Asuncion',
  'Atlantic/Azores',
  'Europe/London',
  'Europe/Berlin',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Tehran',
  'Asia/Kolkata',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Antarctica/Troll',
  'UTC',
]

/** A question with `now`, one to four days long. */
export function questions(): fc.Arbitrary<Question> {
  return fc
    .record({
      pivot: pivots(),
      from: from(),
      length: mostly(fc.constantFrom(1_440, 2_880, 4_320, 5_760), minutes(0, 5_760), 2),
      rest: rest(),
    })
    .map(({ pivot, from, length, rest }) => {
      const start = at(pivot, from)
      const to = start.add({ minutes: length })
      return { timeZone: pivot.timeZone, ...rest(pivot), from: text(start), to: text(to) }
    })
}

/** A question and some instants, ascending, that cut it into parts. */
export function cutQuestions(): fc.Arbitrary<{ question: Question; cuts: string[] }> {
  return fc
    .record({
      question: questions(),
      shares: fc.array(
        fc.oneof(
          fc.integer({ min: 0, max: 96 }).map((n) => n / 96),
          fc.double({ min: 0, max: 1, noNaN: true }),
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
    })
    .map(({ question, shares }) => {
      const start = Temporal.Instant.from(question.from).epochMilliseconds
      const length = Math.max(0, Temporal.Instant.from(question.to).epochMilliseconds - start)
      const cuts = shares
        .map((share) => start + Math.round(share * length))
        .sort((a, b) => a - b)
        .map((ms) => text(Temporal.Instant.fromEpochMilliseconds(ms)))
      return { question, cuts }
    })
}

/** What is drawn before the pivot is known. */
type Relative<T> = (pivot: Pivot) => T

interface Pivot {
  timeZone: string
  instant: Temporal.Instant
}

/** Mostly a change of the clocks; else the turn of a year, or any morning. */
function pivots(): fc.Arbitrary<Pivot> {
  return fc
    .record({
      timeZone: fc.constantFrom(...timeZones),
      kind: fc.constantFrom(...Array<'change'>(6).fill('change'), 'new year', 'any'),
      pick: fc.nat({ max: 1_000 }),
    })
    .map(({ timeZone, kind, pick }) => {
      const changes = changesOf(timeZone)
      const change = changes[pick % Math.max(1, changes.length)]
      if (kind === 'change' && change) return { timeZone, instant: change }
      const firstOfYear = Temporal.PlainDate.from({ year: 2022 + (pick % 6), month: 1, day: 1 })
      const date = kind === 'new year' ? firstOfYear : firstOfYear.add({ days: pick })
      return { timeZone, instant: date.toZonedDateTime(timeZone).toInstant() }
    })
}

const knownChanges = new Map<string, Temporal.Instant[]>()

function changesOf(timeZone: string): Temporal.Instant[] {
  const known = knownChanges.get(timeZone)
  if (known) return known
  const changes: Temporal.Instant[] = []
  // Apia left out a date at the end of 2011; Tehran gave up its changes in 2022.
  const [since, until] = timeZone === 'Pacific/Apia' ? [2011, 2013] : [2020, 2029]
  const start = Temporal.ZonedDateTime.from({ year: since, month: 7, day: 1, timeZone })
  let change = start.getTimeZoneTransition('next')
  while (change && change.year < until) {
    changes.push(change.toInstant())
    change = change.getTimeZoneTransition('next')
  }
  knownChanges.set(timeZone, changes)
  return changes
}

function from(): fc.Arbitrary<Moment> {
  return fc.record({
    minutes: fc.oneof(
      { arbitrary: fc.integer({ min: -48, max: 6 }).map((hours) => hours * 60), weight: 3 },
      { arbitrary: fc.integer({ min: -4_000, max: 800 }), weight: 1 },
    ),
    milliseconds: oddMilliseconds(),
  })
}

/** Everything but `timeZone`, `from` and `to`. */
function rest(): fc.Arbitrary<Relative<Omit<Question, 'timeZone' | 'from' | 'to'>>> {
  const durations = fc.oneof(
    fc.constantFrom(30, 60, 15, 20, 45, 90, 25, 7, 150, 1_500),
    fc.uniqueArray(fc.constantFrom(15, 20, 30, 45, 50, 60, 120), { minLength: 1, maxLength: 3 }),
  )
  return fc
    .record({
      lengths: fc.record({
        durationMinutes: durations,
        slotIntervalMinutes: often(fc.constantFrom(60, 30, 15, 20, 10, 5, 45, 50, 25, 7, 90, 120, 1440)),
        offsetStartMinutes: sometimes(fc.oneof(fc.constantFrom(5, 10, 15), minutes(0, 90))),
        minimumNoticeMinutes: sometimes(fc.oneof(fc.constantFrom(60, 120, 1_440), minutes(0, 4_000))),
        bufferBefore: sometimes(buffer()),
        bufferAfter: sometimes(buffer()),
        weekStartsOn: sometimes(fc.integer({ min: 0, max: 6 })),
        optimized: sometimes(fc.boolean()),
        shortGapMinutes: sometimes(fc.oneof(fc.constantFrom(15, 30, 60), minutes(0, 200))),
        bookerTimeZone: sometimes(fc.constantFrom(...timeZones, 'Asia/Kathmandu', 'Pacific/Honolulu')),
      }),
      now: mostly(momentAround(4), fc.constant<Moment>({ minutes: -60 * 24 * 20, milliseconds: 0 }), 1.5),
      schedule: mostly(schedules(), fc.constant(undefined), 19),
      overrides: sometimes(fc.array(override(), { maxLength: 2 })),
      busy: often(fc.array(busy(), { maxLength: 4 })),
      travel: sometimes(fc.array(travel(), { maxLength: 2 })),
      closures: rarely(fc.array(closure(), { maxLength: 2 })),
      bookingWindow: rarely(bookingWindow()),
      limits: rarely(limits()),
      bookings: often(fc.array(booking(), { maxLength: 4 })),
      pools: rarely(fc.array(pool(), { maxLength: 2 })),
      team: mostly(fc.constant(undefined), team(), 1.5),
      group: rarely(group()),
    })
    .map((drawn) => (pivot) => {
      const { lengths, now, group, team } = drawn
      const question: Omit<Question, 'timeZone' | 'from' | 'to'> = {
        ...without(lengths),
        ...without({
          now: text(at(pivot, now)),
          schedule: drawn.schedule,
          overrides: all(drawn.overrides, pivot),
          busy: all(drawn.busy, pivot),
          travel: all(drawn.travel, pivot),
          closures: all(drawn.closures, pivot),
          bookingWindow: drawn.bookingWindow?.(pivot),
          limits: drawn.limits,
          bookings: drawn.limits && all(drawn.bookings, pivot),
          pools: all(drawn.pools, pivot),
          mode: team?.mode,
          hosts: all(team?.hosts, pivot),
        }),
      }
      if (group) addSessions(question, pivot, group)
      return question
    })
}

// Hours

function schedules(): fc.Arbitrary<Hours[]> {
  const everyDay = [0, 1, 2, 3, 4, 5, 6]
  const hours = fc
    .record({
      window: window(),
      days: fc.oneof(
        fc.constant(everyDay),
        fc.subarray(everyDay, { minLength: 1 }),
        fc.constantFrom(0, 1, 5, 6),
      ),
    })
    .map(
      ({ window, days }): Hours => ({ ...(typeof days === 'number' ? { day: days } : { days }), ...window }),
    )
  const wholeWeek = fc.constantFrom<Hours[]>(
    [{ days: everyDay, start: '00:00', end: '24:00' }],
    [{ days: everyDay, start: '22:00', end: '22:00', crossesMidnight: true }],
  )
  return fc.oneof(
    { arbitrary: fc.array(hours, { minLength: 1, maxLength: 3 }), weight: 8 },
    { arbitrary: wholeWeek, weight: 3 },
    { arbitrary: fc.tuple(wholeWeek, hours).map(([week, one]) => [...week, one]), weight: 2 },
    { arbitrary: fc.subarray(everyDay).map((days) => [{ days, start: '00:00', end: '24:00' }]), weight: 2 },
    { arbitrary: fc.constant<Hours[]>([]), weight: 1 },
  )
}

function window(): fc.Arbitrary<Pick<Hours, 'start' | 'end' | 'crossesMidnight'>> {
  const ends = fc.oneof({ arbitrary: wallTime(), weight: 3 }, { arbitrary: fc.constant('24:00'), weight: 1 })
  const ordered = fc
    .tuple(wallTime(), ends)
    .map(([a, b]) => (a <= b ? { start: a, end: b } : { start: b, end: a }))
  const any = fc.tuple(wallTime(), ends).map(([start, end]) => ({ start, end }))
  const overnight = fc
    .tuple(wallTime(), wallTime())
    .map(([start, end]) => ({ start, end, crossesMidnight: true }))
  return fc.oneof(
    { arbitrary: ordered, weight: 4 },
    { arbitrary: any, weight: 2 },
    { arbitrary: overnight, weight: 1 },
  )
}

/** Mostly round, and often in the small hours, where clocks change. */
function wallTime(): fc.Arbitrary<string> {
  return fc
    .oneof(
      { arbitrary: fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60), weight: 3 },
      { arbitrary: fc.integer({ min: 0, max: 18 }).map((quarter) => quarter * 15), weight: 6 },
      { arbitrary: fc.integer({ min: 0, max: 287 }).map((five) => five * 5), weight: 2 },
      { arbitrary: fc.integer({ min: 0, max: 1_439 }), weight: 1 },
    )
    .map((minute) =>
      [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':'),
    )
}

function override(): fc.Arbitrary<Relative<Override>> {
  return fc
    .record({ day: day(), windows: fc.array(window(), { maxLength: 3 }) })
    .map(({ day, windows }) => (pivot) => ({ date: dateAt(pivot, day), windows }))
}

function closure(): fc.Arbitrary<Relative<Closure>> {
  return dates()
}

function travel(): fc.Arbitrary<Relative<Travel>> {
  return fc
    .record({ of: dates(), timeZone: fc.constantFrom(...timeZones, 'Asia/Kathmandu', 'Pacific/Honolulu') })
    .map(({ of, timeZone }) => (pivot) => ({ ...of(pivot), timeZone }))
}

// What is taken

function busy(): fc.Arbitrary<Relative<Busy>> {
  return fc
    .record({
      start: momentAround(4),
      length: fc.oneof(
        { arbitrary: fc.integer({ min: 1, max: 40 }).map((quarters) => quarters * 15 * 60_000), weight: 5 },
        { arbitrary: fc.integer({ min: -1, max: 300 }).map((minutes) => minutes * 60_000), weight: 2 },
        { arbitrary: fc.integer({ min: 0, max: 200_000 }), weight: 1 },
        { arbitrary: fc.integer({ min: 24, max: 72 }).map((hours) => hours * 3_600_000), weight: 1 },
      ),
      own: fc.record({ bufferBefore: buffer(), bufferAfter: buffer() }, { requiredKeys: [] }),
      seatsTaken: mostly(fc.constant(undefined), fc.integer({ min: 0, max: 3 }), 9),
    })
    .map(({ start, length, own, seatsTaken }) => (pivot) => ({
      ...spanAt(pivot, start, length),
      ...own,
      ...without({ seatsTaken }),
    }))
}

function blocked(): fc.Arbitrary<Relative<Blocked>> {
  return fc.array(busy(), { maxLength: 3 }).map((list) => (pivot) => {
    const spans = all(list, pivot)
    const msOf = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds
    return { starts: spans.map(({ start }) => msOf(start)), ends: spans.map(({ end }) => msOf(end)) }
  })
}

/** An appointment, mostly near, at times a month or a year away. */
function booking(): fc.Arbitrary<Relative<Interval>> {
  const far = fc
    .oneof(fc.constantFrom(-365, 365, 366), fc.integer({ min: -40, max: 40 }))
    .map((days) => ({ minutes: days * 1_440, milliseconds: 0 }))
  return fc
    .record({
      start: fc.oneof({ arbitrary: momentAround(4), weight: 5 }, { arbitrary: far, weight: 1 }),
      length: fc.integer({ min: 1, max: 180 }).map((minutes) => minutes * 60_000),
    })
    .map(
      ({ start, length }) =>
        (pivot) =>
          spanAt(pivot, start, length),
    )
}

function limits(): fc.Arbitrary<Limits> {
  const counts = mostly(minutes(1, 4), fc.constant(0), 5)
  const lengths = fc.oneof(fc.constantFrom(60, 120, 480), minutes(0, 600))
  const each = (most: fc.Arbitrary<number>) => {
    const limit = sometimes(most)
    return fc.record({ day: limit, week: limit, month: limit, year: limit }).map(without)
  }
  return fc.record({ count: often(each(counts)), minutes: often(each(lengths)) }).map(without)
}

function pool(): fc.Arbitrary<Relative<Pool>> {
  return fc
    .record({
      units: fc.array(
        fc.record({ busy: often(fc.array(busy(), { maxLength: 2 })), blocked: sometimes(blocked()) }),
        { minLength: 1, maxLength: 3 },
      ),
      needed: sometimes(minutes(1, 3)),
    })
    .map(({ units, needed }) => (pivot) => ({
      name: 'rooms',
      units: units.map(({ busy, blocked }) => without({ busy: all(busy, pivot), blocked: blocked?.(pivot) })),
      ...without({ needed }),
    }))
}

function bookingWindow(): fc.Arbitrary<Relative<BookingWindow>> {
  const days = fc
    .record({
      days: fc.integer({ min: 0, max: 7 }),
      count: fc.constantFrom(undefined, 'calendar' as const, 'business' as const),
    })
    .map(
      ({ days, count }) =>
        (): BookingWindow => ({ days, ...without({ count }) }),
    )
  return fc.oneof(days, dates())
}

// Hosts

interface Team {
  mode: Question['mode']
  hosts: Relative<Host>[]
}

function team(): fc.Arbitrary<Team> {
  const host = fc
    .record({
      timeZone: often(fc.constantFrom(...timeZones)),
      schedule: sometimes(schedules()),
      overrides: sometimes(fc.array(override(), { maxLength: 2 })),
      travel: sometimes(fc.array(travel(), { maxLength: 1 })),
      busy: often(fc.array(busy(), { maxLength: 3 })),
      blocked: sometimes(blocked()),
      limits: sometimes(limits()),
      bookings: often(fc.array(booking(), { maxLength: 3 })),
    })
    .map(
      (drawn) =>
        (pivot: Pivot): Host =>
          without({
            timeZone: drawn.timeZone,
            schedule: drawn.schedule,
            overrides: all(drawn.overrides, pivot),
            travel: all(drawn.travel, pivot),
            busy: all(drawn.busy, pivot),
            blocked: drawn.blocked?.(pivot),
            limits: drawn.limits,
            bookings: drawn.limits && all(drawn.bookings, pivot),
          }),
    )
  return fc.record({
    mode: fc.constantFrom(undefined, 'COLLECTIVE', 'COLLECTIVE', 'ROUND_ROBIN', 'SINGLE'),
    hosts: fc.array(host, { minLength: 1, maxLength: 3 }),
  })
}

interface Group {
  seats: number
  sessions: { start: Moment; seatsTaken: number; duration: number; host: number; longer: number }[]
}

function group(): fc.Arbitrary<Group> {
  return fc.record({
    seats: fc.integer({ min: 1, max: 3 }),
    sessions: fc.array(
      fc.record({
        start: momentAround(3),
        seatsTaken: fc.integer({ min: 0, max: 3 }),
        duration: fc.nat({ max: 2 }),
        host: fc.integer({ min: -1, max: 2 }),
        longer: mostly(fc.constant(0), minutes(1, 10), 4),
      }),
      { maxLength: 3 },
    ),
  })
}

/** Sessions as long as one of the durations, of all hosts (-1) or of one. */
function addSessions(question: Omit<Question, 'timeZone' | 'from' | 'to'>, pivot: Pivot, group: Group): void {
  question.seats = group.seats
  const durations = [question.durationMinutes].flat()
  for (const { start, seatsTaken, duration, host, longer } of group.sessions) {
    const length = ((durations[duration % durations.length] ?? 0) + longer) * 60_000
    const session = { ...spanAt(pivot, start, length), seatsTaken }
    const holder = question.hosts?.[host] ?? question
    holder.busy = [...(holder.busy ?? []), session]
  }
}

// Moments and dates, from the pivot

interface Moment {
  minutes: number
  milliseconds: number
}

function momentAround(days: number): fc.Arbitrary<Moment> {
  const most = days * 1_440
  return fc.record({
    minutes: fc.oneof(
      {
        arbitrary: fc.integer({ min: -most / 15, max: most / 15 }).map((quarter) => quarter * 15),
        weight: 4,
      },
      { arbitrary: fc.integer({ min: -240, max: 240 }), weight: 2 },
      { arbitrary: fc.integer({ min: -most, max: most }), weight: 2 },
    ),
    milliseconds: oddMilliseconds(),
  })
}

function oddMilliseconds(): fc.Arbitrary<number> {
  return mostly(fc.constant(0), fc.constantFrom(1, 30_000, 59_999), 8)
}

function dates(): fc.Arbitrary<Relative<{ from: string; to: string }>> {
  return fc
    .record({ day: day(), length: fc.integer({ min: -1, max: 3 }) })
    .map(({ day, length }) => (pivot) => ({ from: dateAt(pivot, day), to: dateAt(pivot, day + length) }))
}

function day(): fc.Arbitrary<number> {
  return fc.integer({ min: -4, max: 5 })
}

function minutes(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max })
}

function buffer(): fc.Arbitrary<number> {
  return fc.oneof(fc.constantFrom(0, 5, 10, 15, 30), minutes(0, 130))
}

function at(pivot: Pivot, { minutes, milliseconds }: Moment): Temporal.Instant {
  return pivot.instant.add({ milliseconds: minutes * 60_000 + milliseconds })
}

function spanAt(pivot: Pivot, start: Moment, length: number): Interval {
  const first = at(pivot, start)
  return { start: text(first), end: text(first.add({ milliseconds: length })) }
}

function dateAt({ instant, timeZone }: Pivot, day: number): string {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: day }).toString()
}

function text(instant: Temporal.Instant): string {
  return instant.toString()
}

// Shapes

function all<T>(list: Relative<T>[], pivot: Pivot): T[]
function all<T>(list: Relative<T>[] | undefined, pivot: Pivot): T[] | undefined
function all<T>(list: Relative<T>[] | undefined, pivot: Pivot): T[] | undefined {
  return list?.map((each) => each(pivot))
}

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return mostly(fc.constant(undefined), arbitrary, 5)
}

function sometimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return mostly(fc.constant(undefined), arbitrary, 3)
}

function often<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return mostly(fc.constant(undefined), arbitrary, 1 / 3)
}

/** So many times as often the first, to which the second shrinks. */
function mostly<T, U>(first: fc.Arbitrary<T>, second: fc.Arbitrary<U>, times: number): fc.Arbitrary<T | U> {
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: first, weight: Math.round(12 * times) },
    { arbitrary: second, weight: 12 },
  )
}

/** Leaves out what is undefined, so that it reads as a question would be written. */
function without<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T
}
