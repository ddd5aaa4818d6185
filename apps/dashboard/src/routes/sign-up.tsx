import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { authCall } from '../api.ts'
import { Alone } from '../parts/alone.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { NewPassword, whyTooShort } from '../parts/new-password.tsx'
import { useEnter } from './sign-in.tsx'

const route = getRouteApi('/sign-up')

export function SignUp() {
  const { next } = route.useSearch()
  const enter = useEnter(next)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (value) => (value.trim() ? null : 'Enter your name'),
      email: (value) => (value.includes('@') ? null : 'Enter your e-mail address'),
      password: whyTooShort,
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
        <NewPassword label="Password" key={form.key('password')} {...form.getInputProps('password')} />
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
