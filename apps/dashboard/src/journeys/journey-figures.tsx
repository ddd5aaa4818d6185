import type { Schemas } from '../api.ts'

type Report = NonNullable<Schemas['JourneyReport']>

/** What a journey did and brought, in figures; a sentence where it had nobody. */
export function JourneyFigures({ report }: { report: Schemas['JourneyReport'] }) {
  if (!report) return <span className="journey-nobody muted">Nobody yet</span>
  const figures: [label: string, value: string | number][] = [
    ['Enrolled', report.enrolled],
    ['Sent', report.sent],
    ['Replied', report.replied],
    ['Booked after', report.booked],
    ['Opted out', report.opted_out],
    ['Lift', liftWords(report)],
  ]
  return (
    <span className="journey-figures">
      {figures.map(([label, value]) => (
        <span key={label} className="journey-figure">
          <span className="journey-figure-value">{value}</span>
          <span className="muted">{label}</span>
        </span>
      ))}
    </span>
  )
}

/** `+4.2 (−1.0 to 9.5)` bookings; a dash where nobody was held out. */
export function liftWords({ lift, held_out }: Pick<Report, 'lift' | 'held_out'>): string {
  if (!lift || held_out === 0) return '–'
  return `${signed(lift.bookings)} (${signed(lift.low)} to ${signed(lift.high)})`
}

function signed(value: number): string {
  const rounded = Math.round(value * 10) / 10
  if (rounded === 0) return '0'
  return `${rounded > 0 ? '+' : '−'}${Math.abs(rounded)}`
}
