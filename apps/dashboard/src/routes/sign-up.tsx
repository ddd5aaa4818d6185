import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { authCall } from '../api.ts'
import { Alone } from '../parts/alone.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { useEnter } from './sign-in.tsx'

const route = getRouteApi('/sign-up')

const LEAST_LETTERS = 10

export function SignUp() {
  const { next } = route.useSearch()
  const enter = useEnter(next)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (value) => (value.trim() ? null : 'Enter your name'),
      email: (value) => (value.includes('@') ? null : 'Enter your e-mail address'),
      password: (value) =>
        value.length >= LEAST_LETTERS ? null : `Use at least ${LEAST_LETTERS} letters, digits or signs`,
    },
  })
  const signUp = useMutation({
    mutationFn: (values: { name: string; email: string; password: string }) =>
      authCall('/sign-up/email', { ...values, name: values.name.trim() }),
    onSuccess: enter,
  })
  return (
    <Alone
      title="Create your account"
      about={
        next?.startsWith('/invitations/')
          ? 'Then you join the clinic that invited you.'
          : 'Next you name your clinic. It takes a minute.'
      }
    >
      <form className="stack" onSubmit={form.onSubmit((values) => signUp.mutate(values))} noValidate>
        <TextInput
          label="Your name"
          autoComplete="name"
          autoFocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          description={`At least ${LEAST_LETTERS} characters. A few words are easier to remember than signs.`}
          autoComplete="new-password"
          key={form.key('password')}
          {...form.getInputProps('password')}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
        />
        <FormProblem error={signUp.error} />
        <Button type="submit" loading={signUp.isPending} fullWidth>
          Create account
        </Button>
      </form>
      <p className="muted alone-foot">
        You have an account?{' '}
        <Link to="/sign-in" search={{ next }} className="text-link">
          Sign in
        </Link>
      </p>
    </Alone>
  )
}
