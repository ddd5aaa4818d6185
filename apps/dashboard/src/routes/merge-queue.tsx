import './merge-queue.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, type Contact, type Schemas } from '../api.ts'
import { IconCheck } from '../icons.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Details } from '../parts/details.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { conflictsQuery, useClinicTime, useMay } from '../queries.ts'
import { phoneInWords, plural, STATUS_WORDS } from '../words.ts'

type Conflict = Schemas['IdentityConflict']
type Resolution = 'phone_contact' | 'email_contact' | 'all_one_person' | 'another_person'

const route = getRouteApi('/desk/merge-queue')

export function MergeQueue() {
  const conflicts = useQuery(conflictsQuery)
  const { conflict: wanted } = route.useSearch()
  return (
    <Page
      wide
      title="Merge queue"
      about="Bookings whose phone belongs to one person and whose e-mail to another. Only you can say who it is."
    >
      <Loaded query={conflicts} skeleton={<Lines count={2} height={320} />}>
        {({ conflicts }) => {
          const open = conflicts.filter(({ status }) => status === 'open')
          const decided = conflicts.length - open.length
          if (open.length === 0) {
            return (
              <Empty icon={<IconCheck size={28} stroke={1.5} />} title="Nothing to decide">
                <p>When a booking could be two different people, it waits here for you.</p>
                {decided > 0 && <p>{plural(decided, 'case was', 'cases were')} decided before.</p>}
              </Empty>
            )
          }
          return (
            <ul className="conflicts">
              {open.map((conflict) => (
                <li key={conflict.id}>
                  <ConflictCard conflict={conflict} isWanted={conflict.id === wanted} />
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Page>
  )
}

function ConflictCard({ conflict, isWanted }: { conflict: Conflict; isWanted: boolean }) {
  const {
    evidence,
    phone_contact: byPhone,
    email_contact: byEmail,
    provisional_contact: provisional,
  } = conflict
  const time = useClinicTime()
  const may = useMay('contacts:write')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Resolution | null>(null)
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isWanted) card.current?.scrollIntoView({ block: 'start' })
  }, [isWanted])

  const resolve = useMutation({
    mutationFn: (resolution: Resolution) =>
      answer(
        api.POST('/api/identity-conflicts/{id}/resolve', {
          params: { path: { id: conflict.id } },
          body: { resolution },
        }),
      ),
    onSuccess: async ({ contact_id }) => {
      setAsked(null)
      say('Decided', `The booking now belongs to the right person.`)
      await navigate({ to: '/patients/$id', params: { id: contact_id } })
      await queries.invalidateQueries()
    },
  })
  const choices = choicesFor(conflict)
  const confirming = choices.find(({ resolution }) => resolution === asked)

  return (
    <article
      className={isWanted ? 'conflict conflict-wanted' : 'conflict'}
      ref={card}
      aria-label={evidence.name}
    >
      <div className="conflict-head">
        <h2>Who is “{evidence.name}”?</h2>
        <span className="muted">{time.ago(conflict.created_at)}</span>
      </div>
      <div className="conflict-sides">
        <section aria-label="The booking">
          <h3>The booking says</h3>
          <Details
            rows={[
              ['Name', evidence.name],
              ['Phone', evidence.phone ? phoneInWords(evidence.phone) : evidence.phone_raw],
              ['E-mail', evidence.email],
              ['Visit', lastVisit(provisional, time.dateTime)],
            ]}
          />
        </section>
        <Person title="The phone belongs to" contact={byPhone} matched="phone" evidence={evidence} />
        <Person title="The e-mail belongs to" contact={byEmail} matched="email" evidence={evidence} />
      </div>
      <h3 className="conflict-ask">So who comes?</h3>
      <div className="conflict-choices">
        {choices.map(({ resolution, label, text }) => (
          <div key={resolution} className="conflict-choice">
            <GuardedButton
              may={may}
              variant="default"
              fullWidth
              className="choice-button"
              onClick={() => setAsked(resolution)}
            >
              {label}
            </GuardedButton>
            <p className="muted">{text}</p>
          </div>
        ))}
      </div>
      <Confirm
        opened={asked !== null}
        title={confirming?.label ?? ''}
        deed={confirming?.deed ?? ''}
        isBusy={resolve.isPending}
        error={resolve.error}
        onConfirm={() => asked && resolve.mutate(asked)}
        onClose={() => {
          resolve.reset()
          setAsked(null)
        }}
      >
        <p>{confirming?.text}</p>
        {asked !== 'another_person' && <p>Merging cannot be undone from here.</p>}
      </Confirm>
    </article>
  )
}

function choicesFor({ evidence, phone_contact, email_contact }: Conflict) {
  const byPhone = phone_contact.display_name
  const byEmail = email_contact.display_name
  return [
    {
      resolution: 'phone_contact',
      label: `It is ${byPhone} (the phone)`,
      deed: 'Yes, merge',
      text: `The booking moves to ${byPhone}. ${byEmail} stays somebody else.`,
    },
    {
      resolution: 'email_contact',
      label: `It is ${byEmail} (the e-mail)`,
      deed: 'Yes, merge',
      text: `The booking moves to ${byEmail}. ${byPhone} stays somebody else.`,
    },
    {
      resolution: 'all_one_person',
      label: 'All three are one person',
      deed: 'Yes, merge all three',
      text: `The booking, ${byPhone} and ${byEmail} become one person with one history. Patients of different names stay apart.`,
    },
    {
      resolution: 'another_person',
      label: 'It is somebody else',
      deed: 'Yes, keep apart',
      text: `${evidence.name} is a patient of their own. Nobody is merged.`,
    },
  ] satisfies { resolution: Resolution; label: string; deed: string; text: string }[]
}

function Person({
  title,
  contact,
  matched,
  evidence,
}: {
  title: string
  contact: Contact
  matched: 'phone' | 'email'
  evidence: Conflict['evidence']
}) {
  const time = useClinicTime()
  const phone = matched === 'phone' ? (evidence.phone ?? contact.phone_e164) : contact.phone_e164
  const email = matched === 'email' ? (evidence.email ?? contact.email) : contact.email
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <Details
        rows={[
          ['Name', <strong key="name">{contact.display_name}</strong>],
          ['Phone', phone && <Same is={matched === 'phone'}>{phoneInWords(phone)}</Same>],
          ['E-mail', email && <Same is={matched === 'email'}>{email}</Same>],
          ['Last visit', lastVisit(contact, time.dateTime)],
          ['Known since', time.date(contact.created_at)],
        ]}
      />
    </section>
  )
}

function Same({ is, children }: { is: boolean; children: string }) {
  return (
    <>
      {children}
      {is && <span className="same">same as the booking</span>}
    </>
  )
}

function lastVisit({ last_booking }: Contact, dateTime: (instant: string) => string): string | null {
  if (!last_booking) return null
  const { service_name, start_at, status } = last_booking
  return `${dateTime(start_at)}${service_name ? `, ${service_name}` : ''} (${STATUS_WORDS[status].toLowerCase()})`
}
