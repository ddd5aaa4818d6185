/** Keys for programs: made, used last when, ended. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, type Schemas } from '../api.ts'
import { IconKey, IconPlus } from '../icons.ts'
import { Confirm } from '../parts/confirm.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Section } from '../parts/page.tsx'
import { keysQuery, useClinicTime, useMay } from '../queries.ts'
import { ROLE_WORDS } from '../words.ts'
import { GrantDialog } from './grant-dialog.tsx'

export function ApiKeys() {
  const mayRead = useMay('keys:read')
  const mayWrite = useMay('keys:write')
  const [isMaking, setMaking] = useState(false)
  const keys = useQuery({ ...keysQuery, enabled: mayRead })
  return (
    <Section
      title="API keys"
      about={
        <>
          For programs that read or write through Foyer’s API, which is{' '}
          <a href="/api/reference">written down</a>. A key may do what its role may.
        </>
      }
      actions={
        <GuardedButton
          may={mayWrite}
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => setMaking(true)}
        >
          New key
        </GuardedButton>
      }
    >
      {mayRead ? (
        <Loaded query={keys} skeleton={<Lines count={2} height={48} />}>
          {({ keys }) => {
            const live = keys.filter((key) => !key.revoked_at)
            return live.length === 0 ? (
              <Empty icon={<IconKey size={24} stroke={1.5} />} title="No keys" />
            ) : (
              <ul className="rows">
                {live.map((key) => (
                  <KeyRow key={key.id} apiKey={key} />
                ))}
              </ul>
            )
          }}
        </Loaded>
      ) : (
        <p className="muted">Only owners and admins see the keys.</p>
      )}
      <NewKeyDialog opened={isMaking} onClose={() => setMaking(false)} />
    </Section>
  )
}

function KeyRow({ apiKey }: { apiKey: Schemas['ApiKey'] }) {
  const mayWrite = useMay('keys:write')
  const time = useClinicTime()
  const queries = useQueryClient()
  const [isRevoking, setRevoking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => answer(api.DELETE('/api/keys/{id}', { params: { path: { id: apiKey.id } } })),
    onSuccess: async () => {
      setRevoking(false)
      say('Key ended')
      await queries.invalidateQueries({ queryKey: ['keys'] })
    },
  })
  return (
    <li className="row row-wrap">
      <span className="row-main">
        <strong>{apiKey.name}</strong>
        <span className="muted">
          <code>{apiKey.prefix}…</code> · {ROLE_WORDS[apiKey.role].name} ·{' '}
          {apiKey.last_used_at ? `last used ${time.ago(apiKey.last_used_at)}` : 'never used'}
        </span>
      </span>
      <GuardedButton may={mayWrite} variant="subtle" color="red" onClick={() => setRevoking(true)}>
        End key
      </GuardedButton>
      <Confirm
        opened={isRevoking}
        title={`End the key “${apiKey.name}”?`}
        deed="End key"
        isDangerous
        isBusy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate()}
        onClose={() => {
          revoke.reset()
          setRevoking(false)
        }}
      >
        Whatever uses it stops working at once. It cannot be brought back.
      </Confirm>
    </li>
  )
}

function NewKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <GrantDialog
      opened={opened}
      onClose={onClose}
      title="New API key"
      field={{
        name: 'name',
        label: 'What is it for?',
        placeholder: 'Website, accounting, …',
        validate: (value) => (value.trim() ? null : 'Say what it is for'),
      }}
      firstRole="viewer"
      deed="Make the key"
      make={(name, role) => answer(api.POST('/api/keys', { body: { name, role } }))}
      stale="keys"
      isShownOnce
      done="I have it"
    >
      {({ api_key }) => ({
        about: (
          <>
            <strong>Copy it now.</strong> It is shown this once; Foyer keeps only a fingerprint.
          </>
        ),
        label: 'API key',
        text: api_key,
      })}
    </GrantDialog>
  )
}
