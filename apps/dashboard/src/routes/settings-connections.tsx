import { Button, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, fieldErrors, type Schemas } from '../api.ts'
import { IconPlugConnected, IconPlus } from '../icons.ts'
import { Confirm } from '../parts/confirm.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page, Section } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { connectionsQuery, useClinicTime, useMay } from '../queries.ts'
import { Deliveries, OpenDelivery } from '../settings/deliveries.tsx'
import { plural } from '../words.ts'

type Connection = Schemas['Connection']
type Secret = Schemas['ConnectionSecret']

export function ConnectionSettings() {
  const mayRead = useMay('connections:read')
  const mayWrite = useMay('connections:write')
  const connections = useQuery({ ...connectionsQuery, enabled: mayRead })
  const [isAdding, setAdding] = useState(false)
  const add = (
    <GuardedButton may={mayWrite} leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      Connect Cal.com
    </GuardedButton>
  )
  if (!mayRead) {
    return (
      <Page title="Connections">
        <Empty title="Your role does not see connections">
          <p>Ask an owner or admin of your clinic.</p>
        </Empty>
      </Page>
    )
  }
  return (
    <Page
      title="Connections"
      about="Where bookings come from. Cal.com tells Foyer of each one within a second."
      actions={connections.data?.connections.length ? add : null}
    >
      <Loaded query={connections} skeleton={<Lines count={2} height={200} />}>
        {({ connections }) =>
          connections.length === 0 ? (
            <Empty icon={<IconPlugConnected size={28} stroke={1.5} />} title="Nothing is connected yet">
              <p>Connect Cal.com and its bookings appear here by themselves. It takes two minutes.</p>
              {add}
            </Empty>
          ) : (
            connections.map((connection) => <ConnectionCard key={connection.id} connection={connection} />)
          )
        }
      </Loaded>
      <ConnectForm opened={isAdding} onClose={() => setAdding(false)} />
      <OpenDelivery />
    </Page>
  )
}

function ConnectionCard({ connection }: { connection: Connection }) {
  const time = useClinicTime()
  const mayWrite = useMay('connections:write')
  const queries = useQueryClient()
  const [asked, setAsked] = useState<'secret' | 'remove' | null>(null)
  const reread = () => queries.invalidateQueries({ queryKey: ['connections'] })
  const renew = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/connections/{id}/secret', { params: { path: { id: connection.id } } })),
    onSuccess: () => {
      setAsked(null)
      return reread()
    },
  })
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/connections/{id}', { params: { path: { id: connection.id } } })),
    onSuccess: () => {
      setAsked(null)
      say('Disconnected', 'What came in stays.')
      return reread()
    },
  })
  const wasHeard = connection.last_ping_at !== null
  return (
    <Section
      title={connection.name}
      about={`Cal.com, connected on ${time.date(connection.created_at)}`}
      actions={
        <div className="button-row">
          <GuardedButton may={mayWrite} variant="default" onClick={() => setAsked('secret')}>
            New secret
          </GuardedButton>
          <GuardedButton may={mayWrite} variant="subtle" color="red" onClick={() => setAsked('remove')}>
            Disconnect
          </GuardedButton>
        </div>
      }
    >
      <div className="stack">
        <p className="connection-state">
          <StateWord tone={wasHeard ? 'good' : 'quiet'}>{wasHeard ? 'Tested' : 'Not tested yet'}</StateWord>
          <span className="muted">
            {connection.last_ping_at
              ? `Cal.com’s test arrived ${time.ago(connection.last_ping_at)}.`
              : 'Press “Ping test” in Cal.com to see whether it reaches us. Bookings arrive in any case.'}
          </span>
        </p>
        {connection.refused_last_30_days > 0 && (
          <div className="notice notice-look" role="note">
            <p>
              <strong>
                {plural(connection.refused_last_30_days, 'delivery was', 'deliveries were')} turned away in
                the last 30 days
              </strong>{' '}
              because the signature was wrong or missing. Cal.com probably has another secret: make a new one
              here and paste it there.
            </p>
          </div>
        )}
        <CopyField label="Webhook address" value={connection.webhook_url} />
        <Unreachable url={connection.webhook_url} />
        <details className="references">
          <summary>How to enter it in Cal.com</summary>
          <CalcomSteps />
        </details>
        <Deliveries connectionId={connection.id} />
      </div>
      <Confirm
        opened={asked === 'secret'}
        title="Make a new secret?"
        deed="Make a new secret"
        isBusy={renew.isPending}
        error={renew.error}
        onConfirm={() => renew.mutate()}
        onClose={() => {
          setAsked(null)
          renew.reset()
        }}
      >
        The old one stops working at once. Bookings are turned away until you paste the new one into Cal.com.
      </Confirm>
      <Confirm
        opened={asked === 'remove'}
        title={`Disconnect ${connection.name}?`}
        deed="Disconnect"
        isDangerous
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => {
          setAsked(null)
          remove.reset()
        }}
      >
        No more bookings come in through it. Appointments and patients stay. Delete the webhook in Cal.com as
        well.
      </Confirm>
      <SecretModal secret={renew.data?.connection} onClose={() => renew.reset()} />
    </Section>
  )
}

function ConnectForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name: 'Cal.com', secret: '' },
    validate: {
      name: (value) => (value.trim() ? null : 'Give it a name'),
      secret: (value) =>
        value.trim() && value.trim().length < 16 ? 'Use at least 16 characters, or leave it empty' : null,
    },
  })
  const connect = useMutation({
    mutationFn: ({ name, secret }: { name: string; secret: string }) =>
      answer(
        api.POST('/api/connections', {
          body: { vendor: 'calcom', name: name.trim(), ...(secret.trim() ? { secret: secret.trim() } : {}) },
        }),
      ),
    onError: (error) => form.setErrors(fieldErrors(error)),
    onSuccess: () => {
      onClose()
      form.reset()
      return queries.invalidateQueries({ queryKey: ['connections'] })
    },
  })
  return (
    <>
      <Modal opened={opened} onClose={onClose} title="Connect Cal.com" transitionProps={{ exitDuration: 0 }}>
        <form className="stack" onSubmit={form.onSubmit((values) => connect.mutate(values))} noValidate>
          <TextInput
            label="Name"
            description="Only for you, if you connect more than one account."
            data-autofocus
            {...form.getInputProps('name')}
          />
          <details className="references">
            <summary>I have a secret already</summary>
            <TextInput
              label="Secret"
              description="Leave it empty and Foyer makes a strong one."
              autoComplete="off"
              classNames={{ input: 'mono' }}
              {...form.getInputProps('secret')}
            />
          </details>
          <FormProblem error={connect.error} />
          <div className="form-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={connect.isPending}>
              Connect
            </Button>
          </div>
        </form>
      </Modal>
      <SecretModal secret={connect.data?.connection} onClose={() => connect.reset()} />
    </>
  )
}

/** The secret is shown this once: no click beside the window closes it. */
function SecretModal({ secret, onClose }: { secret: Secret | undefined; onClose: () => void }) {
  return (
    <Modal
      opened={Boolean(secret)}
      onClose={onClose}
      title="Now tell Cal.com"
      size={560}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      {secret && (
        <div className="stack">
          <p>
            <strong>Copy the secret now: it is shown this once.</strong> With it Foyer knows that a booking
            really comes from your Cal.com.
          </p>
          <CopyField label="Webhook address" value={secret.webhook_url} />
          <Unreachable url={secret.webhook_url} />
          <CopyField label="Secret" value={secret.secret} />
          <CalcomSteps />
          <div className="form-end">
            <Button onClick={onClose}>I pasted both into Cal.com</Button>
          </div>
        </div>
      )}
    </Modal>
  )
}

/** Said where Foyer goes by a name of this machine or of a private network only. */
function Unreachable({ url }: { url: string }) {
  if (!isPrivate(new URL(url).hostname)) return null
  return (
    <div className="notice notice-look" role="note">
      <p>
        <strong>Cal.com cannot reach this address:</strong> it leads to your own machine or network. Give
        Foyer a name on the internet (a reverse proxy with TLS, or a tunnel while you try it) and start it
        with <code>PUBLIC_URL=https://…</code>. To try the demo without,{' '}
        <code>npm run demo:calcom -- created</code> sends a booking as Cal.com would.
      </p>
    </div>
  )
}

/** Loopback and the private ranges of RFC 1918 and 4193, and names without a place in the public DNS. */
function isPrivate(host: string): boolean {
  return (
    /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|0\.0\.0\.0$|\[::1\]$|\[f[cd])/.test(host) ||
    /(^|\.)(localhost|local|internal|test|example|invalid)$/.test(host) ||
    !/[.:]/.test(host)
  )
}

function CalcomSteps() {
  return (
    <ol className="plain-steps">
      <li>
        In Cal.com, open <strong>Settings › Developer › Webhooks</strong> and press <strong>New</strong>.
      </li>
      <li>
        Paste the webhook address into <strong>Subscriber URL</strong> and the secret into{' '}
        <strong>Secret</strong>.
      </li>
      <li>
        Leave all <strong>Event triggers</strong> on and the <strong>custom payload</strong> off.
      </li>
      <li>
        Press <strong>Ping test</strong>: this page shows that it arrived. Then press{' '}
        <strong>Create webhook</strong>.
      </li>
    </ol>
  )
}
