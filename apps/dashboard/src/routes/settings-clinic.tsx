import { NumberInput, Switch, TextInput } from '@mantine/core'
import '@mantine/core/styles/NumberInput.css'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { say } from '../announce.ts'
import { answer, api, fieldErrors, type Schemas } from '../api.ts'
import { GuardedButton, LookOnly } from '../parts/guarded-button.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { Page, Section } from '../parts/page.tsx'
import { CountrySelect, ZoneSelect } from '../parts/place-fields.tsx'
import { useClinic, useMay } from '../queries.ts'

export function ClinicSettings() {
  const clinic = useClinic()
  const may = useMay('clinic:write')
  const queries = useQueryClient()
  const form = useForm({
    initialValues: valuesOf(clinic),
    validate: {
      name: (value) => (value.trim() ? null : 'Enter the clinic’s name'),
      default_booking_duration: (value) => (isNumber(value) ? null : 'Enter how many minutes'),
      marketing_per_week: (value) => (isNumber(value) ? null : 'Enter 1, 2 or 3'),
    },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) => {
      // Only what was changed is sent: two people may have this page open.
      const changed = Object.fromEntries(
        Object.entries(values)
          .filter(([field]) => form.isDirty(field))
          .map(([field, value]) => [field, typeof value === 'string' ? value.trim() || null : value]),
      )
      return answer(api.PATCH('/api/clinic', { body: changed }))
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSuccess: async ({ clinic: saved }) => {
      // As the server understood it: a phone number comes back with its country code.
      form.setValues(valuesOf(saved))
      form.resetDirty(valuesOf(saved))
      say('Saved')
      await queries.invalidateQueries()
    },
  })
  return (
    <Page
      title="Clinic"
      about="What patients read in messages, and how times and phone numbers are understood."
    >
      {!may && <LookOnly />}
      <form className="form-page" onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Section title="About the clinic">
          <div className="stack">
            <TextInput label="Name" disabled={!may} {...form.getInputProps('name')} />
            <TextInput
              label="Address"
              description="Stands in confirmations."
              autoComplete="street-address"
              disabled={!may}
              {...form.getInputProps('address')}
            />
            <div className="two">
              <TextInput
                label="Phone"
                type="tel"
                description="Patients call this number."
                disabled={!may}
                {...form.getInputProps('phone')}
              />
              <TextInput
                label="E-mail"
                type="email"
                description="Answers to messages go here."
                disabled={!may}
                {...form.getInputProps('email')}
              />
            </div>
          </div>
        </Section>
        <Section title="Time and place">
          <div className="two">
            <ZoneSelect disabled={!may} {...form.getInputProps('time_zone')} />
            <CountrySelect disabled={!may} {...form.getInputProps('country')} />
          </div>
        </Section>
        <Section title="Messages">
          <div className="stack">
            <Switch
              label="Messages may name the service"
              description="Off: texts never say what the visit is about. Others may read a patient’s phone."
              disabled={!may}
              {...form.getInputProps('names_procedures', { type: 'checkbox' })}
            />
            <NumberInput
              label="Offers to one person a week, at most"
              description="1 to 3, and never more than one a day. Check-ins after a visit are counted and come all the same; confirmations, reminders and answers are not counted."
              min={1}
              max={3}
              clampBehavior="strict"
              allowDecimal={false}
              styles={{ wrapper: { maxWidth: 220 } }}
              disabled={!may}
              {...form.getInputProps('marketing_per_week')}
            />
          </div>
        </Section>
        <Section title="Booked calls">
          <div className="stack">
            <Switch
              label="Booked calls are on"
              description={
                clinic.plan === 'free'
                  ? 'Needs the Business plan.'
                  : 'Calls at an agreed time. The booking page for visits does not depend on it.'
              }
              disabled={!may || (clinic.plan === 'free' && !clinic.booking_enabled)}
              {...form.getInputProps('booking_enabled', { type: 'checkbox' })}
            />
            <NumberInput
              label="A call takes, unless another length is chosen (minutes)"
              min={5}
              max={720}
              step={5}
              maw={220}
              disabled={!may}
              {...form.getInputProps('default_booking_duration')}
            />
          </div>
        </Section>
        <FormProblem error={save.error} />
        <div className="form-end">
          <GuardedButton type="submit" may={may} loading={save.isPending} disabled={may && !form.isDirty()}>
            Save changes
          </GuardedButton>
        </div>
      </form>
    </Page>
  )
}

/** An emptied field holds a text. */
const isNumber = (value: unknown) => typeof value === 'number'

function valuesOf(clinic: Schemas['Clinic']) {
  return {
    name: clinic.name,
    address: clinic.address ?? '',
    phone: clinic.phone_e164 ?? '',
    email: clinic.email ?? '',
    time_zone: clinic.time_zone,
    country: clinic.country,
    booking_enabled: clinic.booking_enabled,
    default_booking_duration: clinic.default_booking_duration,
    names_procedures: clinic.names_procedures,
    marketing_per_week: clinic.marketing_per_week,
  }
}
