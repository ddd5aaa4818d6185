/** A number or address that somebody typed in beside what was known: staff say that it is the patient's. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, type Schemas } from '../api.ts'
import { Confirm } from '../parts/confirm.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { useMay } from '../queries.ts'
import { phoneInWords } from '../words.ts'

export function ConfirmIdentifier({
  contact,
  identifier,
}: {
  contact: Pick<Schemas['ContactPage'], 'id' | 'display_name'>
  identifier: Schemas['Identifier']
}) {
  const may = useMay('contacts:write')
  const queries = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const isPhone = identifier.kind === 'phone'
  const value = isPhone ? phoneInWords(identifier.value) : identifier.value
  const confirm = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/identifiers/{id}/confirm', { params: { path: { id: identifier.id } } })),
    onSuccess: async () => {
      setIsAsking(false)
      say(`${value} is confirmed`)
      await queries.invalidateQueries({ queryKey: ['contacts', contact.id] })
    },
  })
  return (
    <>
      <GuardedButton may={may} size="xs" variant="default" onClick={() => setIsAsking(true)}>
        Confirm
      </GuardedButton>
      <Confirm
        opened={isAsking}
        title={`Is ${value} the ${isPhone ? 'number' : 'address'} of ${contact.display_name}?`}
        deed="Confirm"
        isBusy={confirm.isPending}
        error={confirm.error}
        onConfirm={() => confirm.mutate()}
        onClose={() => {
          confirm.reset()
          setIsAsking(false)
        }}
      >
        {isPhone
          ? 'Somebody typed it in with a booking. Ask the patient first: whoever writes from this number will see, move and cancel all their visits.'
          : 'Somebody typed it in with a booking. Ask the patient first: messages about them may go there.'}
      </Confirm>
    </>
  )
}
