/** From where somebody books to the reasons why a day has no free times; beside, so that the form stays as it is. */
import { Link } from '@tanstack/react-router'

export function WhyNothingLink({
  serviceId,
  practitionerId,
  minutes,
  day,
}: {
  serviceId: string
  practitionerId: string | null
  minutes: number
  day: string
}) {
  return (
    <Link
      to="/settings/services/$id"
      params={{ id: serviceId }}
      search={{
        why: 'open',
        from: day,
        to: day,
        minutes,
        ...(practitionerId ? { practitioner: practitionerId } : {}),
      }}
      target="_blank"
      className="text-link"
    >
      Why?<span className="visually-hidden"> Opens in a new tab</span>
    </Link>
  )
}
