import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { IconSearch, IconUsers } from '../icons.ts'
import { Initials } from '../parts/initials.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MoreButton } from '../parts/more-button.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { AppointmentStatusWord, StateWord } from '../parts/status-word.tsx'
import { contactsQuery, useClinicTime } from '../queries.ts'
import { bookedBy, CHANNEL_WORDS, patientNames, phoneInWords } from '../words.ts'

const route = getRouteApi('/desk/patients')

export function Patients() {
  const { search = '' } = route.useSearch()
  const contacts = useInfiniteQuery(contactsQuery(search))
  const time = useClinicTime()
  return (
    <Page title="Patients" about="Everybody who ever booked, the newest first.">
      <SearchField search={search} />
      <Loaded query={contacts} skeleton={<Lines count={8} height={60} />}>
        {({ pages }) => {
          const list = pages.flatMap((page) => page.contacts)
          if (list.length === 0) return <NobodyFound search={search} />
          return (
            <>
              <ul className="card-list" aria-busy={contacts.isPlaceholderData}>
                {list.map((contact) => (
                  <li key={contact.id}>
                    <Link to="/patients/$id" params={{ id: contact.id }} className="card-row person-row">
                      <Initials name={patientNames(contact)} size={36} />
                      <span className="row-main">
                        <strong>{patientNames(contact)}</strong>
                        <span className="muted">
                          {[
                            bookedBy(contact),
                            contact.phone_e164 && phoneInWords(contact.phone_e164),
                            contact.email,
                          ]
                            .filter(Boolean)
                            .join(' · ') || 'No phone or e-mail'}
                        </span>
                      </span>
                      {contact.is_provisional && <StateWord tone="open">Who is it?</StateWord>}
                      <span className="row-side">
                        {contact.last_booking ? (
                          <>
                            <span>{time.ahead(contact.last_booking.start_at)}</span>
                            <span className="muted">
                              {[
                                contact.last_booking.service_name,
                                CHANNEL_WORDS[contact.last_booking.booking_channel],
                              ]
                                .filter(Boolean)
                                .join(' · ')}
                            </span>
                          </>
                        ) : (
                          <span className="muted">No booking yet</span>
                        )}
                      </span>
                      {contact.last_booking && (
                        <span className="row-status">
                          <AppointmentStatusWord status={contact.last_booking.status} />
                        </span>
                      )}
                    </Link>
                  </li>
                ))}
              </ul>
              <MoreButton of={contacts}>Show more</MoreButton>
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function SearchField({ search }: { search: string }) {
  const navigate = route.useNavigate()
  const [typed, setTyped] = useState(search)
  const said = useRef(search)
  const apply = useDebouncedCallback((value: string) => {
    said.current = value.trim()
    void navigate({ search: { search: value.trim() || undefined }, replace: true })
  }, 200)
  // Back and forward change the address without typing.
  useEffect(() => {
    if (search !== said.current) {
      said.current = search
      setTyped(search)
    }
  }, [search])
  const change = (value: string) => {
    setTyped(value)
    apply(value)
  }
  return (
    <TextInput
      type="search"
      className="search-field"
      aria-label="Search patients"
      placeholder="Name, phone, e-mail or Cal.com id"
      leftSection={<IconSearch size={18} />}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      rightSection={typed ? <CloseButton aria-label="Clear the search" onClick={() => change('')} /> : null}
    />
  )
}

function NobodyFound({ search }: { search: string }) {
  if (search) {
    return (
      <Empty icon={<IconSearch size={28} stroke={1.5} />} title={`Nobody found for “${search}”`}>
        <p>Try only the last name, or the last digits of the phone.</p>
      </Empty>
    )
  }
  return (
    <Empty icon={<IconUsers size={28} stroke={1.5} />} title="No patients yet">
      <p>
        Everybody who books appears here. Connect Cal.com at{' '}
        <Link to="/settings/connections" className="text-link">
          Settings › Connections
        </Link>
        , or in the demo run <code>npm run demo:calcom -- created</code>.
      </p>
    </Empty>
  )
}
