/**
 * `npm run bench:slots`: how long it takes from a parsed question to ISO starts grouped by the booker's dates. The
 * inputs are those on which Cal.com's own code was measured (CPU only, no database, one core of this kind of machine;
 * medians 14.5, 144, 161 and 682 ms), drawn by the same generator; the answers are checked against its oracle's.
 * Then the same with more hosts, days and busy times: growth should be a straight line.
 */
import { createHash } from 'node:crypto'
import { findSlots, groupByDate, type Question } from '@foyer/availability'
import { conclude, machine, median, quantile, round, say, table } from './rig/report.ts'

const ZONE = 'America/New_York'
const BUSINESS_DAYS = [1, 2, 3, 4, 5]

interface Case {
  name: string
  question: Question
  /** Milliseconds, median. */
  target?: number
  calcom?: number
  /** Count and SHA-256 of the starts joined by newlines. */
  expected?: { slots: number; sha256: string }
}

const march = { from: '2027-03-01T05:00:00.000Z', to: '2027-04-01T03:59:59.999Z' }
const year = { from: '2027-01-01T05:00:00.000Z', to: '2028-01-01T04:59:59.999Z' }

const given: Case[] = [
  {
    name: 'a: 1 host, 31 days, 200 busy',
    question: draw({ ...march, hosts: 1, busy: 200 }),
    target: 0.5,
    calcom: 14.5,
    expected: { slots: 114, sha256: '17727e543373e8cbb3334e427a840758fc62dfcd751220bb5c56e44b63bb064a' },
  },
  {
    name: 'b: 20 hosts, any of them, 31 days, 200 busy each',
    question: draw({ ...march, hosts: 20, busy: 200 }),
    target: 5,
    calcom: 144,
    expected: { slots: 368, sha256: '0f7b9035a9ded43ee106042df889e4c649374f40a3b795bd9deb8ba2ba26b1c0' },
  },
  {
    name: 'c: 1 host, 365 days, 200 busy',
    question: draw({ ...year, hosts: 1, busy: 200 }),
    target: 4,
    calcom: 161,
    expected: { slots: 3785, sha256: '5ec0440dffbc5ec08939bb6dac7537a8f39a6fb27b9d39eb25d2c0f4a54822c5' },
  },
  {
    name: '100 hosts, any of them, 31 days, 200 busy each',
    question: draw({ ...march, hosts: 100, busy: 200 }),
    target: 20,
    calcom: 682,
  },
]

const growth: { of: string; sizes: number[]; question: (size: number) => Question }[] = [
  { of: 'hosts', sizes: [25, 50, 100], question: (hosts) => draw({ ...march, hosts, busy: 200 }) },
  {
    of: 'days',
    sizes: [91, 182, 364],
    question: (days) => draw({ from: year.from, to: daysAfter(year.from, days), hosts: 4, busy: 200 }),
  },
  { of: 'busy times', sizes: [1000, 2000, 4000], question: (busy) => draw({ ...year, hosts: 4, busy }) },
]

function draw(input: { from: string; to: string; hosts: number; busy: number }): Question {
  return {
    timeZone: ZONE,
    now: '2026-12-01T00:00:00.000Z',
    schedule: BUSINESS_DAYS.map((day) => ({ day, start: '09:00', end: '17:00' })),
    durationMinutes: 30,
    slotIntervalMinutes: 30,
    minimumNoticeMinutes: 0,
    bufferBefore: 0,
    bufferAfter: 0,
    from: input.from,
    to: input.to,
    mode: input.hosts === 1 ? 'SINGLE' : 'ROUND_ROBIN',
    hosts: Array.from({ length: input.hosts }, (_, host) => ({
      busy: drawBusy(42 + host, input.busy, input.from, input.to),
    })),
  }
}

/** On weekdays at 09:00 plus a multiple of five minutes, for a quarter of an hour up to an hour. */
function drawBusy(seed: number, count: number, from: string, to: string) {
  const random = mulberry32(seed)
  const weekdays: Temporal.PlainDate[] = []
  const last = Temporal.Instant.from(to).toZonedDateTimeISO(ZONE).toPlainDate()
  let date = Temporal.Instant.from(from).toZonedDateTimeISO(ZONE).toPlainDate()
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (date.dayOfWeek <= 5) weekdays.push(date)
  }
  return Array.from({ length: count }, () => {
    const day = weekdays[Math.floor(random() * weekdays.length)] as Temporal.PlainDate
    const minutes = 5 * Math.floor(random() * 90)
    const length = [15, 30, 45, 60][Math.floor(random() * 4)] as number
    const start = day.toZonedDateTime({ timeZone: ZONE, plainTime: '09:00' }).add({ minutes }).toInstant()
    return { start: isoOf(start), end: isoOf(start.add({ minutes: length })) }
  })
}

function isoOf(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 })
}

function daysAfter(from: string, days: number): string {
  return isoOf(Temporal.Instant.from(from).add({ hours: 24 * days }))
}

/** T. Ettinger's generator, 32 bits of state. */
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function answer(question: Question): string[][] {
  const byDate = groupByDate(findSlots(question), question.timeZone)
  return [...byDate.values()].map((slots) => slots.map(({ start }) => start))
}

interface Measured {
  median: number
  p95: number
  starts: string[]
}

/** In turns, so that what else the machine does falls on all of them alike. */
function measure(questions: Question[]): Measured[] {
  const runs = questions.map((question) => ({ question, times: [] as number[], starts: [] as string[] }))
  for (let i = -15; i < 60; i++) {
    for (const run of runs) {
      // Fresh text and fresh objects, as a request brings them: nothing of the last answer can be kept.
      const asked = JSON.parse(JSON.stringify(run.question)) as Question
      const began = performance.now()
      const days = answer(asked)
      if (i >= 0) run.times.push(performance.now() - began)
      run.starts = days.flat()
    }
  }
  return runs.map(({ times, starts }) => {
    times.sort((a, b) => a - b)
    return { median: median(times), p95: quantile(times, 0.95), starts }
  })
}

let ok = true
say('The inputs on which Cal.com was measured …')
const results = given.map(({ name, question, target = Number.POSITIVE_INFINITY, calcom, expected }) => {
  const [{ median, p95, starts }] = measure([question]) as [Measured]
  const sha256 = createHash('sha256').update(starts.join('\n')).digest('hex')
  const isRight = !expected || (starts.length === expected.slots && sha256.startsWith(expected.sha256))
  if (!isRight || median > target) ok = false
  return { name, slots: starts.length, isRight, median, p95, target, calcom }
})
table(
  ['input', 'starts', 'right', 'median ms', 'p95 ms', 'target', 'Cal.com'],
  results.map((each) => [
    each.name,
    String(each.slots),
    each.isRight ? 'yes' : 'NO',
    each.median.toFixed(2),
    each.p95.toFixed(2),
    `≤ ${each.target}`,
    `${each.calcom} (${Math.round((each.calcom as number) / each.median)}×)`,
  ]),
)

say('Growth …')
const grown = growth.map(({ of, sizes, question }) => {
  const medians = measure(sizes.map(question)).map((each) => each.median)
  return { of, sizes, medians, factors: medians.map((each) => round(each / (medians[0] as number), 2)) }
})
table(
  ['twice, four times as many', '1×', '2×', '4×', 'factors'],
  grown.map(({ of, sizes, medians, factors }) => [
    `${of} (${sizes.join(', ')})`,
    ...medians.map((each) => `${each.toFixed(2)} ms`),
    factors.join(', '),
  ]),
)
conclude({ bench: 'slots', ok, results, grown, machine: machine() })
