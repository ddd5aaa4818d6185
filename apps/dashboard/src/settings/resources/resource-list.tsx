/** Rooms, or devices, in the clinic's order, with the services that need them. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api, type Resource, type Service } from '../../api.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { GuardedButton } from '../../parts/guarded-button.tsx'
import { FormProblem } from '../../parts/loaded.tsx'
import { Section } from '../../parts/page.tsx'
import { useMay } from '../../queries.ts'
import { OrderButtons, useOrder } from '../order.tsx'
import { ResourceDialog } from './resource-dialog.tsx'

const TITLES = { room: 'Rooms', device: 'Devices' } as const

export function ResourceList({
  kind,
  resources,
  services,
}: {
  kind: Resource['kind']
  resources: readonly Resource[]
  services: readonly Service[]
}) {
  const may = useMay('services:write')
  const own = resources.filter((resource) => resource.kind === kind && resource.archived_at === null)
  const { shown, move, error } = useOrder(own, 'resources', (id, position) =>
    answer(api.PATCH('/api/resources/{id}', { params: { path: { id } }, body: { position } })),
  )
  if (own.length === 0) return null
  return (
    <Section title={TITLES[kind]}>
      <FormProblem error={error} />
      <ul className="rows">
        {shown.map((resource, place) => (
          <li key={resource.id} className="row">
            {may && shown.length > 1 && (
              <OrderButtons
                name={resource.name}
                place={place}
                of={shown.length}
                onMove={(by) => move(resource, by)}
              />
            )}
            <ResourceRow
              resource={resource}
              usedBy={services.filter((service) => isNeededBy(service, resource)).map(({ name }) => name)}
              places={resources.length}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function isNeededBy({ pools, archived_at }: Service, { id }: Resource): boolean {
  return archived_at === null && pools.some(({ resource_ids }) => resource_ids.includes(id))
}

function ResourceRow({
  resource,
  usedBy,
  places,
}: {
  resource: Resource
  usedBy: readonly string[]
  places: number
}) {
  const may = useMay('services:write')
  const [asked, setAsked] = useState<'name' | 'archive' | null>(null)
  const archive = useArchiving(true, () => setAsked(null))
  return (
    <>
      <span className="row-main">
        <strong>{resource.name}</strong>
        <span className="muted">
          {usedBy.length > 0 ? `Used by ${usedBy.join(', ')}` : 'No service uses it yet'}
        </span>
      </span>
      <GuardedButton
        may={may}
        variant="subtle"
        aria-label={`Rename ${resource.name}`}
        onClick={() => setAsked('name')}
      >
        Rename
      </GuardedButton>
      <GuardedButton
        may={may}
        variant="subtle"
        color="red"
        aria-label={`Archive ${resource.name}`}
        onClick={() => setAsked('archive')}
      >
        Archive
      </GuardedButton>
      <ResourceDialog
        kind={asked === 'name' ? resource.kind : null}
        resource={resource}
        places={places}
        onClose={() => setAsked(null)}
      />
      <Confirm
        opened={asked === 'archive'}
        title={`Archive ${resource.name}?`}
        deed="Archive"
        isBusy={archive.isPending}
        error={archive.error}
        onConfirm={() => archive.mutate(resource)}
        onClose={() => {
          setAsked(null)
          archive.reset()
        }}
      >
        It is not booked any more; its appointments stay. You can bring it back.
        {usedBy.length > 0 && ` ${usedBy.join(', ')} can then use only what is left.`}
      </Confirm>
    </>
  )
}

export function ArchivedResources({ resources }: { resources: readonly Resource[] }) {
  const may = useMay('services:write')
  const bringBack = useArchiving(false)
  const archived = resources.filter(({ archived_at }) => archived_at !== null)
  if (archived.length === 0) return null
  return (
    <details className="folded">
      <summary>Archived ({archived.length})</summary>
      <FormProblem error={bringBack.error} />
      <ul className="rows">
        {archived.map((resource) => (
          <li key={resource.id} className="row">
            <span className="row-main">{resource.name}</span>
            <GuardedButton
              may={may}
              variant="subtle"
              aria-label={`Bring back ${resource.name}`}
              onClick={() => bringBack.mutate(resource)}
            >
              Bring back
            </GuardedButton>
          </li>
        ))}
      </ul>
    </details>
  )
}

function useArchiving(isArchived: boolean, onDone?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: Resource) =>
      answer(
        api.PATCH('/api/resources/{id}', { params: { path: { id } }, body: { is_archived: isArchived } }),
      ),
    onSuccess: (_, { name }) => {
      onDone?.()
      say(isArchived ? `${name} archived` : `${name} is back`)
      return queries.invalidateQueries({ queryKey: ['resources'] })
    },
  })
}
