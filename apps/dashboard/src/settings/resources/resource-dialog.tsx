/** A new room or device, or another name for one. */
import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api, fieldErrors, type Resource } from '../../api.ts'
import { FormProblem } from '../../parts/loaded.tsx'

const KIND_WORDS = {
  room: { title: 'Add a room', placeholder: 'Room 1' },
  device: { title: 'Add a device', placeholder: 'Laser A' },
} as const

export function ResourceDialog({
  kind,
  resource,
  places,
  onClose,
}: {
  /** Null: closed. */
  kind: Resource['kind'] | null
  /** One that is there; without, a new one is added after all others. */
  resource?: Resource
  places: number
  onClose: () => void
}) {
  return (
    <Modal
      opened={kind !== null}
      onClose={onClose}
      title={resource ? `Rename ${resource.name}` : kind && KIND_WORDS[kind].title}
      transitionProps={{ exitDuration: 0 }}
    >
      {kind && <ResourceForm kind={kind} resource={resource} places={places} onClose={onClose} />}
    </Modal>
  )
}

function ResourceForm({
  kind,
  resource,
  places,
  onClose,
}: {
  kind: Resource['kind']
  resource: Resource | undefined
  places: number
  onClose: () => void
}) {
  const queries = useQueryClient()
  const [name, setName] = useState(resource?.name ?? '')
  const [isMissing, setMissing] = useState(false)
  const save = useMutation({
    mutationFn: (wanted: string) =>
      resource
        ? answer(
            api.PATCH('/api/resources/{id}', {
              params: { path: { id: resource.id } },
              body: { name: wanted },
            }),
          )
        : answer(api.POST('/api/resources', { body: { kind, name: wanted, position: places } })),
    onSuccess: (_, wanted) => {
      onClose()
      say(
        resource ? 'Renamed' : `${wanted} added`,
        resource ? wanted : 'Choose it in the services that need it.',
      )
      return queries.invalidateQueries({ queryKey: ['resources'] })
    },
  })
  const flaw = isMissing && !name.trim() ? 'Enter a name' : fieldErrors(save.error).name
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(!name.trim())
        if (name.trim()) save.mutate(name.trim())
      }}
    >
      <TextInput
        label="Name"
        placeholder={KIND_WORDS[kind].placeholder}
        maxLength={80}
        data-autofocus
        value={name}
        error={flaw}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {!flaw && <FormProblem error={save.error} />}
      <div className="form-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={save.isPending}>
          {resource ? 'Rename' : 'Add'}
        </Button>
      </div>
    </form>
  )
}
