import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api, type Schemas } from '../../api.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { CopyField } from '../../parts/copy-field.tsx'
import { GuardedButton } from '../../parts/guarded-button.tsx'
import { Section } from '../../parts/page.tsx'
import { useClinicTime, useMay } from '../../queries.ts'
import { plural } from '../../words.ts'
import { Deliveries } from '../deliveries.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { ConnectionState } from './connection-state.tsx'
import { SecretModal } from './secret-modal.tsx'
import { TemplateState } from './template-state.tsx'
import { TokenState } from './token-state.tsx'
import { Unreachable } from './unreachable.tsx'
import { VENDOR_WORDS, VendorSteps } from './vendor-words.tsx'

type Connection = Schemas['Connection']
type Asked = 'secret' | 'change' | 'remove' | null

/** One connection: whether it works, what is left to do at the vendor, and what came in. */
export function ConnectionCard({ connection }: { connection: Connection }) {
  const { vendor, webhook_url, snippet } = connection
  const time = useClinicTime()
  const mayWrite = useMay('connections:write')
  const [asked, setAsked] = useState<Asked>(null)
  const { name } = VENDOR_WORDS[vendor]
  const hasCredentials = vendor !== 'calcom' && vendor !== 'widget'
  return (
    <Section
      title={connection.name}
      about={`${name}, connected on ${time.date(connection.created_at)}`}
      actions={
        <div className="button-row">
          {!hasCredentials && (
            <GuardedButton
              may={mayWrite}
              variant="default"
              onClick={() => setAsked('secret')}
              aria-label={`New secret for ${connection.name}`}
            >
              New secret
            </GuardedButton>
          )}
          {hasCredentials && (
            <GuardedButton
              may={mayWrite}
              variant="default"
              onClick={() => setAsked('change')}
              aria-label={`Change ${connection.name}`}
            >
              Change
            </GuardedButton>
          )}
          <GuardedButton
            may={mayWrite}
            variant="subtle"
            color="red"
            onClick={() => setAsked('remove')}
            aria-label={`Disconnect ${connection.name}`}
          >
            Disconnect
          </GuardedButton>
        </div>
      }
    >
      <div className="stack">
        <ConnectionState connection={connection} />
        <TokenState connection={connection} />
        <TemplateState connection={connection} />
        <Refused connection={connection} />
        {snippet && (
          <CopyField
            label="Line for your pages"
            value={snippet}
            description="Paste it before </body> of every page that shall have the chat."
          />
        )}
        {webhook_url && <CopyField label="Webhook address" value={webhook_url} />}
        {webhook_url && <Unreachable url={webhook_url} vendor={vendor} />}
        {vendor !== 'widget' && (
          <details className="references">
            <summary>How to enter it {vendor === 'twilio' ? 'at Twilio' : `in ${name}`}</summary>
            <VendorSteps vendor={vendor} />
          </details>
        )}
        {vendor !== 'widget' && <Deliveries connectionId={connection.id} />}
      </div>
      <NewSecret connection={connection} isAsked={asked === 'secret'} onClose={() => setAsked(null)} />
      <Disconnect connection={connection} isAsked={asked === 'remove'} onClose={() => setAsked(null)} />
      {asked === 'change' && <ChangeDialog connection={connection} onClose={() => setAsked(null)} />}
    </Section>
  )
}

function Refused({ connection }: { connection: Connection }) {
  const { refused_last_30_days: refused, vendor } = connection
  if (refused === 0) return null
  return (
    <div className="notice notice-look" role="note">
      <p>
        <strong>{plural(refused, 'delivery was', 'deliveries were')} turned away in the last 30 days</strong>{' '}
        because the signature was wrong or missing. {VENDOR_WORDS[vendor].name} probably has another secret:{' '}
        {vendor === 'calcom'
          ? 'make a new one here and paste it there.'
          : 'compare the one here with the one there.'}
      </p>
    </div>
  )
}

function NewSecret({
  connection,
  isAsked,
  onClose,
}: {
  connection: Connection
  isAsked: boolean
  onClose: () => void
}) {
  const queries = useQueryClient()
  const renew = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/connections/{id}/secret', { params: { path: { id: connection.id } } })),
    onSuccess: () => {
      onClose()
      return queries.invalidateQueries({ queryKey: ['connections'] })
    },
  })
  return (
    <>
      <Confirm
        opened={isAsked}
        title="Make a new secret?"
        deed="Make a new secret"
        isBusy={renew.isPending}
        error={renew.error}
        onConfirm={() => renew.mutate()}
        onClose={() => {
          onClose()
          renew.reset()
        }}
      >
        {connection.vendor === 'widget'
          ? 'The old one stops working at once. Whom your site knows is a stranger in the chat until your server signs with the new one.'
          : 'The old one stops working at once. Bookings are turned away until you paste the new one into Cal.com.'}
      </Confirm>
      <SecretModal secret={renew.data?.connection} onClose={() => renew.reset()} />
    </>
  )
}

function Disconnect({
  connection,
  isAsked,
  onClose,
}: {
  connection: Connection
  isAsked: boolean
  onClose: () => void
}) {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/connections/{id}', { params: { path: { id: connection.id } } })),
    onSuccess: () => {
      onClose()
      say('Disconnected', 'What came in stays.')
      return queries.invalidateQueries({ queryKey: ['connections'] })
    },
  })
  return (
    <Confirm
      opened={isAsked}
      title={`Disconnect ${connection.name}?`}
      deed="Disconnect"
      isDangerous
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={() => {
        onClose()
        remove.reset()
      }}
    >
      {LOST[connection.vendor] ??
        'Nothing more comes in through it, and nothing goes out. Conversations stay. Delete the webhook at the vendor as well.'}
    </Confirm>
  )
}

const LOST: Partial<Record<Connection['vendor'], string>> = {
  calcom:
    'No more bookings come in through it. Appointments and patients stay. Delete the webhook in Cal.com as well.',
  widget: 'The chat disappears from your pages. Conversations stay. Take the line out of your pages as well.',
}
