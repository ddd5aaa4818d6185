/** What a clinic does, in this order, before anything can be booked. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconCheck } from '../../icons.ts'
import { Lines } from '../../parts/page.tsx'
import { useMay } from '../../queries.ts'
import { allPractitionersQuery, clinicHoursQuery } from '../offer-queries.ts'

export function FirstSteps() {
  const may = useMay('services:write')
  const practitioners = useQuery(allPractitionersQuery)
  const hours = useQuery(clinicHoursQuery)
  if (practitioners.isPending || hours.isPending) return <Lines count={3} height={60} />
  const hasPractitioners = (practitioners.data?.practitioners.length ?? 0) > 0
  const hasHours = (hours.data?.hours.length ?? 0) > 0
  return (
    <div className="first-steps">
      <h2>Three steps to the first booking</h2>
      <ol>
        <Step isDone={hasPractitioners} to="/settings/practitioners" title="Say who treats">
          Everybody whose time can be booked.
        </Step>
        <Step isDone={hasHours} to="/settings/hours" title="Say when the clinic is open">
          The weekly hours, and the holidays ahead.
        </Step>
        <Step isDone={false} to={may ? '/settings/services/new' : undefined} title="Describe a service">
          What patients come for and how long it takes. Start with the one that is booked most.
        </Step>
      </ol>
    </div>
  )
}

function Step({
  isDone,
  to,
  title,
  children,
}: {
  isDone: boolean
  to: '/settings/practitioners' | '/settings/hours' | '/settings/services/new' | undefined
  title: string
  children: React.ReactNode
}) {
  return (
    <li className={isDone ? 'first-step first-step-done' : 'first-step'}>
      <span>
        {to ? (
          <Link to={to} className="text-link">
            {title}
          </Link>
        ) : (
          <strong>{title}</strong>
        )}
        {isDone && (
          <span className="first-step-word">
            <IconCheck size={14} aria-hidden="true" /> Done
          </span>
        )}
        <span className="muted">{children}</span>
      </span>
    </li>
  )
}
