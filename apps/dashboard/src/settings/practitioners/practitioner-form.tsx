/** One practitioner: who they are, whether and how much they can be booked, and when they work. */
import { Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api, type Practitioner, pathErrors } from '../../api.ts'
import { Section } from '../../parts/page.tsx'
import { ZoneSelect } from '../../parts/place-fields.tsx'
import { useClinic, useMay } from '../../queries.ts'
import { ColorChoice } from '../color-choice.tsx'
import { LimitsFields } from '../limits-fields.tsx'
import { SaveBar, showFirstFlaw } from '../save-bar.tsx'
import { DaysOff } from './days-off.tsx'
import { OwnHours } from './own-hours.tsx'
import { changesOf, flawsOfPractitioner, type PractitionerValues, valuesOf } from './practitioner-values.ts'
import { Travels } from './travels.tsx'

export function PractitionerForm({ practitioner }: { practitioner: Practitioner }) {
  const may = useMay('services:write')
  const clinic = useClinic()
  const element = useRef<HTMLFormElement>(null)
  const { form, save, undo } = usePractitionerForm(practitioner)
  const { values } = form
  return (
    <form
      ref={element}
      noValidate
      onSubmit={form.onSubmit(
        (wanted) => save.mutate(wanted, { onError: () => showFirstFlaw(element.current) }),
        () => showFirstFlaw(element.current),
      )}
    >
      <fieldset className="bare-fieldset" disabled={!may}>
        <Section title="About">
          <div className="stack">
            <div className="two">
              <TextInput
                label="Name"
                description="As patients read it."
                maxLength={120}
                {...form.getInputProps('name')}
              />
              <TextInput
                label="Title"
                description="Below the name."
                placeholder="Family medicine"
                maxLength={80}
                {...form.getInputProps('title')}
              />
            </div>
            <TextInput
              label="E-mail"
              type="email"
              description="By it, bookings from Cal.com find this person. Patients do not see it."
              {...form.getInputProps('email')}
            />
            <ColorChoice
              label="Colour in the calendar"
              value={values.color}
              onChange={(color) => form.setFieldValue('color', color)}
            />
          </div>
        </Section>
        <Section title="Booking">
          <div className="stack">
            <Switch
              label="Can be booked"
              description="Off: no free times are offered. Appointments stay."
              {...form.getInputProps('is_bookable', { type: 'checkbox' })}
            />
            <Switch
              label="Works in another time zone than the clinic"
              description={`The clinic’s zone is ${clinic.time_zone.replaceAll('_', ' ')}. The hours below are then of the other one.`}
              checked={values.time_zone !== null}
              onChange={(event) =>
                form.setFieldValue('time_zone', event.currentTarget.checked ? clinic.time_zone : null)
              }
            />
            {values.time_zone !== null && (
              <ZoneSelect
                {...form.getInputProps('time_zone')}
                value={values.time_zone}
                onChange={(zone) => form.setFieldValue('time_zone', zone)}
              />
            )}
          </div>
          <details className="folded">
            <summary>Limits</summary>
            <LimitsFields
              about="How much this person takes, over all services."
              getInputProps={form.getInputProps}
            />
          </details>
        </Section>
        <OwnHours
          hasOwn={values.has_own_hours}
          week={values.week}
          flaw={form.errors.week}
          onChange={(changed) => form.setValues(changed)}
        />
        <DaysOff days={values.overrides} onChange={(days) => form.setFieldValue('overrides', days)} />
        <Travels
          travels={values.travels}
          flaw={form.errors.travels}
          onChange={(travels) => form.setFieldValue('travels', travels)}
        />
      </fieldset>
      <SaveBar isDirty={form.isDirty()} isSaving={save.isPending} error={save.error} onUndo={undo} />
    </form>
  )
}

function usePractitionerForm(practitioner: Practitioner) {
  const queries = useQueryClient()
  // As it was read when nothing was touched yet: what others change meanwhile is not changed back.
  const [known, setKnown] = useState(() => valuesOf(practitioner))
  const form = useForm<PractitionerValues>({ initialValues: known, validate: flawsOfPractitioner })
  function begin(values: PractitionerValues) {
    setKnown(values)
    form.setValues(values)
    form.resetDirty(values)
    form.clearErrors()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server says begins anew
  useEffect(() => {
    if (!form.isDirty()) begin(valuesOf(practitioner))
  }, [practitioner])
  const save = useMutation({
    mutationFn: async (values: PractitionerValues) => {
      const { person, schedule } = changesOf(known, values)
      const to = { params: { path: { id: practitioner.id } } }
      const kept = person && (await answer(api.PATCH('/api/practitioners/{id}', { ...to, body: person })))
      if (!schedule) return kept?.practitioner ?? practitioner
      const scheduled = await answer(api.PUT('/api/practitioners/{id}/hours', { ...to, body: schedule }))
      return scheduled.practitioner
    },
    onError: (error) => form.setErrors(pathErrors(error)),
    onSuccess: (saved) => {
      begin(valuesOf(saved))
      say('Saved', 'Free times follow at once. Appointments stay where they are.')
    },
    onSettled: () =>
      Promise.all(
        ['practitioners', 'services', 'working-days'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  })
  const undo = () => {
    begin(known)
    save.reset()
  }
  return { form, save, undo }
}
