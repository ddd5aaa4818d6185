import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { say } from '../announce.ts'
import { authCall, ProblemError } from '../api.ts'
import { Alone } from '../parts/alone.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { NewPassword, whyTooShort } from '../parts/new-password.tsx'

const route = getRouteApi('/reset-password/$token')

export function ResetPassword() {
  const { token } = route.useParams()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { newPassword: '' },
    validate: { newPassword: whyTooShort },
  })
  const reset = useMutation({
    mutationFn: ({ newPassword }: { newPassword: string }) =>
      authCall('/reset-password', { token, newPassword }),
    onSuccess: async () => {
      queries.clear()
      say('Your password is changed', 'Sign in with the new one.')
      // The used link shall not stay in the way back.
      await navigate({ to: '/sign-in', replace: true })
    },
  })
  const isOver = reset.error instanceof ProblemError && reset.error.type === 'INVALID_TOKEN'
  return (
    <Alone title="Choose a new password" about="Wherever you are signed in now, you will be asked for it.">
      <form className="stack" onSubmit={form.onSubmit((values) => reset.mutate(values))} noValidate>
        <NewPassword
          label="New password"
          autoFocus
          key={form.key('newPassword')}
          {...form.getInputProps('newPassword')}
        />
        <FormProblem error={reset.error} />
        <Button type="submit" loading={reset.isPending} fullWidth>
          Change the password
        </Button>
      </form>
      <p className="muted alone-foot">
        <Link to={isOver ? '/forgot-password' : '/sign-in'} className="text-link">
          {isOver ? 'Ask for a new link' : 'Back to sign-in'}
        </Link>
      </p>
    </Alone>
  )
}
