import { Button, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { authCall } from '../api.ts'
import { Alone } from '../parts/alone.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { useEnter } from './sign-in.tsx'

const route = getRouteApi('/two-factor')

export function TwoFactor() {
  const { next } = route.useSearch()
  const enter = useEnter(next)
  const [kind, setKind] = useState<'totp' | 'backup-code'>('totp')
  const [code, setCode] = useState('')
  const [trustDevice, setTrustDevice] = useState(false)
  const isBackup = kind === 'backup-code'
  const verify = useMutation({
    mutationFn: () =>
      authCall(`/two-factor/verify-${kind}`, {
        code: isBackup ? code.trim() : code.replace(/\s/g, ''),
        trustDevice,
      }),
    onSuccess: enter,
  })
  return (
    <Alone
      title="Enter your code"
      about={
        isBackup
          ? 'One of the codes that you kept when you switched this on. Each works once.'
          : 'The six digits that your authenticator app shows now.'
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (code.trim()) verify.mutate()
        }}
      >
        <TextInput
          key={kind}
          label={isBackup ? 'Backup code' : 'Six-digit code'}
          autoComplete="one-time-code"
          inputMode={isBackup ? 'text' : 'numeric'}
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Switch
          label="Do not ask on this device for 30 days"
          checked={trustDevice}
          onChange={(event) => setTrustDevice(event.currentTarget.checked)}
        />
        <FormProblem error={verify.error} />
        <Button type="submit" loading={verify.isPending} fullWidth>
          Continue
        </Button>
        <Button
          variant="subtle"
          fullWidth
          onClick={() => {
            setKind(isBackup ? 'totp' : 'backup-code')
            setCode('')
            verify.reset()
          }}
        >
          {isBackup ? 'Use the authenticator app' : 'Use a backup code'}
        </Button>
      </form>
      <p className="muted alone-foot">
        <Link to="/sign-in" search={{ next }} className="text-link">
          Start again
        </Link>
      </p>
    </Alone>
  )
}
