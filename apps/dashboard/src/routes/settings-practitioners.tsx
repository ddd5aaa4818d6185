import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { IconPlus, IconStethoscope } from '../icons.ts'
import { GuardedButton, LookOnly } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { allPractitionersQuery } from '../settings/offer-queries.ts'
import { NewPractitionerDialog } from '../settings/practitioners/new-practitioner-dialog.tsx'
import { PractitionerList } from '../settings/practitioners/practitioner-list.tsx'

export function PractitionersSettings() {
  const may = useMay('services:write')
  const practitioners = useQuery(allPractitionersQuery)
  const [isAdding, setAdding] = useState(false)
  const add = (
    <GuardedButton may={may} leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      Add a practitioner
    </GuardedButton>
  )
  return (
    <Page
      title="Practitioners"
      about="Who treats, and when. They need no account here; those who should sign in are invited under Team."
      actions={practitioners.data?.practitioners.length ? add : null}
    >
      {!may && <LookOnly />}
      <Loaded query={practitioners} skeleton={<Lines count={4} height={60} />}>
        {({ practitioners }) =>
          practitioners.length === 0 ? (
            <Empty icon={<IconStethoscope size={28} stroke={1.5} />} title="Nobody treats here yet">
              <p>Add everybody whose time can be booked. Each gets a column in the calendar.</p>
              {add}
            </Empty>
          ) : (
            <PractitionerList practitioners={practitioners} />
          )
        }
      </Loaded>
      <NewPractitionerDialog
        opened={isAdding}
        places={practitioners.data?.practitioners.length ?? 0}
        onClose={() => setAdding(false)}
      />
    </Page>
  )
}
