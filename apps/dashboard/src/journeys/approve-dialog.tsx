import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api } from '../api.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useMay } from '../queries.ts'
import { plural } from '../words.ts'
import type { Journey } from './journey-queries.ts'

/** Above the steps: that the newest version takes nobody in before somebody stands for it. */
export function ApproveNotice({ journey }: { journey: Journey }) {
  const may = useMay('journeys:write')
  const [isAsked, setAsked] = useState(false)
  const [newest] = journey.versions
  const isLive = newest?.version === journey.live_version
  if (!newest || (isLive && (newest.approved_at !== null || !journey.is_waiting_for_approval))) return null
  return (
    <div className="notice notice-look" role="note">
      <p>
        {isLive ? (
          <>
            <strong>These texts are drafts.</strong> Nobody is taken in until a clinician approves them.
          </>
        ) : (
          <>
            <strong>Version {newest.version} is a draft.</strong> Version {journey.live_version} goes on until
            this one is approved.{' '}
            <Link
              to="/journeys/$id"
              params={{ id: journey.id }}
              search={{ show: 'versions' }}
              className="text-link"
            >
              See what changed
            </Link>
          </>
        )}
      </p>
      {may && <Button onClick={() => setAsked(true)}>Approve version {newest.version}</Button>}
      <ApproveDialog
        journey={journey}
        version={newest.version}
        opened={isAsked}
        onClose={() => setAsked(false)}
      />
    </div>
  )
}

export function ApproveDialog({
  journey,
  version,
  opened,
  onClose,
}: {
  journey: Journey
  version: number
  opened: boolean
  onClose: () => void
}) {
  const queries = useQueryClient()
  const approve = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/journeys/{id}/approve', { params: { path: { id: journey.id } }, body: { version } }),
      ),
    onSuccess: async () => {
      onClose()
      say(`Version ${version} is approved`, journey.is_active ? 'It takes people in from now on.' : undefined)
      await queries.invalidateQueries({ queryKey: ['journeys'] })
    },
  })
  const running = journey.report?.running ?? 0
  return (
    <Confirm
      opened={opened}
      title={`Approve version ${version} of “${journey.name}”?`}
      deed="Approve"
      isBusy={approve.isPending}
      error={approve.error}
      onConfirm={() => approve.mutate()}
      onClose={() => {
        approve.reset()
        onClose()
      }}
    >
      <p>
        You stand for every text in it, in English and in Spanish; your name is kept with the version. Whoever
        begins from now on gets this version
        {running > 0
          ? `; ${plural(running, 'person', 'people')} who ${running === 1 ? 'is' : 'are'} in it now stay on the one that they began with`
          : ''}
        .{!journey.is_active && ' The journey is switched off: it takes people in when you switch it on.'}
      </p>
    </Confirm>
  )
}
