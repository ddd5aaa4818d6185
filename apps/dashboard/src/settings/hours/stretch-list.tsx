/** Dates with other hours, in order, each with a button that removes it. */
import { GuardedButton } from '../../parts/guarded-button.tsx'
import { useClinicTime } from '../../queries.ts'
import { plural } from '../../words.ts'
import type { HoursOverride, Stretch } from './dated-hours.ts'
import { windowsInWords } from './weekly-hours.ts'

export function StretchList<Dated extends HoursOverride>({
  stretches,
  offWord,
  may,
  busyFrom,
  onRemove,
}: {
  stretches: readonly Stretch<Dated>[]
  offWord: string
  may: boolean
  /** The first date of the one that is being removed. */
  busyFrom?: string | undefined
  onRemove: (stretch: Stretch<Dated>) => void
}) {
  const time = useClinicTime()
  const inWords = useStretchWords()
  return (
    <ul className="rows">
      {stretches.map((stretch) => (
        <li key={stretch.from} className="row">
          <span className="row-main">
            <strong>{inWords(stretch)}</strong>
            <span className="muted">
              {[
                stretch.name,
                stretch.windows.length > 0
                  ? windowsInWords(stretch.windows, time.hour)
                  : `${offWord} all day`,
                stretch.days.length > 1 && plural(stretch.days.length, 'day', 'days'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <GuardedButton
            may={may}
            variant="subtle"
            color="red"
            loading={busyFrom === stretch.from}
            aria-label={`Remove ${inWords(stretch)}`}
            onClick={() => onRemove(stretch)}
          >
            Remove
          </GuardedButton>
        </li>
      ))}
    </ul>
  )
}

/** `Thursday, November 26`, `Thu, Dec 24 to Sat, Jan 2` */
function useStretchWords(): (stretch: { from: string; to: string }) => string {
  const time = useClinicTime()
  return ({ from, to }) => (from === to ? time.longDay(from) : `${time.longDay(from)} to ${time.longDay(to)}`)
}
