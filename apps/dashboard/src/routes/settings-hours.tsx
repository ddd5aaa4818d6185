import { useQuery } from '@tanstack/react-query'
import { LookOnly } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Lines, Page } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { ClinicHours } from '../settings/hours/clinic-hours.tsx'
import { Closures } from '../settings/hours/closures.tsx'
import { clinicHoursQuery } from '../settings/offer-queries.ts'

export function HoursSettings() {
  const may = useMay('services:write')
  const hours = useQuery(clinicHoursQuery)
  return (
    <Page
      title="Hours and holidays"
      about="When the clinic is open. Practitioners may have hours of their own."
    >
      {!may && <LookOnly />}
      <Loaded query={hours} skeleton={<Lines count={7} height={44} />}>
        {({ hours }) => <ClinicHours hours={hours} />}
      </Loaded>
      <Closures />
    </Page>
  )
}
