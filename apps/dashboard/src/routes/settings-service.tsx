import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { answer, api } from '../api.ts'
import { IconClipboardList, IconClockQuestion } from '../icons.ts'
import { LookOnly } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { ArchiveRow } from '../settings/archive-row.tsx'
import { allPractitionersQuery, allResourcesQuery, allServicesQuery } from '../settings/offer-queries.ts'
import { NewServiceForm, ServiceForm } from '../settings/services/service-form.tsx'
import { WhyNothingDrawer } from '../settings/services/why-nothing-drawer.tsx'

const route = getRouteApi('/desk/settings/services/$id')
const skeleton = <Lines count={4} height={160} />

export function ServiceSettings() {
  const { id } = route.useParams()
  const navigate = route.useNavigate()
  const may = useMay('services:write')
  const offer = useOffer()
  const found = offer.data?.services.find((service) => service.id === id)
  return (
    <Page
      wide
      title={found?.name ?? 'Service'}
      about={<AllServices />}
      actions={
        found && (
          <Button
            variant="default"
            leftSection={<IconClockQuestion size={16} />}
            onClick={() => void navigate({ search: (before) => ({ ...before, why: 'open' }) })}
          >
            Why is nothing free?
          </Button>
        )
      }
    >
      {!may && <LookOnly />}
      <Loaded query={offer} skeleton={skeleton}>
        {({ practitioners, resources }) =>
          found ? (
            <>
              <ServiceForm
                key={found.id}
                service={found}
                practitioners={practitioners}
                resources={resources}
              />
              {may && (
                <div className="service-end">
                  <ArchiveRow
                    name={found.name}
                    isArchived={found.archived_at !== null}
                    offer="No longer offered? What is archived can be brought back."
                    state="Archived: nobody can book it. Its appointments stay."
                    consequence="Nobody can book it any more, and its link stops working. Appointments that stand stay."
                    save={(is_archived) =>
                      answer(
                        api.PATCH('/api/services/{id}', { params: { path: { id } }, body: { is_archived } }),
                      )
                    }
                    stale={['services', 'practitioners']}
                  />
                </div>
              )}
              <WhyNothingDrawer service={found} practitioners={practitioners} />
            </>
          ) : (
            <Empty icon={<IconClipboardList size={28} stroke={1.5} />} title="There is no such service here">
              <p>The link may be old. All services are in the list.</p>
            </Empty>
          )
        }
      </Loaded>
    </Page>
  )
}

export function NewServiceSettings() {
  const may = useMay('services:write')
  const offer = useOffer()
  return (
    <Page wide title="New service" about={<AllServices />}>
      {may ? (
        <Loaded query={offer} skeleton={skeleton}>
          {(read) => <NewServiceForm {...read} />}
        </Loaded>
      ) : (
        <LookOnly />
      )}
    </Page>
  )
}

function AllServices() {
  return (
    <Link to="/settings/services" className="text-link">
      All services
    </Link>
  )
}

/** What the editor needs, as one. */
function useOffer() {
  const [services, practitioners, resources] = useQueries({
    queries: [allServicesQuery, allPractitionersQuery, allResourcesQuery],
  })
  const all = [services, practitioners, resources]
  return {
    data:
      services.data && practitioners.data && resources.data
        ? { ...services.data, ...practitioners.data, ...resources.data }
        : undefined,
    error: all.find(({ error }) => error)?.error,
    isFetching: all.some(({ isFetching }) => isFetching),
    refetch: () => Promise.all(all.map(({ refetch }) => refetch())),
  }
}
