import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { answer, api } from '../api.ts'
import { IconStethoscope } from '../icons.ts'
import { LookOnly } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { ArchiveRow } from '../settings/archive-row.tsx'
import { allPractitionersQuery } from '../settings/offer-queries.ts'
import { PractitionerForm } from '../settings/practitioners/practitioner-form.tsx'

const route = getRouteApi('/desk/settings/practitioners/$id')

export function PractitionerSettings() {
  const { id } = route.useParams()
  const may = useMay('services:write')
  const practitioners = useQuery(allPractitionersQuery)
  const found = practitioners.data?.practitioners.find((practitioner) => practitioner.id === id)
  return (
    <Page
      title={found?.name ?? 'Practitioner'}
      about={
        <Link to="/settings/practitioners" className="text-link">
          All practitioners
        </Link>
      }
    >
      {!may && <LookOnly />}
      <Loaded query={practitioners} skeleton={<Lines count={3} height={160} />}>
        {() =>
          found ? (
            <>
              <PractitionerForm key={found.id} practitioner={found} />
              {may && (
                <ArchiveRow
                  name={found.name}
                  isArchived={found.archived_at !== null}
                  offer="Somebody who left is archived. Their appointments stay readable."
                  state="Archived: in no list and not bookable."
                  consequence="Nothing more can be booked with them. Appointments that stand stay: move or cancel those in the calendar."
                  save={(is_archived) =>
                    answer(
                      api.PATCH('/api/practitioners/{id}', {
                        params: { path: { id } },
                        body: { is_archived },
                      }),
                    )
                  }
                  stale={['practitioners', 'services']}
                />
              )}
            </>
          ) : (
            <Empty
              icon={<IconStethoscope size={28} stroke={1.5} />}
              title="There is no such practitioner here"
            >
              <p>The link may be old. All practitioners are in the list.</p>
            </Empty>
          )
        }
      </Loaded>
    </Page>
  )
}
