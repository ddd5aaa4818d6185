import { Button, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api } from '../api.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useClinicTime, useMay, useMe } from '../queries.ts'
import { allPractitionersQuery } from '../settings/offer-queries.ts'
import { plural } from '../words.ts'
import type { Journey, JourneyVersion } from './journey-queries.ts'
import { approvalWords } from './journey-words.ts'

/** Above the steps: who stands for the newest version, or that it takes nobody in before somebody does. */
export function ApproveNotice({ journey }: { journey: Journey }) {
  const may = useMay('journeys:write')
  const time = useClinicTime()
  const [isAsked, setAsked] = useState(false)
  const [newest] = journey.versions
  const isLive = newest?.version === journey.live_version
  if (!newest) return null
  if (isLive && newest.approved_at !== null) {
    return (
      <p className="muted approved-line">
        Version {newest.version}. {approvalWords(newest, time.ago)}.
      </p>
    )
  }
  if (isLive && !journey.is_waiting_for_approval) return null
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
  const approved = journey.versions.find((one) => one.version === version)
  const needsClinician = asksForClinician(journey, approved)
  const { practitioners, clinicianId, choose } = useClinician(opened && needsClinician)
  const [flaw, setFlaw] = useState<string | null>(null)
  const approve = useMutation({
    mutationFn: (clinician_id: string | null) =>
      answer(
        api.POST('/api/journeys/{id}/approve', {
          params: { path: { id: journey.id } },
          body: { version, clinician_id },
        }),
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
      onConfirm={() => {
        if (needsClinician && !clinicianId) return setFlaw('Choose who approved these texts.')
        approve.mutate(needsClinician ? clinicianId : null)
      }}
      onClose={() => {
        approve.reset()
        setFlaw(null)
        onClose()
      }}
    >
      <div className="stack">
        <p>
          {needsClinician
            ? 'A clinician stands for every text in it, in English and in Spanish. Their name and yours are kept with the version.'
            : 'You stand for every text in it, in English and in Spanish; your name is kept with the version.'}{' '}
          Whoever begins from now on gets this version
          {running > 0
            ? `; ${plural(running, 'person', 'people')} who ${running === 1 ? 'is' : 'are'} in it now stay on the one that they began with`
            : ''}
          .{!journey.is_active && ' The journey is switched off: it takes people in when you switch it on.'}
        </p>
        {needsClinician && (
          <Select
            label="The clinician who approved these texts"
            description="A practitioner of the clinic who has read them."
            placeholder={practitioners.length > 0 ? 'Choose' : 'Add a practitioner in Settings first'}
            data={practitioners.map(({ id, name, title }) => ({
              value: id,
              label: title ? `${name}, ${title}` : name,
            }))}
            value={clinicianId}
            error={flaw}
            onChange={(id) => {
              setFlaw(null)
              choose(id)
            }}
          />
        )}
      </div>
    </Confirm>
  )
}

/** Where a clinician has to look first, or this version would lift that; nobody is asked twice for the same version. */
function asksForClinician(journey: Journey, version: JourneyVersion | undefined): boolean {
  if (!version || version.clinician) return false
  return version.definition.needsClinician || journey.definition.needsClinician
}

/** Who treats here. Whoever is signed in and one of them is chosen beforehand: practitioners and members share an address. */
function useClinician(isAsked: boolean) {
  const { user } = useMe()
  const all = useQuery({ ...allPractitionersQuery, enabled: isAsked }).data?.practitioners ?? []
  const practitioners = all.filter(({ archived_at }) => archived_at === null)
  const self = practitioners.find(({ email }) => user && email?.toLowerCase() === user.email.toLowerCase())
  const [chosen, setChosen] = useState<string | null | undefined>(undefined)
  return {
    practitioners,
    clinicianId: chosen === undefined ? (self?.id ?? null) : chosen,
    choose: (id: string | null) => setChosen(id),
  }
}
