import { Button, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Appointment, fieldErrors, type Service } from '../api.ts'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { useClinicTime } from '../queries.ts'
import { showFirstFlaw } from '../settings/save-bar.tsx'
import { MODE_WORDS } from '../words.ts'
import { useBook } from './book.ts'
import { asksFor, BookingQuestions } from './booking-questions.tsx'
import { practitionersQuery, servicesQuery } from './calendar-queries.ts'
import type { Draft } from './draft.ts'
import { FreeTimes } from './free-times.tsx'
import { LengthField } from './length-field.tsx'
import { type Patient, PatientFields } from './patient-fields.tsx'
import { refusalOf } from './refusal.ts'
import { ONCE, RepeatFields, rruleOf } from './repeat-fields.tsx'
import { type When, WhenFields } from './when-fields.tsx'

const ANYBODY = 'anybody'

export function BookingForm({
  draft,
  onBooked,
}: {
  draft: Draft
  onBooked: (appointment: Appointment) => void
}) {
  const services = useQuery(servicesQuery)
  return (
    <Loaded query={services} skeleton={<Lines count={5} height={56} />}>
      {({ services: all }) => (
        <BookingFields
          services={all.filter(({ archived_at }) => !archived_at)}
          draft={draft}
          onBooked={onBooked}
        />
      )}
    </Loaded>
  )
}

/** Who comes for what, to whom and when. What the place on the calendar told is filled in. */
function BookingFields({
  services,
  draft,
  onBooked,
}: {
  services: readonly Service[]
  draft: Draft
  onBooked: (appointment: Appointment) => void
}) {
  const time = useClinicTime()
  const practitioners = useQuery(practitionersQuery)
  const [serviceId, setServiceId] = useState(services.length === 1 ? (services[0]?.id ?? null) : null)
  const [practitionerId, setPractitionerId] = useState(draft.practitionerId)
  const [chosenMinutes, setMinutes] = useState(draft.minutes)
  const [when, setWhen] = useState<When>({ day: draft.day, startAt: draft.startAt })
  const [patient, setPatient] = useState<Patient>(draft.patient ?? { kind: 'nobody' })
  const [chosenMode, setMode] = useState<Appointment['mode'] | null>(null)
  const [repeat, setRepeat] = useState(ONCE)
  const [notes, setNotes] = useState('')
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const [missing, setMissing] = useState<Record<string, string>>({})
  const book = useBook(onBooked)
  const form = useRef<HTMLFormElement>(null)

  const service = services.find(({ id }) => id === serviceId) ?? null
  const minutes = chosenMinutes ?? service?.duration_minutes ?? 30
  const offered = service?.practitioners.map(({ practitioner_id }) => practitioner_id) ?? []
  const choices = (practitioners.data?.practitioners ?? []).filter(
    ({ id, archived_at }) =>
      !archived_at && (offered.length === 0 || offered.includes(id) || id === practitionerId),
  )
  const refusal = book.error ? refusalOf(book.error) : null
  const errors = { ...missing, ...fieldErrors(book.error) }

  function submit() {
    const lacking = {
      ...(service ? {} : { service: 'Choose what it is for' }),
      ...(when.startAt ? {} : { when: 'Choose a time' }),
      ...(patient.kind === 'nobody' ? { patient: 'Find the patient, or add a new one' } : {}),
      ...(patient.kind === 'new' && !patient.name.trim() ? { name: 'Enter the patient’s name' } : {}),
    }
    setMissing(lacking)
    if (Object.keys(lacking).length > 0 || !service || !when.startAt) return showFirstFlaw(form.current)
    send(when.startAt, service)
  }

  function send(startAt: string, service: Service) {
    const { id, mode } = service
    book.mutate(
      {
        serviceId: id,
        startAt,
        minutes,
        practitionerId,
        roomId: draft.roomId,
        patient,
        mode: chosenMode ?? mode,
        notes,
        answers: asksFor(service, answers),
        rrule: rruleOf(repeat),
      },
      { onError: () => showFirstFlaw(form.current) },
    )
  }

  return (
    <form
      ref={form}
      className="stack booking-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Select
        label="Service"
        placeholder="What is it for?"
        data={services.map(({ id, name, duration_minutes }) => ({
          value: id,
          label: `${name} · ${duration_minutes} min`,
        }))}
        value={serviceId}
        onChange={(id) => {
          setServiceId(id)
          setMinutes(draft.minutes)
        }}
        allowDeselect={false}
        searchable
        data-autofocus
        error={errors.service ?? errors.service_id}
      />
      <PatientFields value={patient} onChange={setPatient} errors={errors} />
      <div className="two">
        <Select
          label="With"
          data={[
            { value: ANYBODY, label: 'Anybody who is free' },
            ...choices.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={practitionerId ?? ANYBODY}
          onChange={(id) => setPractitionerId(id === ANYBODY ? null : id)}
          allowDeselect={false}
          searchable={choices.length > 8}
        />
        <LengthField service={service} value={minutes} onChange={setMinutes} />
      </div>
      <WhenFields
        serviceId={serviceId}
        practitionerId={practitionerId}
        minutes={minutes}
        value={when}
        onChange={setWhen}
        error={when.startAt ? undefined : errors.when}
        isFolded={draft.startAt !== null}
      />
      <div>
        <p className="form-label" id="booking-mode">
          How
        </p>
        <SegmentedControl
          aria-labelledby="booking-mode"
          data={(['visit', 'call', 'video'] as const).map((mode) => ({
            value: mode,
            label: MODE_WORDS[mode],
          }))}
          value={chosenMode ?? service?.mode ?? 'visit'}
          onChange={(mode) => setMode(mode as Appointment['mode'])}
          fullWidth
        />
      </div>
      <RepeatFields day={when.day} value={repeat} onChange={setRepeat} />
      {service && service.questions.length > 0 && (
        <BookingQuestions
          questions={service.questions}
          value={answers}
          onChange={(id, text) => setAnswers((before) => ({ ...before, [id]: text }))}
        />
      )}
      <Textarea
        label="Notes"
        description="For the clinic; the patient does not read them."
        autosize
        minRows={2}
        maxLength={4000}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      {refusal?.kind === 'taken' ? (
        <div className="notice notice-problem notice-stacked" role="alert">
          <p>{refusal.detail}</p>
          {refusal.taken.length > 0 && (
            <p>Taken: {refusal.taken.map((start) => time.dateTime(start)).join('; ')}.</p>
          )}
          {refusal.nextFree.length > 0 && (
            <FreeTimes
              starts={refusal.nextFree}
              label="Book one of these instead"
              onPick={(startAt) => {
                setWhen({ day: time.day(startAt), startAt })
                if (service) send(startAt, service)
              }}
            />
          )}
        </div>
      ) : (
        <FormProblem error={book.error} />
      )}
      <div className="form-end drawer-end">
        <Button type="submit" loading={book.isPending}>
          {when.startAt ? `Book ${time.dateTime(when.startAt)}` : 'Book'}
        </Button>
      </div>
    </form>
  )
}
