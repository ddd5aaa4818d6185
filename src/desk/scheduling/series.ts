/** A series is the same visit again and again by a rule; each visit is an appointment of its own. */
import { RRuleTemporal } from 'rrule-temporal'

/** Two years of every other week; whoever needs more books the next series later. */
export const VISITS_MAX = 60
const RULE_LENGTH_MAX = 300

export type RuleRefusal = {
  ok: false
  reason: 'not_a_rule' | 'endless_rule' | 'too_many_visits' | 'start_not_in_rule'
}

/**
 * The starts of a series, the first one included: wall time of the zone, so ten o'clock stays ten o'clock when the clocks
 * change, and a visit at an hour that a night does not have is left out (RFC 5545, 3.3.10). `rrule` as there, without
 * DTSTART; it says when it ends, and its first visit is at `startAt`.
 */
export function expandRule(input: {
  rrule: string
  startAt: Temporal.Instant
  timeZone: string
}): { ok: true; startAts: Temporal.Instant[] } | RuleRefusal {
  const rrule = input.rrule.trim().replace(/^RRULE:/i, '')
  if (rrule.length > RULE_LENGTH_MAX || !/^[A-Z0-9=;,+-]+$/i.test(rrule))
    return { ok: false, reason: 'not_a_rule' }
  const frequency = /(?:^|;)FREQ=([A-Z]+)/i.exec(rrule)?.[1]?.toUpperCase()
  if (!/^(DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(frequency ?? '')) return { ok: false, reason: 'not_a_rule' }
  if (!/(?:^|;)(COUNT|UNTIL)=/i.test(rrule)) return { ok: false, reason: 'endless_rule' }
  const starts = instancesOf(rrule, localStart(input.startAt, input.timeZone), input.timeZone)
  if (!starts) return { ok: false, reason: 'not_a_rule' }
  if (starts.length > VISITS_MAX) return { ok: false, reason: 'too_many_visits' }
  if (!starts[0]?.equals(input.startAt)) return { ok: false, reason: 'start_not_in_rule' }
  return { ok: true, startAts: starts }
}

/** `2026-12-01T10:00` */
export function localStart(startAt: Temporal.Instant, timeZone: string): string {
  return startAt.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** One more than the most there may be, so that too many are told from just enough. Null where it is no rule. */
function instancesOf(rrule: string, start: string, timeZone: string): Temporal.Instant[] | null {
  const dtstart = `DTSTART;TZID=${timeZone}:${start.replace(/[-:]/g, '')}00`
  try {
    return new RRuleTemporal({
      rruleString: `${dtstart}\nRRULE:${rrule.toUpperCase()}`,
      maxIterations: 2_000,
    })
      .all((_, index) => index <= VISITS_MAX)
      .map((instance) => Temporal.Instant.from(instance.toInstant().toString()))
  } catch {
    return null
  }
}

/**
 * How a visit moves with another one of its series: as many dates on, to the same wall time.
 */
export function moveAlike(input: {
  startAt: Temporal.Instant
  from: Temporal.Instant
  to: Temporal.Instant
  timeZone: string
}): Temporal.Instant {
  const { timeZone } = input
  const from = input.from.toZonedDateTimeISO(timeZone).toPlainDate()
  const to = input.to.toZonedDateTimeISO(timeZone)
  const days = from.until(to.toPlainDate(), { largestUnit: 'days' }).days
  return input.startAt
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .add({ days })
    .toZonedDateTime({ timeZone, plainTime: to.toPlainTime() })
    .toInstant()
}
