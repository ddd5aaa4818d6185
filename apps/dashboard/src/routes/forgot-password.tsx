import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { authCall } from '../api.ts'
import { Alone } from '../parts/alone.tsx'
import { FormProblem } from '../parts/loaded.tsx'

/** Says the same whether the address has an account: strangers shall not learn who works here. */
export function ForgotPassword() {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: (value) => (value.includes('@') ? null : 'Enter your e-mail address') },
  })
  const ask = useMutation({
    mutationFn: ({ email }: { email: string }) =>
      authCall<{ is_mailed: boolean }>('/request-password-reset', { email: email.trim() }),
  })
  if (ask.data) return <Asked isMailed={ask.data.is_mailed} />
  return (
    <Alone title="Forgot your password?" about="Enter your e-mail address, and you get a link for a new one.">
      <form className="stack" onSubmit={form.onSubmit((values) => ask.mutate(values))} noValidate>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <FormProblem error={ask.error} />
        <Button type="submit" loading={ask.isPending} fullWidth>
          Ask for a link
        </Button>
      </form>
      <BackToSignIn />
    </Alone>
  )
}

function Asked({ isMailed }: { isMailed: boolean }) {
  return (
    <Alone title={isMailed ? 'Look into your mail' : 'Ask somebody at your clinic'}>
      {isMailed ? (
        <p role="status">
          If there is an account with that address, a mail with a link is on its way. The link works once, for
          an hour.
        </p>
      ) : (
        <div className="stack" role="status">
          <p>
            This Foyer sends no e-mail. If there is an account with that address, an owner or admin of your
            clinic now finds a link for you at <strong>Settings › Team and keys</strong>. It works once, for
            an hour.
          </p>
          <p className="muted">
            Nobody there who could? Whoever runs Foyer gets you a link with{' '}
            <code>npm run reset-password -- your@address</code>.
          </p>
        </div>
      )}
      <BackToSignIn />
    </Alone>
  )
}

function BackToSignIn() {
  return (
    <p className="muted alone-foot">
      <Link to="/sign-in" className="text-link">
        Back to sign-in
      </Link>
    </p>
  )
}
