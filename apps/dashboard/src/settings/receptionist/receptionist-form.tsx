/** How the assistant answers: everything that is saved at once. */
import './receptionist.css'
import '@mantine/core/styles/Checkbox.css'
import '@mantine/core/styles/Radio.css'
import { Checkbox, Radio, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { say } from '../../announce.ts'
import { answer, api, pathErrors } from '../../api.ts'
import { Section } from '../../parts/page.tsx'
import { useMay } from '../../queries.ts'
import { WeekEditor } from '../hours/week-editor.tsx'
import { isOpenAtAll, weekOf } from '../hours/weekly-hours.ts'
import { clinicHoursQuery } from '../offer-queries.ts'
import { SaveBar, showFirstFlaw } from '../save-bar.tsx'
import { AlertOrder } from './alert-order.tsx'
import { ModelUse } from './model-use.tsx'
import { type Receptionist, receptionistQuery } from './receptionist-queries.ts'
import { bodyOf, flawsOfSettings, type ReceptionistValues, valuesOf } from './receptionist-values.ts'
import { LANGUAGE_WORDS, TONE_WORDS } from './receptionist-words.ts'

export type ReceptionistFormState = UseFormReturnType<ReceptionistValues>

export function ReceptionistForm({ receptionist }: { receptionist: Receptionist }) {
  const may = useMay('receptionist:write')
  const queries = useQueryClient()
  const element = useRef<HTMLFormElement>(null)
  const kept = valuesOf(receptionist.settings)
  const form = useForm<ReceptionistValues>({ initialValues: kept, validate: flawsOfSettings })
  function begin(values: ReceptionistValues) {
    form.setValues(values)
    form.resetDirty(values)
    form.clearErrors()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server says begins anew
  useEffect(() => {
    if (!form.isDirty()) begin(kept)
  }, [receptionist.settings])
  const save = useMutation({
    mutationFn: (values: ReceptionistValues) =>
      answer(api.PUT('/api/receptionist', { body: bodyOf(values) })),
    onError: (error) => {
      form.setErrors(pathErrors(error))
      showFirstFlaw(element.current)
    },
    onSuccess: (saved) => {
      queries.setQueryData(receptionistQuery.queryKey, saved)
      begin(valuesOf(saved.settings))
      say('Saved', 'The assistant goes by it from its next answer on.')
    },
  })
  return (
    <form
      ref={element}
      noValidate
      onSubmit={form.onSubmit(
        (values) => save.mutate(values),
        () => showFirstFlaw(element.current),
      )}
    >
      <fieldset className="bare-fieldset" disabled={!may}>
        <HowItAnswers form={form} mayChange={may} />
        <WhatItMayDo form={form} />
        <People form={form} />
        <Section title="Emergencies">
          <TextInput
            label="Emergency number"
            description="Named at once to whoever writes of an emergency. Empty: that of your country."
            placeholder={receptionist.country_emergency_number}
            inputMode="tel"
            maxLength={20}
            maw={320}
            {...form.getInputProps('emergency_number')}
          />
        </Section>
        <ModelUse form={form} receptionist={receptionist} />
      </fieldset>
      <SaveBar
        isDirty={form.isDirty()}
        isSaving={save.isPending}
        error={save.error}
        onUndo={() => {
          begin(kept)
          save.reset()
        }}
      />
    </form>
  )
}

function HowItAnswers({ form, mayChange }: { form: ReceptionistFormState; mayChange: boolean }) {
  return (
    <Section title="The assistant">
      <div className="stack">
        <Switch
          label="Answers messages"
          description="Off: everything that comes in waits in the inbox for a person."
          {...form.getInputProps('is_on', { type: 'checkbox' })}
        />
        <div>
          <p className="field-label" aria-hidden="true">
            Tone
          </p>
          <SegmentedControl
            aria-label="Tone"
            disabled={!mayChange}
            data={Object.entries(TONE_WORDS).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('tone')}
          />
        </div>
        <Checkbox.Group
          label="Languages"
          description="Whoever writes in one that is off, or in a third one, is told that a person will answer, and waits in the inbox."
          {...form.getInputProps('languages')}
        >
          <div className="receptionist-choices">
            {Object.entries(LANGUAGE_WORDS).map(([value, label]) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </div>
        </Checkbox.Group>
      </div>
    </Section>
  )
}

function WhatItMayDo({ form }: { form: ReceptionistFormState }) {
  return (
    <Section
      title="What it may do by itself"
      about="Always after a clear yes of the person. What is off it leaves to your staff."
    >
      <div className="stack">
        <Switch label="Book appointments" {...form.getInputProps('may_book', { type: 'checkbox' })} />
        <Switch label="Move appointments" {...form.getInputProps('may_move', { type: 'checkbox' })} />
        <Switch label="Cancel appointments" {...form.getInputProps('may_cancel', { type: 'checkbox' })} />
      </div>
    </Section>
  )
}

function People({ form }: { form: ReceptionistFormState }) {
  const { has_own_presence: hasOwn, presence } = form.values
  const clinicHours = useQuery(clinicHoursQuery).data?.hours
  function choose(isOwn: boolean) {
    form.setFieldValue('has_own_presence', isOwn)
    // Own hours begin as the clinic's: most differ on a day or two.
    if (isOwn && !isOpenAtAll(presence)) form.setFieldValue('presence', weekOf(clinicHours ?? []))
  }
  return (
    <Section
      title="People who take over"
      about="Who is told when a person has to answer, and when somebody is there to do it."
    >
      <div className="stack">
        <Radio.Group
          label="Somebody is there"
          error={form.errors.presence}
          value={hasOwn ? 'own' : 'clinic'}
          onChange={(value) => choose(value === 'own')}
        >
          <div className="receptionist-choices">
            <Radio value="clinic" label="During the opening hours" />
            <Radio value="own" label="At other hours" />
          </div>
        </Radio.Group>
        {hasOwn && (
          <WeekEditor
            week={presence}
            closedWord="Nobody"
            onChange={(week) => form.setFieldValue('presence', week)}
          />
        )}
        <AlertOrder
          chosen={form.values.alert_order}
          onChange={(ids) => form.setFieldValue('alert_order', ids)}
        />
      </div>
    </Section>
  )
}
