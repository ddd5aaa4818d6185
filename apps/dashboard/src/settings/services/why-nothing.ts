/** "Why is nothing free?": the server's reasons for every start, counted by day and in words. */
import type { Schemas } from '../../api.ts'

export type Explanation = Schemas['Explanation']
export type Candidate = Explanation['candidates'][number]
type Reason = Candidate['reasons'][number]

export interface ReasonCount {
  starts: number
  text: string
}

export interface DayAnswer {
  date: string
  free: number
  candidates: Candidate[]
  /** The server's word on a day on which nothing is free. */
  reason: string | null
  /** Of the starts that are not free, the most frequent first. */
  counts: ReasonCount[]
}

export interface Reading {
  /** The date of a candidate's start. */
  dayOf(instant: string): string
  time(instant: string): string
  /** Of everybody who does the service and can be booked. */
  names: ReadonlyMap<string, string>
}

export function answersByDay({ days, candidates }: Explanation, reading: Reading): DayAnswer[] {
  const byDate = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const date = reading.dayOf(candidate.start_at)
    byDate.set(date, [...(byDate.get(date) ?? []), candidate])
  }
  return days.map(({ date, reason }) => {
    const own = byDate.get(date) ?? []
    const free = own.filter(({ is_offered }) => is_offered).length
    return { date, free, candidates: own, reason, counts: countReasons(own, reading) }
  })
}

export function countReasons(candidates: readonly Candidate[], reading: Reading): ReasonCount[] {
  const counts = new Map<string, number>()
  for (const { is_offered, reasons } of candidates) {
    if (is_offered) continue
    for (const text of new Set(sentencesOf(reasons, reading))) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts]
    .map(([text, starts]) => ({ text, starts }))
    .sort((a, b) => b.starts - a.starts || a.text.localeCompare(b.text))
}

/** What holds for all of several people is said once. */
function sentencesOf(reasons: readonly Reason[], reading: Reading): string[] {
  const isOfAll = (code: string) =>
    reading.names.size > 1 &&
    [...reading.names.keys()].every((id) =>
      reasons.some((reason) => reason.code === code && reason.practitioner_id === id),
    )
  return reasons.map((reason) =>
    sentenceOf(reason, isOfAll(reason.code) ? 'Everybody' : (nameIn(reason, reading) ?? 'Somebody'), reading),
  )
}

function nameIn({ practitioner_id }: Reason, { names }: Reading): string | undefined {
  return practitioner_id ? names.get(practitioner_id) : undefined
}

/**
 * Without the times that differ from start to start, so that equal ones can be counted; a reason that is not known
 * here stays as the server said it.
 */
function sentenceOf(reason: Reason, who: string, { time }: Reading): string {
  switch (reason.code) {
    case 'busy':
      return `${who} is busy`
    case 'buffer':
      return `${who} needs the time around another appointment`
    case 'not_working':
      return `${who} does not work then`
    case 'ends_after_hours':
      return reason.until ? `${who} stops at ${time(reason.until)}` : `${who} would have to stay longer`
    case 'too_soon':
      return reason.until ? 'Too soon or already past' : reason.text
    case 'outside_booking_window':
      return 'Outside the dates that can be booked'
    case 'short_gap':
      return 'Would leave a gap too short to book'
    case 'off_grid':
      return 'Starts are offered at other minutes'
    case 'seats_taken':
      return 'All seats are taken'
    default:
      return reason.text
  }
}

/** What stands beside one start; those who lack for the same reason stand together. */
export function reasonsInWords({ is_offered, reasons }: Candidate, reading: Reading): string {
  if (is_offered) return 'Free'
  const whose = new Map<string, Reason[]>()
  for (const reason of reasons) {
    const text = withoutName(reason, reading)
    whose.set(text, [...(whose.get(text) ?? []), reason])
  }
  return (
    [...whose]
      .map(([text, same]) => {
        const names = same.flatMap((reason) => nameIn(reason, reading) ?? [])
        if (names.length === 0 || same.some((reason) => reason.text === text)) return text
        const isAll = names.length > 1 && names.length === reading.names.size
        return `${isAll ? 'Everybody' : names.join(', ')}: ${text}`
      })
      .join('; ') || 'Not offered'
  )
}

/** The server says `Dr. Lee: busy until 9:30 AM`. */
function withoutName(reason: Reason, reading: Reading): string {
  const prefix = `${nameIn(reason, reading)}: `
  return reason.text.startsWith(prefix) ? reason.text.slice(prefix.length) : reason.text
}
