import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router'
import { authCall } from '../api.ts'
import { Alone } from '../parts/alone.tsx'
import { FormProblem } from '../parts/loaded.tsx'

const route = getRouteApi('/sign-in')

export function SignIn() {
  const { next } = route.useSearch()
  const navigate = useNavigate()
  const enter = useEnter(next)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : 'Enter your e-mail address'),
      password: (value) => (value ? null : 'Enter your password'),
    },
  })
  const signIn = useMutation({
    mutationFn: (values: { email: string; password: string }) =>
      authCall<{ twoFactorRedirect?: boolean }>('/sign-in/email', values),
    onSuccess: ({ twoFactorRedirect }) =>
      twoFactorRedirect ? navigate({ to: '/two-factor', search: { next } }) : enter(),
  })
  return (
    <Alone title="Sign in to Foyer">
      <form className="stack" onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          data-autofocus
          autoFocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          key={form.key('password')}
          {...form.getInputProps('password')}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
        />
        <FormProblem error={signIn.error} />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          Sign in
        </Button>
      </form>
      <p className="muted alone-foot">
        <Link to="/forgot-password" className="text-link">
          Forgot password?
        </Link>
      </p>
      <p className="muted alone-foot">
        New here?{' '}
        <Link to="/sign-up" search={{ next }} className="text-link">
          Create an account
        </Link>
      </p>
    </Alone>
  )
}

/** After a sign-in: forget who was there before, then go where the person wanted to go. */
export function useEnter(next: string | undefined): () => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return async () => {
    queries.clear()
    await router.invalidate()
    router.history.push(next ?? '/')
  }
}
