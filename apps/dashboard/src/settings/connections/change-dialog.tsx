import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api, pathErrors, type Schemas } from '../../api.ts'
import { FormProblem, Loaded } from '../../parts/loaded.tsx'
import { Lines } from '../../parts/page.tsx'
import { vendorsQuery } from '../../queries.ts'
import { CredentialFields, credentialErrors } from './credential-fields.tsx'

type Connection = Schemas['Connection']

/** Other credentials for the same connection: what is secret is not shown, and stays where nothing is typed. */
export function ChangeDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const vendors = useQuery(vendorsQuery)
  return (
    <Modal opened onClose={onClose} title={`Change ${connection.name}`} size={560}>
      <Loaded query={vendors} skeleton={<Lines count={4} height={56} />}>
        {({ vendors }) => (
          <ChangeForm
            connection={connection}
            fields={vendors.find(({ vendor }) => vendor === connection.vendor)?.fields ?? []}
            onClose={onClose}
          />
        )}
      </Loaded>
    </Modal>
  )
}

function ChangeForm({
  connection,
  fields,
  onClose,
}: {
  connection: Connection
  fields: Schemas['ConnectionVendor']['fields']
  onClose: () => void
}) {
  const queries = useQueryClient()
  const [values, setValues] = useState<Record<string, string>>(connection.settings)
  const changed = Object.fromEntries(
    fields.flatMap(({ name, is_secret }) => {
      const value = values[name]?.trim() ?? ''
      const isChanged = is_secret ? value !== '' : value !== (connection.settings[name] ?? '')
      return isChanged ? [[name, value]] : []
    }),
  )
  const change = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/connections/{id}/credentials', {
          params: { path: { id: connection.id } },
          body: { credentials: changed },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['connections'] })
      say('Changed', 'Press Check to see whether it is right.')
      onClose()
    },
  })
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <CredentialFields
        isChange
        fields={fields}
        values={values}
        errors={credentialErrors(pathErrors(change.error))}
        onChange={(field, value) => setValues((before) => ({ ...before, [field]: value }))}
      />
      <FormProblem error={change.error} />
      <div className="form-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={change.isPending} disabled={Object.keys(changed).length === 0}>
          Save
        </Button>
      </div>
    </form>
  )
}
