import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api, pathErrors, type Schemas } from '../../api.ts'
import { FormProblem, Loaded } from '../../parts/loaded.tsx'
import { Lines } from '../../parts/page.tsx'
import { vendorsQuery } from '../../queries.ts'
import { CredentialFields, credentialErrors } from './credential-fields.tsx'
import { SecretModal } from './secret-modal.tsx'
import { VENDOR_WORDS, type Vendor } from './vendor-words.tsx'

type ConnectionVendor = Schemas['ConnectionVendor']

/** First which vendor, then what it asks for. */
export function ConnectDialog({
  opened,
  onClose,
  hasChat,
}: {
  opened: boolean
  onClose: () => void
  /** One website chat is enough for any number of pages. */
  hasChat: boolean
}) {
  const vendors = useQuery({ ...vendorsQuery, enabled: opened })
  const [chosen, setChosen] = useState<Vendor | null>(null)
  const [made, setMade] = useState<Schemas['ConnectionSecret']>()
  const close = () => {
    onClose()
    setChosen(null)
  }
  return (
    <>
      <Modal
        opened={opened}
        onClose={close}
        title={chosen ? `Connect ${VENDOR_WORDS[chosen].name}` : 'What do you want to connect?'}
        size={560}
        transitionProps={{ exitDuration: 0 }}
      >
        <Loaded query={vendors} skeleton={<Lines count={5} height={56} />}>
          {({ vendors }) => {
            const vendor = vendors.find((one) => one.vendor === chosen)
            return vendor ? (
              <ConnectForm
                vendor={vendor}
                onBack={() => setChosen(null)}
                onMade={(connection) => {
                  close()
                  if (connection.secret) setMade(connection)
                  else say('Connected', 'Do the steps at the vendor, then press Check.')
                }}
              />
            ) : (
              <ul className="vendor-choices">
                {vendors
                  .filter((one) => one.vendor !== 'widget' || !hasChat)
                  .map((one) => (
                    <li key={one.vendor}>
                      <button type="button" className="card-row" onClick={() => setChosen(one.vendor)}>
                        <span className="row-main">
                          <strong>{VENDOR_WORDS[one.vendor].name}</strong>
                          <span className="muted">{VENDOR_WORDS[one.vendor].about}</span>
                        </span>
                      </button>
                    </li>
                  ))}
              </ul>
            )
          }}
        </Loaded>
      </Modal>
      <SecretModal secret={made} onClose={() => setMade(undefined)} />
    </>
  )
}

function ConnectForm({
  vendor: { vendor, fields, guide },
  onBack,
  onMade,
}: {
  vendor: ConnectionVendor
  onBack: () => void
  onMade: (made: Schemas['ConnectionSecret']) => void
}) {
  const queries = useQueryClient()
  const [name, setName] = useState(VENDOR_WORDS[vendor].name)
  const [secret, setSecret] = useState('')
  const [values, setValues] = useState<Record<string, string>>({})
  const connect = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/connections', {
          body: {
            vendor,
            name: name.trim(),
            ...(secret.trim() ? { secret: secret.trim() } : {}),
            ...(fields.length > 0 ? { credentials: values } : {}),
          },
        }),
      ),
    onSuccess: async ({ connection }) => {
      await queries.invalidateQueries({ queryKey: ['connections'] })
      onMade(connection)
    },
  })
  const errors = credentialErrors(pathErrors(connect.error))
  const isEmpty = fields.some((field) => !field.is_optional && !values[field.name]?.trim())
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        connect.mutate()
      }}
    >
      <TextInput
        label="Name"
        description="Only for you, if you connect more than one account."
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name}
        data-autofocus
      />
      <CredentialFields
        fields={fields}
        values={values}
        errors={errors}
        onChange={(field, value) => setValues((before) => ({ ...before, [field]: value }))}
      />
      {vendor === 'calcom' && (
        <details className="references">
          <summary>I have a secret already</summary>
          <TextInput
            label="Secret"
            description="Leave it empty and Foyer makes a strong one."
            autoComplete="off"
            classNames={{ input: 'mono' }}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={
              secret.trim() && secret.trim().length < 16
                ? 'Use at least 16 characters, or leave it empty'
                : null
            }
          />
        </details>
      )}
      <p className="muted small">
        Every step is written down in <code>{guide}</code>.
      </p>
      <FormProblem error={connect.error} />
      <div className="form-end">
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" loading={connect.isPending} disabled={!name.trim() || isEmpty}>
          Connect
        </Button>
      </div>
    </form>
  )
}
