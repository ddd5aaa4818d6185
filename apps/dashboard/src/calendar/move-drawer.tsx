import { Button, Drawer, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Appointment } from '../api.ts'
import { useFocusBack } from '../parts/focus-back.ts'
import { useClinicTime } from '../queries.ts'
import { practitionersQuery, servicesQuery } from './calendar-queries.ts'
import { LengthField } from './length-field.tsx'
import { ScopeField } from './scope-field.tsx'
import { type Scope, targetOf, type VisitChanges } from './visit-changes.ts'
import { type When, WhenFields } from './when-fields.tsx'

/** Moving without dragging: to any day, with the free times at hand. */
export function MoveDrawer({
  visit,
  onMove,
  onClose,
}: {
  visit: Appointment | null
  onMove: VisitChanges['move']
  onClose: () => void
}) {
  useFocusBack(visit !== null)
  const last = useRef(visit)
  if (visit) last.current = visit
  return (
    <Drawer
      opened={visit !== null}
      onClose={onClose}
      position="right"
      size={480}
      returnFocus={false}
      title={last.current ? `Move ${last.current.attendee_name}` : ''}
    >
      {last.current && (
        <MoveForm key={last.current.id} visit={last.current} onMove={onMove} onClose={onClose} />
      )}
    </Drawer>
  )
}

function MoveForm({
  visit,
  onMove,
  onClose,
}: {
  visit: Appointment
  onMove: VisitChanges['move']
  onClose: () => void
}) {
  const time = useClinicTime()
  const services = useQuery(servicesQuery)
  const practitioners = useQuery(practitionersQuery)
  const before = targetOf(visit)
  const [when, setWhen] = useState<When>({ day: time.day(visit.start_at), startAt: visit.start_at })
  const [minutes, setMinutes] = useState(visit.duration_minutes)
  const [practitionerId, setPractitionerId] = useState(visit.practitioner?.id ?? null)
  const [scope, setScope] = useState<Scope>('this')
  const service = services.data?.services.find(({ id }) => id === visit.service_id) ?? null
  const choices = (practitioners.data?.practitioners ?? []).filter(({ archived_at }) => !archived_at)
  const named = choices.find(({ id }) => id === practitionerId)
  const isSame =
    when.startAt === before.startAt &&
    minutes === before.minutes &&
    practitionerId === (before.practitioner?.id ?? null)

  return (
    <form
      className="stack booking-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!when.startAt) return
        onClose()
        void onMove(visit, {
          ...before,
          startAt: when.startAt,
          minutes,
          practitioner: named ? { id: named.id, name: named.name } : before.practitioner,
          ...(visit.series_id ? { scope } : {}),
        })
      }}
    >
      <p className="muted">
        {visit.service_name ?? visit.title}, now {time.dateTime(visit.start_at)}
        {visit.practitioner && ` with ${visit.practitioner.name}`}
      </p>
      <Select
        label="With"
        data={choices.map(({ id, name }) => ({ value: id, label: name }))}
        value={practitionerId}
        onChange={setPractitionerId}
        allowDeselect={false}
        searchable={choices.length > 8}
      />
      <LengthField service={service} value={minutes} onChange={setMinutes} />
      <WhenFields
        serviceId={visit.service_id}
        practitionerId={practitionerId}
        minutes={minutes}
        own={visit}
        value={when}
        onChange={setWhen}
      />
      {visit.series_id && <ScopeField value={scope} onChange={setScope} />}
      <div className="form-end drawer-end">
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button type="submit" disabled={!when.startAt || isSame}>
          {when.startAt && !isSame ? `Move to ${time.dateTime(when.startAt)}` : 'Move'}
        </Button>
      </div>
    </form>
  )
}
