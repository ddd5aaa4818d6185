/** The answer to "Why is nothing free?": in sum, day by day, and unfolded start by start. */
import { type ClinicTime, clinicTime, displayLocale } from '../../clinic-time.ts'
import { StateWord } from '../../parts/status-word.tsx'
import { useClinic } from '../../queries.ts'
import { plural } from '../../words.ts'
import {
  answersByDay,
  countReasons,
  type DayAnswer,
  type Explanation,
  type Reading,
  type ReasonCount,
  reasonsInWords,
} from './why-nothing.ts'

const REASONS_SHOWN = 3

export function WhyNothingDays({
  explanation,
  names,
}: {
  explanation: Explanation
  /** Of those who do the service and can be booked. */
  names: ReadonlyMap<string, string>
}) {
  const clinic = useClinic()
  const time = clinicTime(explanation.time_zone, displayLocale(clinic.country))
  const reading = { dayOf: time.day, time: time.time, names }
  const days = answersByDay(explanation, reading)
  const free = days.reduce((sum, day) => sum + day.free, 0)
  const common = commonReason(days)
  return (
    <>
      <div className="why-sum" role="status">
        {common ? (
          <p>
            <strong>Nothing is free.</strong> {common}.
          </p>
        ) : (
          <>
            <p>
              <strong>
                {free === 0 ? 'Nothing is free.' : `${plural(free, 'start is', 'starts are')} free`}
              </strong>
              {free > 0 &&
                ` of ${explanation.candidates.length} in these ${plural(days.length, 'day', 'days')}.`}
            </p>
            <Counts counts={countReasons(explanation.candidates, reading)} />
          </>
        )}
      </div>
      {!common && (
        <ul className="unfolding why-days">
          {days.map((day) => (
            <li key={day.date}>
              <Day day={day} time={time} reading={reading} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** What holds on every day is said once: that nobody does the service, for instance. */
function commonReason(days: readonly DayAnswer[]): string | null {
  const [first] = days
  const isCommon =
    first?.reason &&
    days.length > 1 &&
    days.every(({ reason, candidates }) => reason === first.reason && candidates.length === 0)
  return isCommon ? first.reason : null
}

function Day({ day, time, reading }: { day: DayAnswer; time: ClinicTime; reading: Reading }) {
  const { date, free, candidates, reason, counts } = day
  const head = (
    <>
      <span className="unfolding-main">
        <strong>{time.longDay(date)}</strong>
        {free === 0 && reason && <span className="muted">{reason}</span>}
        <Counts counts={counts} />
      </span>
      {candidates.length > 0 && free > 0 ? (
        <StateWord tone="good">{`${free} of ${candidates.length} free`}</StateWord>
      ) : (
        <StateWord tone="quiet">Nothing free</StateWord>
      )}
    </>
  )
  if (candidates.length === 0) return <div className="unfolding-flat">{head}</div>
  return (
    <details>
      <summary>{head}</summary>
      <ul className="unfolding-body why-starts">
        {candidates.map((candidate) => (
          <li key={candidate.start_at} className={candidate.is_offered ? 'why-start-free' : undefined}>
            <span className="why-time">{time.time(candidate.start_at)}</span>
            <span>{reasonsInWords(candidate, reading)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Counts({ counts }: { counts: readonly ReasonCount[] }) {
  const more = counts.length - REASONS_SHOWN
  if (counts.length === 0) return null
  return (
    <ul className="why-counts">
      {counts.slice(0, REASONS_SHOWN).map(({ text, starts }) => (
        <li key={text}>
          <span className="why-count">{plural(starts, 'start', 'starts')}:</span> {text}
        </li>
      ))}
      {more > 0 && <li className="muted">and {plural(more, 'other reason', 'other reasons')}</li>}
    </ul>
  )
}
