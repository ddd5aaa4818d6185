import { Button, Group, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api } from '../api.ts'
import { FormProblem } from '../parts/loaded.tsx'
import type { Definition } from './journey-queries.ts'
import { eventChoices, isRunOfVisit, TRIGGERS } from './journey-words.ts'

/** Begins a journey: its name and what starts it; everything else is written in the editor. */
export function NewJourneyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [trigger, setTrigger] = useState<string>('appointment.booked')
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/journeys', {
          body: { name: name.trim(), definition: firstDefinition(trigger) },
        }),
      ),
    onSuccess: async ({ journey }) => {
      await queries.invalidateQueries({ queryKey: ['journeys'] })
      onClose()
      setName('')
      await navigate({ to: '/journeys/$id', params: { id: journey.id } })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title="New journey">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <TextInput
          label="Name"
          placeholder="Check-in after a peel"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label="It begins when"
          data={eventChoices(TRIGGERS, trigger)}
          value={trigger}
          onChange={(value) => value && setTrigger(value)}
          allowDeselect={false}
        />
        <p className="muted small">It is a draft, switched off, until you switch it on.</p>
        <FormProblem error={create.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending} disabled={!name.trim()}>
            Begin
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

/** Around the visit where the event is about one; else in the lane of what wins people back. */
function firstDefinition(event: string): Definition {
  const isAboutVisit = isRunOfVisit(event)
  return {
    purpose: 'care',
    trigger: { event },
    anchor:
      event === 'appointment.booked' ? 'appointment.start' : isAboutVisit ? 'appointment.end' : 'enrolled',
    lane: isAboutVisit ? 'appointment' : 'winback',
    reentryAfterDays: isAboutVisit ? null : 90,
    replaces: [],
    holdoutPercent: 0,
    exits: isAboutVisit
      ? ['appointment.cancelled', 'appointment.no_show', 'appointment.absorbed']
      : ['appointment.booked', 'message.received'],
    follows: null,
    needsClinician: true,
    steps: [
      {
        do: 'message',
        key: 'first_message',
        offset: { days: event === 'appointment.booked' ? -2 : 1 },
        objective: '',
        text: {
          chat: {
            en: 'Hello {{first_name}}, this is {{clinic_name}}.',
            es: 'Hola {{first_name}}, le escribe {{clinic_name}}.',
          },
        },
      },
    ],
  }
}
