import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconPlus } from '../icons.ts'
import { LookOnly } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Lines, Page } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { allPractitionersQuery, allServicesQuery } from '../settings/offer-queries.ts'
import { BookingLink } from '../settings/services/booking-link.tsx'
import { FirstSteps } from '../settings/services/first-steps.tsx'
import { ServiceList } from '../settings/services/service-list.tsx'

export function ServicesSettings() {
  const may = useMay('services:write')
  const services = useQuery(allServicesQuery)
  const practitioners = useQuery(allPractitionersQuery)
  const hasAny = (services.data?.services.length ?? 0) > 0
  return (
    <Page
      title="Services"
      about="What patients come for. Patients see the public ones in this order."
      actions={
        may &&
        hasAny && (
          <Link to="/settings/services/new" className="button-link">
            <IconPlus size={16} aria-hidden="true" /> Add a service
          </Link>
        )
      }
    >
      {!may && <LookOnly />}
      <Loaded query={services} skeleton={<Lines count={5} height={60} />}>
        {({ services }) =>
          services.length === 0 ? (
            <FirstSteps />
          ) : (
            <>
              <ServiceList services={services} practitioners={practitioners.data?.practitioners ?? []} />
              <BookingLink label="Booking page" about="Lists every public service, in this order." />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
