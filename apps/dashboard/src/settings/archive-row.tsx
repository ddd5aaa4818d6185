/** Below a page: takes what it shows out of use, or back in. Nothing that was ever booked is deleted. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { Confirm } from '../parts/confirm.tsx'
import { FormProblem } from '../parts/loaded.tsx'

export function ArchiveRow({
  name,
  isArchived,
  offer,
  state,
  consequence,
  save,
  stale,
}: {
  name: string
  isArchived: boolean
  /** When one would archive. */
  offer: string
  /** What being archived means. */
  state: string
  /** What is asked to be confirmed. */
  consequence: string
  save: (isArchived: boolean) => Promise<unknown>
  /** The lists that change, by the first word of their keys. */
  stale: readonly string[]
}) {
  const queries = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const archive = useMutation({
    mutationFn: save,
    onSuccess: async (_, nowArchived) => {
      setAsking(false)
      say(nowArchived ? `${name} archived` : `${name} is back`)
      await Promise.all(stale.map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <div className="archive-row">
      <p className="muted">{isArchived ? state : offer}</p>
      {isArchived ? (
        <Button variant="default" loading={archive.isPending} onClick={() => archive.mutate(false)}>
          Bring back
        </Button>
      ) : (
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          Archive…
        </Button>
      )}
      {!isAsking && <FormProblem error={archive.error} />}
      <Confirm
        opened={isAsking}
        title={`Archive ${name}?`}
        deed="Archive"
        isDangerous
        isBusy={archive.isPending}
        error={archive.error}
        onConfirm={() => archive.mutate(true)}
        onClose={() => {
          setAsking(false)
          archive.reset()
        }}
      >
        {consequence}
      </Confirm>
    </div>
  )
}
