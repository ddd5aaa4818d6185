import { useQuery } from '@tanstack/react-query'
import { useClinicTime } from '../queries.ts'
import { explanationQuery, type Question } from './calendar-queries.ts'

/** Why the chosen time is not offered, and that staff may take it all the same. */
export function NotOffered({ startAt, question }: { startAt: string; question: Question }) {
  const time = useClinicTime()
  const explained = useQuery(explanationQuery(question))
  const candidate = explained.data?.candidates.find(
    ({ start_at }) => Date.parse(start_at) === Date.parse(startAt),
  )
  const reasons = candidate?.reasons.map(({ text }) => text) ?? []
  return (
    <div className="notice notice-look not-offered" role="status">
      <p>
        <strong>{time.time(startAt)} is not offered.</strong>{' '}
        {reasons.length > 0
          ? `${reasons.join('. ')}.`
          : 'It is outside of the working hours or the rules of the service, or it is taken.'}{' '}
        You may book it anyway, unless it is taken.
      </p>
    </div>
  )
}
