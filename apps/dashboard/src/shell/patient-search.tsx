import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { detailOf } from '../api.ts'
import { IconCalendar, IconChevronRight, IconSearch } from '../icons.ts'
import { Initials } from '../parts/initials.tsx'
import { appointmentSearchQuery, contactSearchQuery, useClinicTime } from '../queries.ts'
import { phoneInWords, STATUS_WORDS } from '../words.ts'

const [store, actions] = createSpotlight()

const SCREENS = [
  { to: '/', label: 'Today' },
  { to: '/patients', label: 'Patients' },
  { to: '/merge-queue', label: 'Merge queue' },
  { to: '/outbox', label: 'Outbox' },
  { to: '/reports', label: 'Reports' },
  { to: '/settings/clinic', label: 'Settings: clinic' },
  { to: '/settings/team', label: 'Settings: team and keys' },
  { to: '/settings/connections', label: 'Settings: connections' },
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
      />
      <Spotlight.ActionsList>
        {contacts.length > 0 && (
          <Spotlight.ActionsGroup label="Patients">
            {contacts.map((contact) => (
              <Spotlight.Action
                key={contact.id}
                onClick={() => void navigate({ to: '/patients/$id', params: { id: contact.id } })}
                leftSection={<Initials name={contact.display_name} />}
                label={contact.display_name}
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
              : isReading || query.trim() !== typed
                ? 'Searching…'
                : `Nobody found for “${query.trim()}”. Try the last name or the last digits of the phone.`}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
