import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Resource } from '../api.ts'
import { IconDoor, IconPlus } from '../icons.ts'
import { GuardedButton, LookOnly } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { allResourcesQuery, allServicesQuery } from '../settings/offer-queries.ts'
import { ResourceDialog } from '../settings/resources/resource-dialog.tsx'
import { ArchivedResources, ResourceList } from '../settings/resources/resource-list.tsx'

export function RoomsSettings() {
  const may = useMay('services:write')
  const resources = useQuery(allResourcesQuery)
  const services = useQuery(allServicesQuery).data?.services ?? []
  const [adding, setAdding] = useState<Resource['kind'] | null>(null)
  const hasAny = (resources.data?.resources.length ?? 0) > 0
  const buttons = (
    <div className="button-row">
      <GuardedButton
        may={may}
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => setAdding('device')}
      >
        Add a device
      </GuardedButton>
      <GuardedButton may={may} leftSection={<IconPlus size={16} />} onClick={() => setAdding('room')}>
        Add a room
      </GuardedButton>
    </div>
  )
  return (
    <Page
      title="Rooms and devices"
      about="What only one appointment can use at a time. Foyer never books one twice."
      actions={hasAny ? buttons : null}
    >
      {!may && <LookOnly />}
      <Loaded query={resources} skeleton={<Lines count={4} />}>
        {({ resources }) =>
          resources.length === 0 ? (
            <Empty icon={<IconDoor size={28} stroke={1.5} />} title="No rooms or devices yet">
              <p>
                Add those that can run short, such as treatment rooms or a laser. A clinic where every
                practitioner has their own room needs none.
              </p>
              {buttons}
            </Empty>
          ) : (
            <>
              <ResourceList kind="room" resources={resources} services={services} />
              <ResourceList kind="device" resources={resources} services={services} />
              <ArchivedResources resources={resources} />
            </>
          )
        }
      </Loaded>
      <ResourceDialog
        kind={adding}
        places={resources.data?.resources.length ?? 0}
        onClose={() => setAdding(null)}
      />
    </Page>
  )
}
