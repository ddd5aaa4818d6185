import { useQuery } from '@tanstack/react-query'
import { LookOnly } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Lines, Page } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { allServicesQuery } from '../settings/offer-queries.ts'
import { ApprovedAnswers } from '../settings/receptionist/approved-answers.tsx'
import { Playground } from '../settings/receptionist/playground.tsx'
import { ReceptionistForm } from '../settings/receptionist/receptionist-form.tsx'
import { receptionistQuery } from '../settings/receptionist/receptionist-queries.ts'

export function ReceptionistSettings() {
  const may = useMay('receptionist:write')
  const receptionist = useQuery(receptionistQuery)
  const services = useQuery(allServicesQuery)
  return (
    <Page title="Assistant" about="Who answers messages first: how, in which words, and what it may do.">
      {!may && <LookOnly />}
      <Loaded query={services} skeleton={<Lines count={3} height={64} />}>
        {({ services }) => (
          <>
            <Playground services={services} />
            <ApprovedAnswers services={services} />
          </>
        )}
      </Loaded>
      <Loaded query={receptionist} skeleton={<Lines count={5} height={120} />}>
        {(found) => <ReceptionistForm receptionist={found} />}
      </Loaded>
    </Page>
  )
}
