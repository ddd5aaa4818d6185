import '../waitlist/waitlist.css'
import { SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { practitionersQuery } from '../calendar/calendar-queries.ts'
import { IconHourglass, IconPlus } from '../icons.ts'
import { Confirm } from '../parts/confirm.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MoreButton } from '../parts/more-button.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { JoinDrawer } from '../waitlist/join-drawer.tsx'
import { useLeave } from '../waitlist/waitlist-changes.ts'
import { offeredQuery, type WaitlistEntry, waitlistQuery } from '../waitlist/waitlist-queries.ts'
import { WaitlistRow } from '../waitlist/waitlist-row.tsx'

const route = getRouteApi('/desk/waitlist')

const OVER = ['booked', 'left', 'expired'] as const
type Shown = 'waiting' | (typeof OVER)[number]

const WORDS: Record<Shown, string> = {
  waiting: 'Waiting',
  booked: 'Booked',
  left: 'Taken off',
  expired: 'Date over',
}
const NOBODY: Record<Shown, string> = {
  waiting: 'Nobody waits',
  booked: 'Nobody has been booked from the waitlist yet',
  left: 'Nobody has been taken off',
  expired: 'Nobody’s dates are over',
}

/** Who waits for a time that is not free yet, and what they are offered. */
export function Waitlist() {
  const shown: Shown = route.useSearch().show ?? 'waiting'
  const navigate = route.useNavigate()
  const mayWrite = useMay('appointments:write')
  const entries = useInfiniteQuery(waitlistQuery(shown))
  const offered = useQuery({ ...offeredQuery, enabled: shown === 'waiting' }).data?.entries ?? []
  const [isAdding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<WaitlistEntry | null>(null)
  const list = { mayWrite, onRemove: setLeaving }
  return (
    <Page
      title="Waitlist"
      about="When a time becomes free, Foyer asks those whom it suits, the longest waiting first."
      actions={
        <GuardedButton may={mayWrite} leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          Add somebody
        </GuardedButton>
      }
    >
      <div className="filters">
        <SegmentedControl
          aria-label="Who is shown"
          value={shown}
          data={(['waiting', ...OVER] as const).map((value) => ({ value, label: WORDS[value] }))}
          onChange={(value) => void navigate({ search: { show: OVER.find((over) => over === value) } })}
        />
      </div>
      <Loaded query={entries} skeleton={<Lines count={6} height={72} />}>
        {({ pages }) => {
          const found = pages.flatMap((page) => page.entries)
          const isOffering = shown === 'waiting' && offered.length > 0
          if (found.length === 0 && !isOffering) return <NobodyHere shown={shown} />
          return (
            <>
              {isOffering && <EntryList {...list} title="Have an offer to answer" entries={offered} />}
              {found.length > 0 && (
                <EntryList {...list} title={isOffering ? 'Waiting' : null} entries={found} />
              )}
              <MoreButton of={entries}>Show more</MoreButton>
            </>
          )
        }}
      </Loaded>
      <JoinDrawer opened={isAdding} onClose={() => setAdding(false)} />
      <LeaveDialog entry={leaving} onClose={() => setLeaving(null)} />
    </Page>
  )
}

function EntryList({
  title,
  entries,
  mayWrite,
  onRemove,
}: {
  title: string | null
  entries: readonly WaitlistEntry[]
  mayWrite: boolean
  onRemove: (entry: WaitlistEntry) => void
}) {
  const practitioners = useQuery(practitionersQuery).data?.practitioners ?? []
  return (
    <section className="waiting-list" aria-label={title ?? 'Waitlist'}>
      {title && <h2>{title}</h2>}
      <ul className="card-list">
        {entries.map((entry) => (
          <li key={entry.id}>
            <WaitlistRow
              entry={entry}
              practitioner={practitioners.find(({ id }) => id === entry.practitioner_id)?.name ?? null}
              mayWrite={mayWrite}
              onRemove={onRemove}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function NobodyHere({ shown }: { shown: Shown }) {
  return (
    <Empty icon={<IconHourglass size={28} stroke={1.5} />} title={NOBODY[shown]}>
      {shown === 'waiting' && (
        <p>Patients join on the booking page where no time suits them. You can add somebody who calls.</p>
      )}
    </Empty>
  )
}

function LeaveDialog({ entry, onClose }: { entry: WaitlistEntry | null; onClose: () => void }) {
  const leave = useLeave(onClose)
  const name = entry?.contact.display_name ?? ''
  return (
    <Confirm
      opened={entry !== null}
      title={`Take ${name} off the waitlist?`}
      deed="Take off"
      back="Keep waiting"
      isDangerous
      isBusy={leave.isPending}
      error={leave.error}
      onConfirm={() => entry && leave.mutate({ id: entry.id, name })}
      onClose={() => {
        leave.reset()
        onClose()
      }}
    >
      <p>
        {name} hears no more of free times for {entry?.service_name}.
        {entry?.status === 'offered' && ' The offer that they have now ends; the next in turn is asked.'} They
        are not told; call them if they should know.
      </p>
    </Confirm>
  )
}
