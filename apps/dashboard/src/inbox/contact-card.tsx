import './contact-card.css'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Appointment, Schemas } from '../api.ts'
import { IconCalendarPlus } from '../icons.ts'
import { Details, MailLink } from '../parts/details.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { Initials } from '../parts/initials.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { AppointmentStatusWord } from '../parts/status-word.tsx'
import { contactQuery, useClinicTime, useMay } from '../queries.ts'
import { HINT_WORDS, phoneInWords, sourceInWords } from '../words.ts'
import { type Conversation, conversationsOfQuery } from './inbox-queries.ts'
import { channelName } from './inbox-words.ts'
import { hasStopped } from './stopped.ts'

type Contact = Schemas['ContactPage']

const route = getRouteApi('/desk/inbox')
const PAST_SHOWN = 3

/** Whom the conversation is with: how to reach them, their visits, and what of theirs waits for somebody. */
export function ContactCard({
  conversation,
  onLeave,
}: {
  conversation: Conversation
  /** Before something else is opened over it. */
  onLeave?: () => void
}) {
  const found = useQuery(contactQuery(conversation.contact_id))
  const mayBook = useMay('appointments:write')
  const navigate = route.useNavigate()
  return (
    <Loaded query={found} skeleton={<Lines count={4} height={64} />}>
      {({ contact }) => (
        <div className="contact-card">
          <div className="contact-head">
            <Initials name={contact.display_name} size={40} />
            <div>
              <h2>{contact.display_name}</h2>
              <Link to="/patients/$id" params={{ id: contact.id }} className="text-link">
                Open the patient’s page
              </Link>
            </div>
          </div>
          <GuardedButton
            may={mayBook}
            fullWidth
            variant="default"
            leftSection={<IconCalendarPlus size={16} />}
            onClick={() => {
              onLeave?.()
              void navigate({ search: (before) => ({ ...before, open: 'booking' }), replace: true })
            }}
          >
            Book an appointment
          </GuardedButton>
          <Tasks contact={contact} />
          <Block title="Reach">
            <Details
              rows={[
                ...contact.identifiers
                  .filter(({ kind }) => kind === 'phone')
                  .map(({ value }): [string, ReactNode] => [
                    'Phone',
                    <a key={value} className="text-link" href={`tel:${value}`}>
                      {phoneInWords(value)}
                    </a>,
                  ]),
                ['E-mail', contact.email && <MailLink email={contact.email} />],
                ['Language', conversation.language && languageName(conversation.language)],
                ['Through', sourceInWords(contact.source)],
                [
                  'Messages',
                  hasStopped(conversation, contact.consents)
                    ? `Asked for no more by ${channelName(conversation.channel)}`
                    : null,
                ],
              ]}
            />
          </Block>
          <Visits visits={contact.appointments} />
          <OtherConversations conversation={conversation} />
        </div>
      )}
    </Loaded>
  )
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="contact-block" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Tasks({ contact }: { contact: Contact }) {
  const time = useClinicTime()
  const now = Date.now()
  const coming = contact.appointments.filter(({ end_at }) => Date.parse(end_at) > now)
  const unconfirmed = coming.filter(({ status }) => status === 'pending')
  const overlapping = coming.filter(({ has_conflict, status }) => has_conflict && status !== 'cancelled')
  if (!contact.open_conflict_id && unconfirmed.length + overlapping.length === 0) return null
  return (
    <Block title="Needs somebody">
      <ul className="contact-tasks">
        {contact.open_conflict_id && (
          <li>
            <Link to="/merge-queue" search={{ conflict: contact.open_conflict_id }} className="text-link">
              {HINT_WORDS.identity_conflict.title}
            </Link>
          </li>
        )}
        {unconfirmed.map((visit) => (
          <li key={visit.id}>
            <VisitLink visit={visit}>Unconfirmed: {time.ahead(visit.start_at)}</VisitLink>
          </li>
        ))}
        {overlapping.map((visit) => (
          <li key={visit.id}>
            <VisitLink visit={visit}>Booked over another visit: {time.ahead(visit.start_at)}</VisitLink>
          </li>
        ))}
      </ul>
    </Block>
  )
}

function Visits({ visits }: { visits: Appointment[] }) {
  const now = Date.now()
  const byStart = visits.toSorted((a, b) => a.start_at.localeCompare(b.start_at))
  const coming = byStart.filter(({ end_at, status }) => Date.parse(end_at) > now && status !== 'cancelled')
  const past = byStart.filter((visit) => !coming.includes(visit)).toReversed()
  return (
    <>
      <Block title={coming.length > 1 ? 'Next visits' : 'Next visit'}>
        {coming.length === 0 ? <p className="muted">None is booked.</p> : <VisitList visits={coming} />}
      </Block>
      {past.length > 0 && (
        <Block title="Before">
          <VisitList visits={past.slice(0, PAST_SHOWN)} />
          {past.length > PAST_SHOWN && <p className="muted small">and {past.length - PAST_SHOWN} more</p>}
        </Block>
      )}
    </>
  )
}

function VisitList({ visits }: { visits: Appointment[] }) {
  const time = useClinicTime()
  return (
    <ul className="contact-visits">
      {visits.map((visit) => (
        <li key={visit.id}>
          <span className="row-main">
            <VisitLink visit={visit}>{time.dateTime(visit.start_at)}</VisitLink>
            <span className="muted small">
              {[visit.service_name ?? visit.title, visit.practitioner?.name].filter(Boolean).join(' · ')}
            </span>
          </span>
          {visit.status !== 'booked' && <AppointmentStatusWord status={visit.status} />}
        </li>
      ))}
    </ul>
  )
}

function VisitLink({ visit, children }: { visit: Appointment; children: ReactNode }) {
  const time = useClinicTime()
  return (
    <Link to="/" search={{ day: time.day(visit.start_at), appointment: visit.id }} className="text-link">
      {children}
    </Link>
  )
}

function OtherConversations({ conversation }: { conversation: Conversation }) {
  const time = useClinicTime()
  const found = useQuery(conversationsOfQuery(conversation.contact_id))
  const others = (found.data?.conversations ?? []).filter(({ id }) => id !== conversation.id)
  if (others.length === 0) return null
  return (
    <Block title="Also writes by">
      <ul className="contact-visits">
        {others.map(({ id, channel, last_message_at }) => (
          <li key={id}>
            <Link
              from="/inbox"
              search={(before) => ({ ...before, conversation: id, open: undefined })}
              className="text-link"
            >
              {channelName(channel)}
            </Link>
            <span className="muted small">{time.ago(last_message_at)}</span>
          </li>
        ))}
      </ul>
    </Block>
  )
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}
