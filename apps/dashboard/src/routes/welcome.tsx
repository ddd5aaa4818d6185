import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { answer, api, authCall, fieldErrors } from '../api.ts'
import { detectedZone } from '../clinic-time.ts'
import { Alone } from '../parts/alone.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { CountrySelect, detectedCountry, ZoneSelect } from '../parts/place-fields.tsx'
import { meQuery, useMe } from '../queries.ts'

export function Welcome() {
  const me = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', time_zone: detectedZone(), country: detectedCountry() },
    validate: { name: (value) => (value.trim() ? null : 'Enter the clinic’s name') },
  })
  const create = useMutation({
    mutationFn: (body: { name: string; time_zone: string; country: string }) =>
      answer(api.POST('/api/clinics', { body })),
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSuccess: async () => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 })
      await navigate({ to: '/' })
    },
  })
  if (me.clinic && !create.isPending) return <Navigate to="/" />
  return (
    <Alone
      title={`Welcome${me.user ? `, ${me.user.name.split(' ')[0]}` : ''}`}
      about="Tell us about your clinic. You can change all of it later."
    >
      <form className="stack" onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <TextInput
          label="Clinic’s name"
          description="Patients read it in every message."
          autoComplete="organization"
          autoFocus
          {...form.getInputProps('name')}
        />
        <ZoneSelect {...form.getInputProps('time_zone')} />
        <CountrySelect {...form.getInputProps('country')} />
        <FormProblem error={create.error} />
        <Button type="submit" loading={create.isPending} fullWidth>
          Open the clinic
        </Button>
      </form>
      <p className="muted alone-foot">
        Were you invited to a clinic? Open the link in your invitation.{' '}
        <button
          type="button"
          className="text-link"
          onClick={async () => {
            await authCall('/sign-out', {}).catch(() => null)
            queries.clear()
            await navigate({ to: '/sign-in' })
          }}
        >
          Sign out
        </button>
      </p>
    </Alone>
  )
}
