import '@mantine/core/styles/Checkbox.css'
import { Button, Checkbox, Drawer, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '../api.ts'
import { practitionersQuery, servicesQuery } from '../calendar/calendar-queries.ts'
import { type Patient, PatientFields } from '../calendar/patient-fields.tsx'
import { useFocusBack } from '../parts/focus-back.ts'
import { FormProblem } from '../parts/loaded.tsx'
import { useClinicTime } from '../queries.ts'
import { useJoin } from './waitlist-changes.ts'
import { DAY_PARTS, type DayPart, dayName } from './wish-words.ts'

const ANYBODY = 'anybody'

/** Puts somebody whom the clinic knows on the waitlist. */
export function JoinDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  useFocusBack(opened)
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      returnFocus={false}
      title="Put somebody on the waitlist"
    >
      <JoinForm onDone={onClose} />
    </Drawer>
  )
}

function JoinForm({ onDone }: { onDone: () => void }) {
  const time = useClinicTime()
  const services = useQuery(servicesQuery).data?.services.filter(({ archived_at }) => !archived_at) ?? []
  const practitioners = useQuery(practitionersQuery).data?.practitioners ?? []
  const [patient, setPatient] = useState<Patient>({ kind: 'nobody' })
  const [serviceId, setServiceId] = useState<string | null>(null)
  const [practitionerId, setPractitionerId] = useState<string | null>(null)
  const [earliestOn, setEarliestOn] = useState(time.today())
  const [latestOn, setLatestOn] = useState('')
  const [days, setDays] = useState<number[]>([])
  const [part, setPart] = useState<DayPart>('any')
  const [missing, setMissing] = useState<Record<string, string>>({})
  const join = useJoin(onDone)
  const errors: Record<string, string | undefined> = { ...missing, ...fieldErrors(join.error) }
  const service = services.find(({ id }) => id === serviceId)
  const performers = practitioners.filter(({ id }) =>
    service?.practitioners.some(({ practitioner_id }) => practitioner_id === id),
  )

  function submit() {
    const lacking = {
      ...(patient.kind === 'known' ? {} : { patient: 'Find the patient' }),
      ...(service ? {} : { service: 'Choose what they wait for' }),
      ...(earliestOn ? {} : { earliest_date: 'Choose a date' }),
    }
    setMissing(lacking)
    if (Object.keys(lacking).length > 0 || patient.kind !== 'known' || !service) return
    const contactId = patient.contact.id
    join.mutate({ contactId, serviceId: service.id, practitionerId, earliestOn, latestOn, days, part })
  }

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div>
        <PatientFields
          value={patient}
          onChange={setPatient}
          errors={{ patient: errors.patient ?? (patient.kind === 'known' ? undefined : errors.contact_id) }}
          isKnownOnly
        />
        {patient.kind === 'known' && errors.contact_id && (
          <p className="waiting-fault" role="alert">
            {errors.contact_id}
          </p>
        )}
      </div>
      <Select
        label="Waits for"
        placeholder="Which service?"
        data={services.map(({ id, name }) => ({ value: id, label: name }))}
        value={serviceId}
        onChange={(id) => {
          setServiceId(id)
          setPractitionerId(null)
        }}
        allowDeselect={false}
        searchable={services.length > 8}
        error={errors.service ?? errors.service_id}
      />
      <Select
        label="With"
        data={[
          { value: ANYBODY, label: 'Anybody' },
          ...performers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={practitionerId ?? ANYBODY}
        onChange={(id) => setPractitionerId(id === ANYBODY ? null : id)}
        allowDeselect={false}
        error={errors.practitioner_id}
      />
      <div className="two">
        <TextInput
          type="date"
          label="Not before"
          min={time.today()}
          value={earliestOn}
          onChange={(event) => setEarliestOn(event.currentTarget.value)}
          error={errors.earliest_date}
        />
        <TextInput
          type="date"
          label="Not after"
          description="Empty: as long as it takes."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={earliestOn}
          value={latestOn}
          onChange={(event) => setLatestOn(event.currentTarget.value)}
          error={errors.latest_date}
        />
      </div>
      <Checkbox.Group
        label="Days that suit"
        description="None ticked: any day."
        value={days.map(String)}
        onChange={(chosen) => setDays(chosen.map(Number))}
      >
        <div className="waiting-days">
          {Array.from({ length: 7 }, (_, i) => (time.firstWeekday + i) % 7).map((day) => (
            <Checkbox key={day} value={String(day)} label={dayName(day, time)} />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label="Time of day"
        data={Object.entries(DAY_PARTS).map(([value, { label }]) => ({ value, label }))}
        value={part}
        onChange={(chosen) => setPart((chosen ?? 'any') as DayPart)}
        allowDeselect={false}
      />
      <FormProblem error={join.error} />
      <div className="form-end drawer-end">
        <Button type="submit" loading={join.isPending}>
          Put on the waitlist
        </Button>
      </div>
    </form>
  )
}
