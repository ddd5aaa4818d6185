import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { detailOf, pathErrors, type Schemas } from '../api.ts'
import { MessageText } from '../parts/message-text.tsx'
import { Lines, Section } from '../parts/page.tsx'
import { waitInWords } from '../parts/waiting-words.ts'
import { contactQuery, useClinic, useClinicTime } from '../queries.ts'
import { CHANNEL_WORDS, humanize, phoneInWords, reasonInWords, usuallyInWords } from '../words.ts'
import { type Draft, definitionOf } from './journey-draft.ts'
import { type PreviewedStep, previewQuery } from './journey-queries.ts'
import { KIND_WORDS, stepLine, whenWords } from './journey-words.ts'
import { PatientSelect } from './patient-select.tsx'

const WAIT_MS = 500
const SENDS_NOTHING = new Set<PreviewedStep['do']>(['task', 'wait', 'branch'])

/** What one patient would get of what is being written; nothing of it is sent or kept. */
export function JourneyPreview({ journeyId, draft }: { journeyId: string; draft: Draft }) {
  const [contactId, setContactId] = useState<string | null>(null)
  const [visitId, setVisitId] = useState<string | null>(null)
  const isAboutVisit = draft.rules.anchor !== 'enrolled' || draft.rules.lane === 'appointment'
  const visits = useVisits(contactId)
  const appointmentId = isAboutVisit ? (visitId ?? visits?.[0]?.id ?? null) : null
  const isReady = contactId !== null && (!isAboutVisit || appointmentId !== null)
  return (
    <div className="journey-preview">
      <Section title="Preview" about="What one patient would get. Nothing is sent, nothing is kept.">
        <div className="stack-tight">
          <PatientSelect
            value={contactId}
            onChange={(id) => {
              setContactId(id)
              setVisitId(null)
            }}
          />
          {contactId && isAboutVisit && visits && (
            <VisitSelect visits={visits} value={appointmentId} onChange={setVisitId} />
          )}
          {!contactId && (
            <p className="muted">Choose a patient to see it with their name, visit and consent.</p>
          )}
          {isReady && <Previewed draft={draft} about={{ journeyId, contactId, appointmentId }} />}
        </div>
      </Section>
    </div>
  )
}

/** Of this person, those to come first; null until they are read. */
function useVisits(contactId: string | null): Schemas['Appointment'][] | null {
  const contact = useQuery({ ...contactQuery(contactId ?? ''), enabled: contactId !== null })
  const now = new Date().toISOString()
  if (!contact.data) return null
  const isToCome = ({ start_at, status }: Schemas['Appointment']) => start_at > now && status !== 'cancelled'
  return contact.data.contact.appointments.toSorted(
    (a, b) => Number(isToCome(b)) - Number(isToCome(a)) || a.start_at.localeCompare(b.start_at),
  )
}

function VisitSelect({
  visits,
  value,
  onChange,
}: {
  visits: readonly Schemas['Appointment'][]
  value: string | null
  onChange: (id: string | null) => void
}) {
  const time = useClinicTime()
  if (visits.length === 0)
    return (
      <p className="muted">
        This journey is about a visit, and this patient has none. Choose another patient.
      </p>
    )
  return (
    <Select
      label="Visit"
      data={visits.map(({ id, service_name, title, start_at }) => ({
        value: id,
        label: `${service_name ?? title}, ${time.dateTime(start_at)}`,
      }))}
      value={value}
      allowDeselect={false}
      onChange={onChange}
    />
  )
}

function Previewed({
  draft,
  about,
}: {
  draft: Draft
  about: { journeyId: string; contactId: string; appointmentId: string | null }
}) {
  const [definition] = useDebouncedValue(definitionOf(draft), WAIT_MS)
  const preview = useQuery(previewQuery(about, definition))
  if (preview.error) {
    return (
      <p className="muted" role="status">
        Cannot be shown yet. {whatToMend(preview.error, draft)}
      </p>
    )
  }
  if (!preview.data) return <Lines count={3} height={64} />
  const { steps, has_visit_ahead: hasVisitAhead } = preview.data
  const stops = [...new Map(steps.flatMap((step) => step.stops).map((stop) => [stop.event, stop])).values()]
  return (
    <div aria-busy={preview.isFetching}>
      {hasVisitAhead && (
        <p className="muted">
          This patient has a visit ahead. A booking ends this journey, so they would not be taken in; this is
          what others get.
        </p>
      )}
      <ol className="previewed">
        {steps.map((step) => (
          <PreviewRow key={step.key} step={step} anchor={definition.anchor} />
        ))}
      </ol>
      {stops.length > 0 && (
        <>
          <h3 className="step-stops">What would stop it</h3>
          <ul className="plain-list">
            {stops.map(({ event, meaning }) => (
              <li key={event}>{meaning}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** Which step is to be mended, and what of it. */
function whatToMend(error: unknown, { steps }: Draft): string {
  const [path = '', flaw = ''] = Object.entries(pathErrors(error))[0] ?? []
  const step = steps[Number(/^definition\.steps\.(\d+)\./.exec(path)?.[1])]?.step
  return step ? `“${humanize(step.key)}”: ${flaw.toLowerCase()}.` : `${detailOf(error)}.`
}

function PreviewRow({ step, anchor }: { step: PreviewedStep; anchor: Draft['rules']['anchor'] }) {
  const time = useClinicTime()
  const clinic = useClinic()
  const at = step.held_until ?? step.due_at
  const wait = waitInWords(step, time)
  const when = at
    ? time.dateTime(at)
    : `After “${humanize(step.after ?? '')}”: ${whenWords(step.step, anchor).toLowerCase()}`
  const to = step.to_address && (step.channel === 'sms' ? phoneInWords(step.to_address) : step.to_address)
  return (
    <li>
      <p className="previewed-when">{when}</p>
      <p>
        <strong>{humanize(step.key)}</strong>{' '}
        <span className="muted">
          {[KIND_WORDS[step.do], step.channel && CHANNEL_WORDS[step.channel], to].filter(Boolean).join(' · ')}
        </span>
      </p>
      {step.obstacle && <p className="step-notice">It will not go out. {reasonInWords(step.obstacle)}</p>}
      {wait && <p className="muted small">{wait}</p>}
      {step.moved_from && <p className="muted small">Sent earlier, so that it does not come at night.</p>}
      {step.usual_time && <p className="muted small">{usuallyInWords(step.usual_time)}</p>}
      {step.with_step && (
        <p className="muted small">
          In one message with “{humanize(step.with_step)}”, which is due then too.
        </p>
      )}
      {step.body && <MessageText message={{ subject: step.subject, body: step.body }} />}
      {step.is_to_be_worded && (
        <p className="muted small">
          The approved text. The assistant words it for each patient, when the step is opened on their page,
          or sent.
        </p>
      )}
      {SENDS_NOTHING.has(step.do) && <p className="muted">{stepLine(step.step, clinic.name)}</p>}
    </li>
  )
}
