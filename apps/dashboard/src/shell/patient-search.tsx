import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { detailOf } from '../api.ts'
import { IconCalendar, IconChevronRight, IconSearch } from '../icons.ts'
import { Initials } from '../parts/initials.tsx'
import { appointmentSearchQuery, contactSearchQuery, useClinicTime } from '../queries.ts'
import { patientNames, phoneInWords, STATUS_WORDS } from '../words.ts'

const [store, actions] = createSpotlight()

const SCREENS = [
  { to: '/', label: 'Today' },
  { to: '/inbox', label: 'Inbox' },
  { to: '/calendar', label: 'Calendar' },
  { to: '/waitlist', label: 'Waitlist' },
  { to: '/patients', label: 'Patients' },
  { to: '/merge-queue', label: 'Merge queue' },
  { to: '/outbox', label: 'Outbox' },
  { to: '/reports', label: 'Reports' },
  { to: '/settings/clinic', label: 'Settings: clinic' },
  { to: '/settings/services', label: 'Settings: services' },
  { to: '/settings/practitioners', label: 'Settings: practitioners' },
  { to: '/settings/hours', label: 'Settings: hours and holidays' },
  { to: '/settings/rooms', label: 'Settings: rooms and devices' },
  { to: '/settings/team', label: 'Settings: team and keys' },
  { to: '/settings/connections', label: 'Settings: connections' },
  { to: '/settings/receptionist', label: 'Settings: assistant' },
  { to: '/settings/templates', label: 'Settings: message texts' },
  { to: '/settings/security', label: 'Settings: security' },
] as const

export function PatientSearch({ wanted }: { wanted: number }) {
  const [query, setQuery] = useState('')
  const [typed] = useDebouncedValue(query.trim(), 180)
  const time = useClinicTime()
  const navigate = useNavigate()
  useEffect(() => {
    if (wanted > 0) actions.open()
  }, [wanted])

  const isSearching = typed.length > 1
  const people = useQuery({ ...contactSearchQuery(typed), enabled: isSearching })
  const visits = useQuery({
    ...appointmentSearchQuery(typed, time.today()),
    enabled: isSearching,
  })
  const screens = SCREENS.filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()))
  const contacts = isSearching ? (people.data?.contacts ?? []) : []
  const appointments = isSearching ? (visits.data?.appointments ?? []) : []
  const isReading = isSearching && (people.isFetching || visits.isFetching)
  const isBehind = isReading || query.trim() !== typed
  const hits = [...contacts, ...appointments].map(({ id }) => id).join()
  const onKeyDown = useFirstHit({ query, hits, isBehind: isBehind && query.trim().length > 1 })

  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      maxHeight={440}
      scrollable
      attributes={{ content: { 'aria-label': 'Search patients and appointments' } }}
    >
      <Spotlight.Search
        placeholder="Name, phone, e-mail or Cal.com id"
        aria-label="Search patients and appointments"
        leftSection={<IconSearch size={18} />}
        onKeyDown={onKeyDown}
      />
      <Spotlight.ActionsList>
        {contacts.length > 0 && (
          <Spotlight.ActionsGroup label="Patients">
            {contacts.map((contact) => (
              <Spotlight.Action
                key={contact.id}
                onClick={() => void navigate({ to: '/patients/$id', params: { id: contact.id } })}
                leftSection={<Initials name={patientNames(contact)} />}
                label={patientNames(contact)}
                description={
                  [contact.phone_e164 && phoneInWords(contact.phone_e164), contact.email]
                    .filter(Boolean)
                    .join(' · ') || 'No phone or e-mail'
                }
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {appointments.length > 0 && (
          <Spotlight.ActionsGroup label="Appointments">
            {appointments.map((visit) => (
              <Spotlight.Action
                key={visit.id}
                onClick={() =>
                  void navigate({ to: '/', search: { day: time.day(visit.start_at), appointment: visit.id } })
                }
                leftSection={<IconCalendar size={20} stroke={1.6} />}
                label={`${visit.attendee_name} · ${time.ahead(visit.start_at)}`}
                description={`${visit.service_name ?? visit.title} · ${STATUS_WORDS[visit.status]}`}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {screens.length > 0 && (
          <Spotlight.ActionsGroup label="Go to">
            {screens.map(({ to, label }) => (
              <Spotlight.Action
                key={to}
                label={label}
                leftSection={<IconChevronRight size={18} />}
                onClick={() => void navigate({ to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {contacts.length + appointments.length + screens.length === 0 && (
          <Spotlight.Empty>
            {people.error
              ? detailOf(people.error)
              : isBehind
                ? 'Searching…'
                : `Nobody found for “${query.trim()}”. Try the last name or the last digits of the phone.`}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/**
 * Enter opens the first hit, unless the arrows chose another; pressed while the server still searches, as soon as it
 * has answered. Gives what the field does with its keys before Spotlight's own handling.
 */
function useFirstHit({ query, hits, isBehind }: { query: string; hits: string; isBehind: boolean }) {
  const isChosen = useRef(false)
  const isAwaited = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was meant was meant for what was typed
  useEffect(() => {
    isChosen.current = false
    isAwaited.current = false
  }, [query])
  // biome-ignore lint/correctness/useExhaustiveDependencies: other hits have another first one
  useEffect(() => {
    if (isBehind || isChosen.current) return
    const first = selectFirst()
    if (!isAwaited.current) return
    isAwaited.current = false
    first?.click()
  }, [hits, isBehind])

  return (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') isChosen.current = true
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (isBehind && !isChosen.current) {
      isAwaited.current = true
      unselect()
    } else if (!list()?.querySelector('[data-selected]')) selectFirst()
  }
}

/** Spotlight keeps its selection as an attribute of the actions, and has no way to set it from outside. */
const list = () => document.getElementById(store.getState().listId)

function unselect(): void {
  list()?.querySelector('[data-selected]')?.removeAttribute('data-selected')
}

function selectFirst(): HTMLElement | null | undefined {
  unselect()
  const first = list()?.querySelector<HTMLElement>('[data-action]')
  first?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected: 0 }))
  return first
}
