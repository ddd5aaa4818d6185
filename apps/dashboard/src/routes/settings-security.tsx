import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import qrcode from 'qrcode-generator'
import { useMemo, useState } from 'react'
import { say } from '../announce.ts'
import { authCall } from '../api.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { FormProblem } from '../parts/loaded.tsx'
import { Page, Section } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { useMe } from '../queries.ts'

interface Enrolment {
  totpURI: string
  backupCodes: string[]
}

export function SecuritySettings() {
  const { user } = useMe()
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const isOn = user?.two_factor_enabled ?? false
  return (
    <Page title="Security" about={user ? `For your own account, ${user.email}.` : undefined}>
      <Section
        title="Two-factor sign-in"
        about="Besides the password, a code from an app on your phone. A stolen password alone opens nothing."
        actions={<StateWord tone={isOn ? 'good' : 'quiet'}>{isOn ? 'On' : 'Off'}</StateWord>}
      >
        {enrolment ? (
          <FinishEnrolment enrolment={enrolment} onDone={() => setEnrolment(null)} />
        ) : (
          <WithPassword isOn={isOn} onEnrolment={setEnrolment} />
        )}
      </Section>
    </Page>
  )
}

/** Switching it on or off begins with the password, so that an open screen is not enough. */
function WithPassword({ isOn, onEnrolment }: { isOn: boolean; onEnrolment: (enrolment: Enrolment) => void }) {
  const [password, setPassword] = useState('')
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: () => authCall<Enrolment>(isOn ? '/two-factor/disable' : '/two-factor/enable', { password }),
    onSuccess: async (enrolment) => {
      setPassword('')
      if (!isOn) return onEnrolment(enrolment)
      say('Two-factor sign-in is off')
      await queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
  return (
    <form
      className="stack narrow-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (password) change.mutate()
      }}
    >
      <PasswordInput
        label="Your password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
      />
      <FormProblem error={change.error} />
      <div>
        <Button
          type="submit"
          color={isOn ? 'red' : 'brand'}
          variant={isOn ? 'light' : 'filled'}
          loading={change.isPending}
          disabled={!password}
        >
          {isOn ? 'Switch off' : 'Switch on'}
        </Button>
      </div>
    </form>
  )
}

function FinishEnrolment({ enrolment, onDone }: { enrolment: Enrolment; onDone: () => void }) {
  const [code, setCode] = useState('')
  const queries = useQueryClient()
  const secret = new URL(enrolment.totpURI).searchParams.get('secret') ?? ''
  const verify = useMutation({
    mutationFn: () => authCall('/two-factor/verify-totp', { code: code.replace(/\s/g, '') }),
    onSuccess: async () => {
      say('Two-factor sign-in is on')
      await queries.invalidateQueries({ queryKey: ['me'] })
      onDone()
    },
  })
  return (
    <ol className="steps">
      <li>
        <h3>Scan this with your authenticator app</h3>
        <div className="qr-row">
          <QrCode text={enrolment.totpURI} />
          <div className="stack">
            <p className="muted">For example Google Authenticator, 1Password or Aegis. Or type the key in:</p>
            <CopyField label="Key" value={secret} />
          </div>
        </div>
      </li>
      <li>
        <h3>Keep these backup codes</h3>
        <p className="muted">
          Each opens the door once when your phone is lost. They are shown only now: print them, or keep them
          in a password manager.
        </p>
        <ul className="backup-codes">
          {enrolment.backupCodes.map((backup) => (
            <li key={backup}>
              <code>{backup}</code>
            </li>
          ))}
        </ul>
        <CopyField label="All backup codes" value={enrolment.backupCodes.join(' ')} />
      </li>
      <li>
        <h3>Enter the code that the app shows now</h3>
        <form
          className="stack narrow-form"
          onSubmit={(event) => {
            event.preventDefault()
            verify.mutate()
          }}
        >
          <TextInput
            label="Six-digit code"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <FormProblem error={verify.error} />
          <div className="button-row">
            <Button type="submit" loading={verify.isPending} disabled={!code.trim()}>
              Finish
            </Button>
            <Button variant="default" onClick={onDone}>
              Cancel
            </Button>
          </div>
        </form>
      </li>
    </ol>
  )
}

/** Always dark on white, also in the dark scheme: some cameras cannot read it the other way round. */
function QrCode({ text }: { text: string }) {
  const { path, size } = useMemo(() => {
    const code = qrcode(0, 'M')
    code.addData(text)
    code.make()
    const count = code.getModuleCount()
    let drawn = ''
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < count; column++) {
        if (code.isDark(row, column)) drawn += `M${column + 4} ${row + 4}h1v1h-1z`
      }
    }
    return { path: drawn, size: count + 8 }
  }, [text])
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR code for the authenticator app"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
