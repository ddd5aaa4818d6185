/** What follows by itself if somebody who asked stays silent: which journey begins, when, and what it needs. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../api.ts'
import { type JourneySummary, journeysQuery } from '../journeys/journey-queries.ts'
import { useClinicTime } from '../queries.ts'
import { allServicesQuery } from '../settings/offer-queries.ts'
import { beginWords, isLive, reaches, takesIn } from './lead-words.ts'

export function LeadOutlook({
  serviceId,
  quietAt,
  consents,
}: {
  serviceId: string | null
  quietAt: string
  consents: readonly Schemas['Consent'][]
}) {
  const time = useClinicTime()
  const journeys = useQuery(journeysQuery).data?.journeys
  const services = useQuery(allServicesQuery).data?.services
  if (!journeys || !services) return null
  const service = services.find(({ id }) => id === serviceId)
  const waiting = journeys.filter((journey) => takesIn(journey, service))
  const live = waiting.filter(isLive)
  if (live.length === 0) {
    return (
      <p className="muted">
        Nothing goes out by itself:{' '}
        {waiting[0] ? (
          <>
            <JourneyLink journey={waiting[0]} />{' '}
            {waiting[0].is_active ? 'waits for approval' : 'is switched off'}.
          </>
        ) : (
          <>
            no journey begins when somebody who asked falls silent. See{' '}
            <Link to="/journeys" className="text-link">
              Journeys
            </Link>
            .
          </>
        )}
      </p>
    )
  }
  return (
    <>
      <p className="muted">If they neither write nor book until {time.ahead(quietAt)}:</p>
      <ul className="lead-journeys muted">
        {live.map((journey) => (
          <li key={journey.id}>
            <JourneyLink journey={journey} /> {beginWords(journey.definition)}
            {!reaches(journey.definition, consents) && (
              <strong className="lead-consent">
                No consent to marketing is noted: none of it goes out until there is.
              </strong>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function JourneyLink({ journey: { id, name } }: { journey: JourneySummary }) {
  return (
    <Link to="/journeys/$id" params={{ id }} className="text-link">
      {name}
    </Link>
  )
}
