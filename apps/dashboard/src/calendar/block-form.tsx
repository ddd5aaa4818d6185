import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormProblem } from '../parts/loaded.tsx'
import { useClinicTime } from '../queries.ts'
import { useBlockChanges } from './block-changes.ts'
import { practitionersQuery, resourcesQuery } from './calendar-queries.ts'
import type { Draft } from './draft.ts'
import { focusBusyTime } from './focus-new.ts'

const USUAL_MINUTES = 60
const BEGIN_OF_DAY = 9 * 60

/** Takes time of a practitioner or a room away: lunch, a meeting, a repair. */
export function BlockForm({ draft, onDone }: { draft: Draft; onDone: () => void }) {
  const time = useClinicTime()
  const practitioners = useQuery(practitionersQuery)
  const resources = useQuery(resourcesQuery)
  const blocks = useBlockChanges()
  const start = draft.startAt ? time.minutes(draft.startAt) : BEGIN_OF_DAY
  const [whose, setWhose] = useState<string | null>(draft.practitionerId ?? draft.roomId)
  const [day, setDay] = useState(draft.day)
  const [from, setFrom] = useState(asText(start))
  const [to, setTo] = useState(asText(start + (draft.minutes ?? USUAL_MINUTES)))
  const [title, setTitle] = useState('')
  const [errors, setErrors] = useState<{ whose?: string; to?: string }>({})
  const rooms = (resources.data?.resources ?? []).filter(({ archived_at }) => !archived_at)
  const people = (practitioners.data?.practitioners ?? []).filter(({ archived_at }) => !archived_at)
  const save = useMutation({
    mutationFn: blocks.add,
    onSuccess: ({ id }) => {
      onDone()
      focusBusyTime(id)
    },
  })

  function submit() {
    const lacking = {
      ...(whose ? {} : { whose: 'Choose whose time' }),
      ...(asMinutes(to) > asMinutes(from) ? {} : { to: 'Has to be after the beginning' }),
    }
    setErrors(lacking)
    if (Object.keys(lacking).length > 0 || !whose) return
    const isRoom = rooms.some(({ id }) => id === whose)
    save.mutate({
      startAt: time.instantAt(day, asMinutes(from)),
      endAt: time.instantAt(day, asMinutes(to)),
      practitionerId: isRoom ? null : whose,
      roomId: isRoom ? whose : null,
      title: title.trim() || null,
    })
  }

  return (
    <form
      className="stack booking-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Select
        label="Whose time"
        data={[
          { group: 'Practitioners', items: people.map(({ id, name }) => ({ value: id, label: name })) },
          { group: 'Rooms and devices', items: rooms.map(({ id, name }) => ({ value: id, label: name })) },
        ]}
        value={whose}
        onChange={setWhose}
        allowDeselect={false}
        searchable
        error={errors.whose}
      />
      <TextInput
        label="Day"
        type="date"
        value={day}
        onChange={(event) => setDay(event.currentTarget.value || day)}
      />
      <div className="two">
        <TextInput
          label="From"
          type="time"
          step={300}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          label="Until"
          type="time"
          step={300}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={errors.to}
        />
      </div>
      <TextInput
        label="What for"
        description="Optional. Patients never see it."
        placeholder="Lunch"
        maxLength={120}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-autofocus
      />
      <p className="muted small">Visits that are booked in this time stay; only new ones are kept out.</p>
      <FormProblem error={save.error} />
      <div className="form-end drawer-end">
        <Button type="submit" loading={save.isPending}>
          Block this time
        </Button>
      </div>
    </form>
  )
}

function asText(minutes: number): string {
  const within = Math.min(minutes, 23 * 60 + 59)
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

function asMinutes(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}
